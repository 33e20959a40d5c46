"""`python -m proviso` is the `proviso` command; the native host starts the agent in this way."""

from proviso.cli.main import main

main(prog_name="proviso")
