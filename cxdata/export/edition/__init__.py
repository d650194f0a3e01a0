"""What everybody may see: an edition, one file of counts rounded with a key, and the answers made of it alone.

`offered` is the fixed list of tables, `making` works it out of a store, `file` writes and reads it, `ledger` knows how
often a period's figures were put out, `answer` makes an Answer from an edition. docs/editions.md says it in words.
"""

__all__ = ["answer", "file", "ledger", "making", "offered"]
