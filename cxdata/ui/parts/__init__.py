"""The parts that pages are composed of: cards, tiles, results and the blocks built from them."""
