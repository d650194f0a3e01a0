"""Commands that help to use the rest and to trust it."""
