"""Do people have to come back?

`matters` (of the matters that customers raised, how many took more than one contact).
"""
