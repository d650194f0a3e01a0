"""What helps a reader to use the rest and to trust it: known answers, the accessibility statement, guides, the tour."""
