"""What an edition holds that is public as it is: boundaries, recommendations, and figures that other councils publish.

None of it is a count of the council's own people. `given` takes it from the store and the lists beside it, `tracker`
says what of a recommendation is public, `stored` is the form in the file.
"""

__all__ = ["given", "stored", "tracker"]
