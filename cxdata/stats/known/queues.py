"""Known answers of queues: how long callers wait where so many people answer."""

from cxdata.stats.known.model import Known
from cxdata.stats.queues import Demand, erlang_a, erlang_b, erlang_c


def _one_person() -> tuple[float, ...]:
    service = erlang_c(Demand(8, 1000, 100), 1)
    return service.chance, service.wait


def _impatient() -> tuple[float, ...]:
    service = erlang_a(Demand(100, 1800, 180, patience=300), 14, seconds=20)
    return service.chance, service.given_up, service.within


OF_QUEUES = (
    Known(
        "Erlang’s loss (B)",
        "How many calls find every line taken.",
        "10 lines for 10 lines’ worth of calls, and 30 for 20",
        "R. B. Cooper, Introduction to Queueing Theory, second edition (1981), appendix A",
        (("10 lines", "0.2146"), ("30 lines", "0.0085")),
        lambda: (erlang_b(10, 10), erlang_b(20, 30)),
    ),
    Known(
        "Erlang’s wait (C)",
        "How many callers wait, and how long, where nobody gives up.",
        "one person, busy for 80 in 100 of the time, with calls of 100 seconds",
        "L. Kleinrock, Queueing Systems I (1975), section 3.2: 80 in 100 wait, and on average four calls long",
        (("share who wait", "0.80"), ("average wait in seconds", "400")),
        _one_person,
    ),
    Known(
        "Erlang’s wait with callers who give up (A)",
        "The same where callers lose patience.",
        "100 calls of 3 minutes in half an hour, 14 people, a patience of 5 minutes",
        "The figures that the open programme pyworkforce 0.5.1 (R. Arenas) is tested by",
        (("share who wait", "0.1453"), ("share who give up", "0.0140"), ("answered within 20 seconds", "0.9168")),
        _impatient,
    ),
)
