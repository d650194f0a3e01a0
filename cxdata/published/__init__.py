"""What everybody may see: a record for each page (`sheets`), answered from an edition alone (`reading`, `parts`).

No module here opens a store. docs/published.md has the table of pages.
"""
