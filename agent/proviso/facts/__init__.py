"""What a text contains: words, patterns, validated numbers, and facts that stand together. Nothing here judges.

A fact says what is there and where; what a policy makes of it is said by a rule in `proviso.packs`.
"""
