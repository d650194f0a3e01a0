"""Cases that councillors raise: how many wait and how long, how fast the urgent ones are, and against the public's."""
