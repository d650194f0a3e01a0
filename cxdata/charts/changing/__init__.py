"""Charts of the pages that ask whether something is changing: usual range, like for like, and targets ahead."""

__all__ = ["like_for_like", "outlook", "sign_table", "standing", "usual_range"]
