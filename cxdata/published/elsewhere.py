"""What an edition holds as it is because it is public: recommendations, and figures that other councils publish."""

import pandas as pd

from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.published.reading import Reading


def tracked(reading: Reading) -> Exhibit:
    """The recommendations, as they stood when the edition was made."""
    raise NotImplementedError


def other_councils(reading: Reading) -> Exhibit:
    """The council's own published figure among those of other councils."""
    raise NotImplementedError
