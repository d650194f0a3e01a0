"""What may leave the laptop: small counts hidden, the rest rounded, and the attacker who adds and subtracts."""
