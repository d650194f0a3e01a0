"""What a reader chooses: the row of choices, my ward, the link that keeps them, and what is said of them."""
