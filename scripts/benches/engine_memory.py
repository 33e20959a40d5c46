"""What one rulebook of made-up rules costs: `python -m benches.engine_memory RULES` prints it as JSON. A process of its own, to be weighed alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import synthetic
from proviso.packs import Rulebook


def resident_mb() -> float:
    """Memory of this process; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def weigh(rules: int) -> dict[str, float]:
    """Time and memory until it answers, and until every pattern is compiled."""
    before = resident_mb()
    pack = synthetic.pack(rules)
    began = perf_counter()
    book = Rulebook([pack])
    ready_ms, ready_mb = (perf_counter() - began) * 1e3, resident_mb() - before
    began = perf_counter()
    list(book.finder.warm())
    compiled_ms = (perf_counter() - began) * 1e3
    return {
        "ready_ms": ready_ms,
        "ready_mb": ready_mb,
        "compiled_ms": compiled_ms,
        "compiled_mb": resident_mb() - before,
    }


if __name__ == "__main__":
    print(json.dumps(weigh(int(sys.argv[1]))))
