"""Does the residents' panel look like the borough? Members and active members beside the residents, and their answers.

`bands` (the panel's bands lined up with the residents'), `people` (members and residents as counts), `compare` (each
characteristic beside the residents), `ask_next` (who is missing, and in which wards), `weighted` (how far answers move
when they are weighted), `page` (all of it at once).
"""
