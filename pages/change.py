"""Is it a real change, or ordinary ups and downs?"""

from cxdata.ui import changes, frame, parts

view = frame.enter("Is it a real change, or ordinary ups and downs?")
parts.opening(view)
changes.one_measure(view)
changes.all_key_measures(view)
