"""Hidden by the average: the groups of customers who are worse served, each with its evidence and a question."""
