"""Answer labelled posts with Proviso's packs, in a process of its own, so that time and memory are those of the check."""

from __future__ import annotations

import json
import resource
import sys
from time import perf_counter

from proviso import Checker


def main() -> None:
    """Answer every line; the last line says what it took."""
    checker = Checker()
    list(checker.rulebook.finder.warm())
    posts = [json.loads(line) for line in sys.stdin]
    took = 0.0
    for post in posts:
        start = perf_counter()
        report = checker.check(post["text"])
        took += perf_counter() - start
        findings = [
            {"start": one.start, "end": one.end, "entity": one.entity, "category": one.category, "score": 1.0}
            for one in report.findings
            if one.severity.word != "info"
        ]
        print(json.dumps({"id": post["id"], "findings": findings}))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    print(json.dumps({"ms": took * 1000 / len(posts), "mib": memory}))


if __name__ == "__main__":
    main()
