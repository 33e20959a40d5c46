"""The signed roles of The Update Framework, as python-tuf models them.

python-tuf offers these under `tuf.api.metadata` without telling type checkers so; this is the one place that minds.
"""

from tuf.api._payload import MetaFile, Root, Signed, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.metadata import Metadata

__all__ = ["MetaFile", "Metadata", "Root", "Signed", "Snapshot", "TargetFile", "Targets", "Timestamp"]
