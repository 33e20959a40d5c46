"""The agent's side of signed updates: fetch, verify, prove on this machine, put in force, go back.

It only ever moves data: no code comes this way. Whatever happens here, the agent goes on checking with the last good
rules. Nothing of this is imported before the first poll, so that a start does not wait for it.
"""
