"""What the telephones and the reception desks say of themselves: calls, waits, visitors, and who is on duty."""
