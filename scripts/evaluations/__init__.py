"""What `scripts/evaluate` measures, one file each."""
