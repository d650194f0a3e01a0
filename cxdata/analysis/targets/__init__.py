"""The council's targets: what is in force, and whether it is met.

`aims` (the target of one measure on a day, as a number to judge by).
"""
