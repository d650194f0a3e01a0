"""What many editions of the same counts tell: their figures averaged, as the key is kept or lost."""

import numpy as np

from tests.attack.rules import TO, Ints, keyed_chance, round_keyed


def guessed_from(counts: Ints, editions: int, seed: int = 1) -> float:
    """The share of counts of 1 to 4 that are guessed from so many editions, each rounded anew under another key.

    The attacker knows how often each of 1 to 4 occurs, and takes the likeliest.
    """
    small = counts[(counts > 0) & (counts < TO)]
    prior = np.bincount(small, minlength=TO)[1:TO] / len(small)
    values = np.arange(1, TO)
    drawn = np.random.default_rng(seed).random((editions, len(small)))
    shown = round_keyed(np.broadcast_to(small, drawn.shape), drawn)
    chances = np.log(np.maximum(keyed_chance(values[:, None, None] - shown), 1e-12)).sum(axis=1)
    guess = 1 + (chances + np.log(prior)[:, None]).argmax(axis=0)
    return float((guess == small).mean())


def foretold(parts: tuple[Ints, Ints], shown: tuple[Ints, Ints, Ints]) -> tuple[int, int]:
    """How often the sum of two cells is rounded as the two foretell, if the sums of record keys were not hashed.

    parts are the counts of the two cells (known to the attacker here), shown the figures of both and of their sum.
    Returns where the two leave no doubt of how the sum goes, and how often it went so.
    """
    low, high = np.zeros(len(parts[0])), np.zeros(len(parts[0]))
    for count, figure in zip(parts, shown[:2], strict=True):
        up, edge = figure > count, (count % TO) / TO
        low += np.where(up, 0, edge)
        high += np.where(up, edge, 1)
    total = parts[0] + parts[1]
    edge = (total % TO) / TO
    # The number drawn for the sum lies from low to high, less one where that is past 1.
    up = ((high <= edge) | ((low >= 1) & (high <= 1 + edge))) & (edge > 0)
    down = ((low >= edge) & (high <= 1)) | (low >= 1 + edge)
    sure = (up | down) & (edge > 0)
    went_up = shown[2] > total
    return int(sure.sum()), int((went_up == up)[sure].sum())
