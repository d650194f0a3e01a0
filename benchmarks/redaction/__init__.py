"""How much personal data the rules take out of comments and coded values, and what they cost in ordinary words."""
