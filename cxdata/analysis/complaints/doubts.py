"""Whether complaints of several registers can be told apart: what the checks say of it, beside every count of cases."""

from cxdata.store import Store

WITHOUT, ALIKE = "complaints_without_reference", "complaints_alike"
"""The checks whose words stand on the page of complaints."""


def doubts(store: Store) -> tuple[str, ...]:
    """Why a case may be counted twice, a sentence for each file, for officers; () for no reason."""
    rows = store.tuples(
        "select f.name, c.message from checks c join files f using (file_id) where c.code = $without or c.code = "
        "$alike order by f.name, c.code desc",
        {"without": WITHOUT, "alike": ALIKE},
    )
    registers = store.tuples("select count(distinct file_id) from complaints")[0][0]
    return tuple(f"{name}: {message}" for name, message in rows) if registers > 1 else ()
