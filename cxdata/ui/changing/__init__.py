"""The pages that ask whether something is changing: real change, like for like, and the way to a target."""

__all__ = ["change", "like_for_like", "outlook"]
