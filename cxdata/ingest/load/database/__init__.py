"""The new database of a load, begun: a copy of the old one to which rows are added, or anew.

In the order of use: `append` (whether rows may be added, and the copy), `words` (levels and wards of the types),
`begun` (the database with its types). Other rooms use `begun.begin` and `append`.
"""
