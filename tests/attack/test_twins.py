"""Twins that must fall: what would be unsafe is recovered, so an attacker that recovers nothing is not a blind one."""

import numpy as np

from tests.attack.editions import foretold, guessed_from
from tests.attack.guesses import pooled
from tests.attack.lattice import Table, lattice, offered_periods, quarters_and_year
from tests.attack.offered import pairs_of, some_tables, web_of
from tests.attack.propagate import propagate
from tests.attack.rows import Rows, record_keys
from tests.attack.rules import fixed_bounds, keyed, keyed_bounds, round_fixed, round_keyed, unhashed
from tests.attack.sampler import sample
from tests.attack.unions import chosen_wards


def test_threes_of_wards_freely_chosen_give_the_hidden_counts_away(tables_of_rows: dict[str, Rows]):
    rows, by = tables_of_rows["contacts"], ("channel", "service", "ward")
    year = quarters_and_year(rows)[-1:]
    web = lattice(rows, [Table("contacts", by, year)], record_keys(rows, 1), keyed(1))
    systems = list(chosen_wards(web, "contacts", by, 1, 3))[::8]
    found = pooled(systems, sample(systems, chains=4, warm=80, keep=20))
    assert found.hidden >= 50
    assert found.right >= 0.8 * found.hidden
    assert found.sure_right >= 0.8 * found.hidden


def test_months_of_ward_and_service_are_told_by_fixed_rounding(tables_of_rows: dict[str, Rows]):
    """0 shown, 1 to 4 hidden, the rest to the nearest 5: most counts follow from sums alone. Keyed rounding: none."""
    rows = tables_of_rows["complaints"]
    tables = [Table("complaints", ("service", "ward"), offered_periods(rows, months=True, halves=True))]
    web = lattice(rows, tables, record_keys(rows, 1), lambda counts, *_: round_fixed(counts))
    bounds = propagate(web, *fixed_bounds(web.shown))
    assert bounds.hold(web.truth)
    assert len(bounds.exact(web.truth)) >= 0.5 * ((web.truth > 0) & (web.truth < 5)).sum()
    keyed_web = lattice(rows, tables, record_keys(rows, 1), keyed(1))
    assert len(propagate(keyed_web, *keyed_bounds(keyed_web.shown)).exact(web.truth)) == 0


def test_the_same_noise_for_the_same_records_gives_answers_away(tables_of_rows: dict[str, Rows]):
    """Where satisfied and all answers differ, somebody is not: with shares of every group shown, counts are told."""
    rows = tables_of_rows["responses"]
    parts = ("answers", "satisfied", "not_satisfied")
    tables = [Table(part, by, offered_periods(rows)) for part in parts for by in pairs_of(rows)]
    told = {}
    for own in (False, True):
        webs = [web_of(rows, tables, record_keys(rows, key), keyed(key, own_noise=own), bases=False) for key in (0, 1)]
        told[own] = sum(
            len(propagate(web, *keyed_bounds(web.shown), same_records=not own).exact(web.truth)) for web in webs
        )
    assert told[False] >= 10
    assert told[True] <= 0.1 * told[False]


def test_sums_of_keys_that_are_not_hashed_foretell_the_rounding_of_unions(tables_of_rows: dict[str, Rows]):
    rows = tables_of_rows["contacts"]
    web = web_of(rows, some_tables(rows, [("service", "ward")]), record_keys(rows, 1), keyed(1), bases=False)
    cells = web.blocks["contacts", ("service", "ward")][:, :, -1].ravel()
    cells = cells[web.truth[cells] > 0]
    one = np.concatenate([cells[:-step] for step in range(1, 9)])
    other = np.concatenate([cells[step:] for step in range(1, 9)])
    counts, keys = (web.truth[one], web.truth[other]), (web.key_sums[one], web.key_sums[other])
    every = ((counts[0], keys[0]), (counts[1], keys[1]), (counts[0] + counts[1], keys[0] + keys[1]))
    plain = [round_keyed(count, unhashed(found)) for count, found in every]
    sure, right = foretold(counts, (plain[0], plain[1], plain[2]))
    assert sure >= 50
    assert right == sure
    hashed = [keyed(1, own_noise=False)(count, found, found) for count, found in every]
    sure, right = foretold(counts, (hashed[0], hashed[1], hashed[2]))
    assert sure >= 50
    assert right < 0.85 * sure


def test_a_key_drawn_anew_for_32_editions_averages_out(tables_of_rows: dict[str, Rows]):
    rows = tables_of_rows["complaints"]
    web = web_of(rows, some_tables(rows, [("service", "ward")]), record_keys(rows, 1), keyed(1), bases=False)
    counts = web.truth[web.finest()]
    assert guessed_from(counts, 32) >= 0.8
    assert guessed_from(counts, 4) < guessed_from(counts, 32)
