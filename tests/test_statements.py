"""Whoever listens hears each statement that a store asks, once, and none that is answered from what was kept."""

from cxdata.statements import listening
from cxdata.store import Store


def test_statements_are_heard_in_order_with_their_values(store: Store) -> None:
    with listening() as heard:
        store.rows("select count(*) as rows from contacts where channel = $channel", {"channel": "phone"})
        store.columns("select 1 as one")
    store.rows("select 2 as two")
    assert [(statement.sql.split()[1], dict(statement.values)) for statement in heard] == [
        ("count(*)", {"channel": "phone"}),
        ("1", {}),
    ]


def test_a_kept_answer_asks_nothing(store: Store) -> None:
    with listening() as heard:
        answers = [store.tuples("select 'asked by a test' as words") for _ in range(3)]
    assert answers == [[("asked by a test",)]] * 3
    assert len(heard) == 1


def test_a_heavy_statement_costs_more_processor_time_than_a_light_one(store: Store) -> None:
    with listening() as heard:
        store.rows("select 1 as one")
        store.rows("select sum(a.range * b.range) as total from range(30000) a, range(3000) b")
    light, heavy = heard
    assert heavy.processor > 3 * light.processor
    assert heavy.seconds > 3 * light.seconds


def test_two_who_listen_both_hear(store: Store) -> None:
    with listening() as outer, listening() as inner:
        store.rows("select 1 as one")
    assert [statement.sql for statement in outer] == [statement.sql for statement in inner] == ["select 1 as one"]
