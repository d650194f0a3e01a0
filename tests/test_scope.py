"""One choice, two uses: predicate and sentence agree."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cxdata.periods import Period
from cxdata.scope import Comparison, Scope

names = st.text(min_size=1, max_size=12)
scopes = st.builds(
    Scope,
    period=st.none() | st.just(Period(date(2025, 4, 1), date(2026, 4, 1))),
    comparison=st.sampled_from(Comparison),
    choices=st.dictionaries(
        st.sampled_from(["ward", "service", "channel"]), st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)
    ).map(lambda chosen: tuple(chosen.items())),
    include_staff=st.booleans(),
)


@given(scopes)
def test_what_a_reader_chose_is_bound_and_never_in_the_sql(scope: Scope) -> None:
    predicate = scope.predicate({"ward": "ward", "service": "service"}, time="received_at", requester=True)
    bound = {value for value in predicate.values.values() if isinstance(value, str)}
    chosen = {value for name in ("ward", "service") for value in scope.chosen(name)}
    assert bound == chosen
    for name in predicate.values:
        assert f"${name}" in predicate.sql
    assert set(predicate.not_applied) == {name for name, _ in scope.choices} - {"ward", "service"}


def test_the_sentence_says_period_choices_and_staff() -> None:
    scope = Scope(Period(date(2025, 4, 1), date(2026, 4, 1)), choices=(("ward", ("Abbey", "St Clement's")),))
    assert scope.sentence() == "2025/26; ward: Abbey or St Clement's; without staff-raised contacts"
    assert Scope(include_staff=True).sentence() == "All dates loaded; staff-raised contacts included"


def test_staff_are_left_out_unless_asked_for() -> None:
    left_out = Scope().predicate({}, time=None, requester=True)
    asked = Scope(include_staff=True).predicate({}, time=None, requester=True)
    by_name = Scope(choices=(("requester", ("staff",)),)).predicate(
        {"requester": "requester"}, time=None, requester=True
    )
    assert left_out.sql == "requester <> 'staff'"
    assert asked.sql == "true"
    assert by_name.sql == "requester in ($requester_0)"
