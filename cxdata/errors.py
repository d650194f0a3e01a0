"""The one error a reader may see: what was wrong, where, and what to do about it."""


class CxError(Exception):
    """A fault in what was given (a file, a name, a setting), told in a sentence that can be shown as it is.

    Any other exception is a bug in the product and is allowed to fail loudly.
    """
