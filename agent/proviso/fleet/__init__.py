"""IT's side of signed updates: keys, build, preview, publish, roll out, announce. No agent needs it to check a post.

Nothing is signed that lint, proof and preview have not passed. Private keys are read, used and let go; none is ever
written without a passphrase. The repository is a folder of static files that anything can serve.
"""
