"""Where a figure may go, the pace a target needs, and how past forecasts have held."""
