"""What `scripts/bench` measures: each module one question, its figures as ratios of one run."""
