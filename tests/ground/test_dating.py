"""When a report was published: pages and texts of our own, and the run of days that they tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affray.ground.dating import HELD, dated, dating, gathered
from affray.model import Basis, DateWitness, Kindred, Likely, Published, Report, Segment, SegmentKind


def witness(text: str, day: str, basis: Basis = Basis.METADATA) -> DateWitness:
    found = date.fromisoformat(day)
    return DateWitness(basis=basis, text=text, earliest=found, latest=found)


def report(text: str, *dates: DateWitness, caption: str | None = None) -> Report:
    segments: tuple[Segment, ...] = (Segment(kind=SegmentKind.BODY, start=0, end=len(text)),)
    if caption is not None:
        start = len(text) + 1
        text = f"{text}\n{caption}"
        segments += (Segment(kind=SegmentKind.CAPTION, start=start, end=len(text)),)
    return Report(report="r", path="", text=text, digest="", dates=dates, segments=segments)


def run(found: Published) -> tuple[str, str]:
    return str(found.earliest), str(found.latest)


def weights(found: Published) -> dict[str, float]:
    return {each.text: each.weight or 0.0 for each in found.witnesses}


def test_nothing_told_is_no_day_and_says_so() -> None:
    found = dated(report("A mill burned near the river."))
    assert (found.earliest, found.latest, found.best, found.witnesses) == (None, None, None, ())
    assert "nothing" in found.reason


def test_metadata_of_one_day_date_it_whatever_the_weekdays() -> None:
    found = dated(report("A mill burned on Friday.", witness("2016-03-10", "2016-03-10")))
    assert run(found) == ("2016-03-10", "2016-03-10")
    assert found.best == date(2016, 3, 10)


def test_old_reports_are_dated_too() -> None:
    found = dated(report("A mill burned on Friday.", witness("9 May 1945", "1945-05-09", Basis.DATELINE)))
    assert found.best is not None
    assert found.best.year == 1945


def test_a_lone_clock_is_no_day_of_publication() -> None:
    found = dated(report("A mill burned on Friday.", witness("20 June 2021", "2021-06-20", Basis.CHROME)))
    assert found.earliest is None


def test_a_clock_that_the_text_contradicts_loses() -> None:
    text = "The newly formed Army of Mujahideen fought the Islamic State of Iraq and the Levant in Hama "
    text += "on Monday."
    found = dated(report(text, witness("2 May 2023", "2023-05-02", Basis.CHROME)))
    assert found.latest is not None
    assert found.latest < date(2015, 1, 1)
    assert weights(found)["2 May 2023"] == 0
    assert "clock" in found.reason


def test_a_clock_that_fits_the_text_counts() -> None:
    text = "President Barack Obama spoke of the Islamic State after a raid on 4 May 2015, a Monday."
    found = dated(report(text, witness("5 May 2015", "2015-05-05", Basis.CHROME)))
    assert found.best == date(2015, 5, 5)


def test_weekdays_that_fit_each_other_give_the_day_after_a_caption() -> None:
    text = "A convoy left the town on Tuesday. Its trucks reached the pass on Wednesday."
    found = dated(
        report(text, witness("March 8, 2016", "2016-03-08", Basis.CAPTION), caption="A truck, March 8, 2016.")
    )
    assert found.best == date(2016, 3, 9)
    assert "caption" in found.reason


def test_a_month_day_without_year_has_its_year_from_names() -> None:
    text = (
        "On February 3 a bridge fell. President Barack Obama and the Syrian Democratic Forces spoke of it. "
    )
    text += "Defense Secretary Ash Carter visited the Islamic State front in Syria on Friday."
    found = dated(report(text))
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest >= date(2015, 10, 10)
    assert found.latest <= date(2017, 4, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Secretary of State John Kerry met Staffan de Mistura over Syria.", "2014-07-10", "2017-12-31"),
        ("ISAF met fire; President Hamid Karzai protested.", "2001-12-20", "2015-12-31"),
        ("President Petro Poroshenko called President Barack Obama.", "2014-06-07", "2018-01-20"),
    ],
)  # fmt: skip
def test_offices_bound_the_day(text: str, first: str, last: str) -> None:
    found = dated(report(text))
    assert found.earliest is not None
    assert found.latest is not None
    assert date.fromisoformat(first) <= found.earliest <= found.latest <= date.fromisoformat(last)


def test_a_name_without_an_end_leaves_the_end_open() -> None:
    found = dated(report("ISIL held the mill."))
    assert found.earliest == date(2013, 4, 8)
    assert found.latest is None
    assert "no latest day" in found.reason


def test_a_capture_bounds_it_from_above() -> None:
    captured = DateWitness(
        basis=Basis.METADATA, text="captured 2020-02-01", earliest=None, latest=date(2020, 2, 1)
    )
    found = dated(report("ISIL held the mill.", captured))
    assert run(found) == ("2013-04-08", "2020-02-01")


def test_a_kindred_report_lends_its_days() -> None:
    text = "The Islamic Front fought ISIL on Monday and on Sunday."
    days = (Likely(day=date(2014, 6, 16), chance=1.0),)
    kin = Kindred(report="other", days=days, shared="isil, islamic-front", likeness=25.0)
    alone, together = dated(report(text)), dated(report(text), (kin,))
    assert (alone.latest is None) or (alone.latest - (alone.earliest or date.min)).days > 300
    assert together.best == date(2014, 6, 16)
    assert any(each.basis is Basis.OTHER_REPORT and (each.weight or 0) > 0.5 for each in together.witnesses)


def test_a_kindred_report_that_the_names_contradict_counts_for_nothing() -> None:
    text = "Hours after President George W. Bush spoke of ISAF, a mill burned."
    days = (Likely(day=date(2016, 6, 13), chance=1.0),)
    found = dated(report(text), (Kindred(report="other", days=days, shared="a mill", likeness=6.0),))
    assert found.latest is not None
    assert found.latest < date(2012, 1, 1)
    assert next(w for w in found.witnesses if w.basis is Basis.OTHER_REPORT).weight == 0


def test_an_undated_caption_s_date_is_no_witness() -> None:
    text = "A mill burned."
    start = len(text) + 1
    whole = f"{text}\nFile photo of the mill, 5 May 2011."
    caption = Segment(kind=SegmentKind.CAPTION, start=start, end=len(whole), undated=True)
    found = dated(Report(report="r", path="", text=whole, digest="", segments=(caption,)))
    assert found.witnesses == ()


@given(st.dates(min_value=date(1975, 1, 1), max_value=date(2040, 1, 1)), st.sampled_from(list(Basis)))
def test_chances_sum_to_one_and_the_run_holds_most(day: date, basis: Basis) -> None:
    text = "A mill burned on Friday. On June 4 it stood. ISIL came."
    given_ = report(text, DateWitness(basis=basis, text=str(day), earliest=day, latest=day))
    found = dating(gathered(given_))
    assert abs(float(found.chance.sum()) - 1) < 1e-9
    told = dated(given_)
    if told.earliest is not None and told.latest is not None:
        inside = found.chance[found.axis.at(told.earliest) : found.axis.at(told.latest) + 1].sum()
        assert inside >= HELD - 1e-6
    assert all(0 <= (each.weight or 0) <= 1 for each in told.witnesses)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    dated(report(text))


def test_the_order_of_witnesses_changes_nothing() -> None:
    some = [
        witness("2016-03-10", "2016-03-10", Basis.URL),
        witness("March 9, 2016", "2016-03-09", Basis.CAPTION),
        witness("11 March 2016", "2016-03-11", Basis.CHROME),
    ]
    one, other = (dated(report("A mill burned on Friday.", *order)) for order in (some, some[::-1]))
    assert (one.earliest, one.latest, one.best) == (other.earliest, other.latest, other.best)
