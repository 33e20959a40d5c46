"""IT's side of signed updates: keys, build, preview, publish, roll out, announce. No agent needs it to check a post."""
