"""Lists of names as plain text: what people are called, who is known to everybody, what is no name.

Nothing is read or split here: `proviso.facts.people` does that when the first name is met.
"""
