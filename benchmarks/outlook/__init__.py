"""How often do the bands of a forecast hold, how wide are they, and how far out is the middle?"""
