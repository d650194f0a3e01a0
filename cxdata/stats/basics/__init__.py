"""What every other method leans on: shares and rates with their ranges, exact tests, and the price of looking often."""
