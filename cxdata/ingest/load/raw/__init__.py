"""What is done to a file as read, before its layout is applied: labels filled down, totals left out, columns named."""
