"""Who takes part, and where are they lost? Contacts, asked, opted in, answered, attended, took part in design.

`rungs` (which activity of a log is which step), `counts` (people at each step, in all and by group and quarter),
`sources` (who signposts and refers), `page` (all of it at once).
"""
