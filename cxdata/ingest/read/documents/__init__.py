"""Documents of words with tables in them: today those of Word (.docx)."""

__all__ = ["word"]
