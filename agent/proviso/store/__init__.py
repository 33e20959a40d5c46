"""Packs on disk: read them, compile them, remember their proofs, load a rulebook. Decides nothing about posts."""

from proviso.store.load import Loaded, load_rulebook, load_rules

__all__ = ["Loaded", "load_rulebook", "load_rules"]
