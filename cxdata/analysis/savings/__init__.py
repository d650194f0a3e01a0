"""Is the saving real? What contacts that moved are worth, beside what was promised, what is recorded, and what failed.

`spans` (the year, and the year before something began), `moved` (contacts that moved like for like, and their worth),
`check` (how many contacts a promise takes), `promises` (what was promised and achieved), `failure` (what coming back
and giving up cost), `sides` (who is still served by staff, and what serving them otherwise would take), `words` (pounds
and ages in words), `page` (everything that the page and the command line show).
"""
