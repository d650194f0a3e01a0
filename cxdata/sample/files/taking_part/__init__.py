"""Files of who takes part: the residents' panel, and the log of who was asked, opted in, answered and attended."""
