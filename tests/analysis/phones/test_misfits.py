"""No advice in hours whose waits the model does not give; night shifts and night calls are not denied."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from cxdata.analysis.phones.week.advice import advise, misfits, on_duty
from cxdata.analysis.phones.week.open_hours import HALF_HOUR
from cxdata.analysis.phones.week.staffing_words import say_rest_of_staffing, say_staffing
from tests.analysis.phones.test_staffing import ELEVEN, NINE, a_duty, reckoned
from tests.cli.terminal import run


def test_no_advice_in_hours_that_the_model_misfits_though_it_fits_the_week() -> None:
    """With four on duty 24 calls wait long on Mondays from nine to eleven, by the model; those seen waited a fifth."""
    duty = a_duty(lambda weekday, slot: 4)
    (calls,) = duty.calls.values()
    mondays = np.arange(len(duty.days)) % 5 == 0
    for name in ("waited", "lost"):
        calls[name][mondays, NINE:ELEVEN] *= 0.2
    result = reckoned(duty)
    (fit,) = result.fits
    assert fit.fits, "in all hours together it does fit"
    assert advise(result) == ()
    (doubted,) = misfits(result)
    assert (doubted.weekdays, doubted.starts, doubted.ends) == (("Monday",), "09:00", "11:00")
    said = say_staffing(result)
    assert doubted.wait * 2 < doubted.expected
    assert said.startswith("On Mondays from 09:00 to 11:00 callers in Waste waited ")
    assert said.endswith("it does not fit in those hours, so nothing is advised there")
    assert not any("would keep" in line or line.startswith("Also needed") for line in say_rest_of_staffing(result))
    assert on_duty(result, HALF_HOUR)["Monday", "09:00"] == (4, 0)


def night_line(folder: Path) -> Path:
    """A line that is open from 22:00 to 02:00, with 12 weeks of calls and of shifts from 22:00 to 06:00."""
    calls, shifts = folder / "calls.csv", folder / "rota.csv"
    rows, rota = [], []
    for day in range(-1, 84):
        evening = datetime(2025, 1, 6, 22) + timedelta(days=day)
        rota.append(f"{evening:%d/%m/%Y},22:00,06:00,Night,2,0,0")
        for half in range(8 if day >= 0 else 0):
            start = evening + timedelta(minutes=30 * half)
            rows.append(f"{start:%d/%m/%Y %H:%M},Night,4,4,0,80,1200")
    heads = "Interval Start,Queue,Calls Offered,Calls Answered,Calls Abandoned,Queue Time (s),Talk+Wrap (s)"
    calls.write_text("\n".join([heads, *rows]))
    shifts.write_text("\n".join(["Shift date,On duty from,On duty to,Team,People on duty,In training,Vacant", *rota]))
    for file in (calls, shifts):
        done = run(folder / "data", "load", file, "--suggested")
        assert done.code == 0, done.out + done.err
    return folder / "data"


def test_a_line_that_is_open_at_night_has_its_talk_times_and_its_calls(tmp_path: Path) -> None:
    out = run(night_line(tmp_path), "peaks", "calls").out
    assert "no talk times" not in out
    assert "The model gives a mean wait of" in out
    assert "nobody can tell" not in out
    # 32 calls a night, but on the first Monday 16.
    assert "The telephone data has no calls from 17:00 to 19:00, and 31 calls a day at other hours" in out
