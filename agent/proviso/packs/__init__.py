"""What a policy says: read packs from bytes, lint them, compile them to a rulebook. Pure: no file is opened here."""

from proviso.packs.overrides import Override, Overrides, read_overrides
from proviso.packs.problems import PackError, Problem
from proviso.packs.rulebook import PackInfo, Rulebook

__all__ = ["Override", "Overrides", "PackError", "PackInfo", "Problem", "Rulebook", "read_overrides"]
