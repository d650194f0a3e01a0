"""Satisfaction: what those who did not answer could change, and which formula a published figure follows."""
