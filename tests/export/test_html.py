"""The web page shows every claim of every report, says what is not known, and runs no report's markup."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from affray.errors import StopRun
from affray.export.html import write
from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Coded,
    DateWitness,
    Figure,
    FigureKind,
    Filler,
    GroundedClaim,
    PlaceMention,
    Precision,
    Report,
    Role,
    Scope,
    Segment,
    SegmentKind,
    Skip,
    SourceMention,
    Span,
    Stance,
    TimeReading,
)
from affray.store import Store

NO_TIME = TimeReading(
    text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="no date in the report"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a store holds, as far as the page asks."""

    coded: tuple[tuple[Report, tuple[GroundedClaim, ...]], ...] = ()
    skipped: tuple[Skip, ...] = ()

    def results(self) -> Iterator[Coded]:
        return (Coded(report=report, claims=claims) for report, claims in self.coded)

    def skips(self) -> Iterator[Skip]:
        return iter(self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as a test writes it: words of the text, not offsets."""

    sentence: str
    trigger: str
    type: ClaimType = ClaimType.CAPTURE
    stance: Stance = Stance.ASSERTED
    roles: tuple[tuple[Role, str], ...] = ()


def told(report: Report, number: int, told: Told) -> Claim:
    start = report.text.index(told.sentence)

    def span(words: str) -> Span:
        found = start + told.sentence.index(words)
        return Span(start=found, end=found + len(words), text=words)

    return Claim(
        claim=f"c-{report.report}-{number}",
        report=report.report,
        type=told.type,
        stance=told.stance,
        scope=Scope.INCIDENT,
        evidence=span(told.sentence),
        trigger=span(told.trigger),
        score=0.9,
        fillers=tuple(
            Filler(role=role, start=span(words).start, end=span(words).end, text=words, score=0.8)
            for role, words in told.roles
        ),
    )


def bare(claim: Claim) -> GroundedClaim:
    return GroundedClaim(claim=claim, actors=(), places=(), time=NO_TIME, sources=())


def report(text: str, name: str = "r", **facts: object) -> Report:
    return replace(Report(report=name, path=f"{name}.txt", text=text, digest="0"), **facts)  # type: ignore[arg-type]


def page(tmp_path: Path, held: Held) -> html.HtmlElement:
    out = tmp_path / "page.html"
    write(held, out)
    return html.document_fromstring(out.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


TEXT = "Rebels took Ratyan on Monday, said a medic. It is held by 40 men."
TAKEN = Told(
    sentence="Rebels took Ratyan on Monday, said a medic.",
    trigger="took",
    roles=(
        (Role.A, "Rebels"),
        (Role.PLACE, "Ratyan"),
        (Role.TIME, "Monday"),
        (Role.SOURCE, "a medic"),
    ),
)
HOLDS = Told(
    sentence="It is held by 40 men.", trigger="held", type=ClaimType.CONTROL, roles=((Role.A, "It"),)
)


def one_claim(**grounding: object) -> Held:
    found = report(TEXT, outlet="Dawn Post", origin="Some Agency")
    claim = told(found, 1, TAKEN)
    return Held(coded=((found, (replace(bare(claim), **grounding),)),))  # type: ignore[arg-type]


def test_each_claim_has_one_number_in_the_text_and_one_card(tmp_path: Path) -> None:
    found = report(TEXT)
    claims = tuple(bare(told(found, number, each)) for number, each in enumerate((TAKEN, HOLDS), 1))
    shown = page(tmp_path, Held(coded=((found, claims),)))
    marks = [each for each in shown.find_class("mark") if each.tag == "a"]
    assert [each.get("href") for each in marks] == ["#c-r-1", "#c-r-2"]
    assert [each.get("id") for each in shown.find_class("card")] == ["c-r-1", "c-r-2"]
    assert marks[1].get("aria-label") == "Claim 2: control, asserted"


def test_claims_of_one_sentence_stand_side_by_side_after_it(tmp_path: Path) -> None:
    found = report(TEXT)
    lost = replace(TAKEN, trigger="took Ratyan", type=ClaimType.WITHDRAWAL, stance=Stance.DENIED)
    claims = tuple(bare(told(found, number, each)) for number, each in enumerate((TAKEN, lost), 1))
    shown = page(tmp_path, Held(coded=((found, claims),)))
    (marks,) = shown.find_class("marks")
    assert [each.text for each in marks] == ["1", "2"]
    assert marks.getprevious().text.endswith("said a medic.") or marks.getprevious().text == "."
    assert "open" in marks[1].get("class").split()


def test_a_word_knows_every_claim_and_role_that_it_belongs_to(tmp_path: Path) -> None:
    found = report(TEXT)
    lost = replace(TAKEN, trigger="took Ratyan", type=ClaimType.WITHDRAWAL)
    claims = tuple(bare(told(found, number, each)) for number, each in enumerate((TAKEN, lost), 1))
    shown = page(tmp_path, Held(coded=((found, claims),)))
    keys = {run.text: run.get("data-k") for run in shown.find_class("run")}
    assert keys["took"] == "1t* 2t*"
    assert keys["Ratyan"] == "1p* 2t 2p*"
    assert keys["a medic"] == "1s* 2s*"


def test_a_resolved_actor_is_shown_with_its_id_and_an_unresolved_one_with_the_reason(tmp_path: Path) -> None:
    found = report(TEXT)
    claim = told(found, 1, replace(TAKEN, roles=((Role.A, "Rebels"), (Role.B, "a medic"))))
    actors = (
        ActorMention(filler=claim.fillers[0], actor="opp", name="Opposition", score=0.91, reason="generic"),
        ActorMention(filler=claim.fillers[1], actor=None, name=None, score=0.1, reason="names no party"),
    )
    shown = page(tmp_path, Held(coded=((found, (replace(bare(claim), actors=actors),)),)))
    (card,) = shown.find_class("card")
    assert "who “Rebels” Opposition opp score 0.91 · generic".replace("“", "").replace("”", "") in words(card)
    assert "whom a medic not resolved: names no party" in words(card)


def test_a_role_that_nothing_was_grounded_for_says_so(tmp_path: Path) -> None:
    (card,) = page(tmp_path, one_claim()).find_class("card")
    assert "where Ratyan not resolved: not grounded" in words(card)


def test_a_place_is_shown_with_its_point_reach_and_containers(tmp_path: Path) -> None:
    place = PlaceMention(
        filler=told(report(TEXT), 1, TAKEN).role(Role.PLACE)[0],
        place="x:1",
        name="Ratyan",
        lat=36.3131,
        lon=-37.05,
        radius_km=1.5,
        precision=Precision.NEAR,
        admin1="Aleppo",
        country="SY",
        score=0.7,
        reason="",
    )
    (card,) = page(tmp_path, one_claim(places=(place,))).find_class("card")
    assert "Ratyan, Aleppo, SY x:1 36.3131° N, 37.0500° W · ± 1.5 km · near score 0.70" in words(card)


def test_an_unresolved_place_is_shown_with_the_reason(tmp_path: Path) -> None:
    place = PlaceMention(
        filler=told(report(TEXT), 1, TAKEN).role(Role.PLACE)[0],
        place=None,
        name=None,
        lat=None,
        lon=None,
        radius_km=None,
        precision=None,
        admin1=None,
        country=None,
        score=0.2,
        reason="three places of that name",
    )
    (card,) = page(tmp_path, one_claim(places=(place,))).find_class("card")
    assert "where Ratyan not resolved: three places of that name" in words(card)


def test_a_time_is_shown_as_worded_and_as_days_with_its_basis(tmp_path: Path) -> None:
    time = TimeReading(
        text="Monday",
        start=23,
        end=29,
        earliest=date(2015, 2, 16),
        latest=date(2015, 2, 17),
        basis=Basis.RELATIVE,
        reason="counted from the caption",
    )
    (card,) = page(tmp_path, one_claim(time=time)).find_class("card")
    assert "when Monday 2015-02-16 to 2015-02-17 · relative counted from the caption" in words(card)
    (card,) = page(tmp_path, one_claim()).find_class("card")
    assert "when Monday not known no date in the report" in words(card)


def test_the_source_chain_runs_from_the_nearest_source_to_the_outlet(tmp_path: Path) -> None:
    source = SourceMention(filler=told(report(TEXT), 1, TAKEN).role(Role.SOURCE)[0], name="Medic X")
    (chain,) = page(tmp_path, one_claim(sources=(source,))).find_class("chain")
    assert [words(link) for link in chain] == [
        "said by a medic Medic X",
        "copy of Some Agency",
        "published by Dawn Post",
    ]


def test_a_figure_said_to_be_unknown_is_shown_as_such(tmp_path: Path) -> None:
    found = report(TEXT)
    figure = Figure(
        kind=FigureKind.KILLED, text="40 men", start=57, end=63, min=None, max=None, of="rebels", unknown=True
    )
    claim = replace(told(found, 1, HOLDS), figures=(figure,))
    (card,) = page(tmp_path, Held(coded=((found, (bare(claim),)),))).find_class("card")
    assert "killed 40 men of rebels said to be unknown" in words(card)
    assert [each.get("class") for each in card.iter("svg")] == ["range unknown"]


def test_every_date_of_a_page_stands_in_the_overview_and_none_is_chosen(tmp_path: Path) -> None:
    dates = (
        DateWitness(
            basis=Basis.CHROME, text="2 Mar 2022", earliest=date(2022, 3, 2), latest=date(2022, 3, 2)
        ),
        DateWitness(basis=Basis.STATED, text="Monday", earliest=None, latest=None, weight=0.4),
        DateWitness(basis=Basis.CAPTION, text="January 8", earliest=date(2014, 1, 8), latest=None),
    )
    shown = page(tmp_path, Held(coded=((report(TEXT, dates=dates, dateline="Beirut", outlet="Dawn"), ()),)))
    (cell,) = (each for each in shown.find_class("dates"))
    assert [words(line) for line in cell] == [
        "chrome 2 Mar 2022 2022-03-02",
        "stated Monday not known weight 0.40",
        "caption January 8 from 2014-01-08",
    ]
    assert "Dawn – Beirut" in words(shown.find(".//tbody"))


def test_counts_by_family_and_stance_add_up(tmp_path: Path) -> None:
    found = report(TEXT)
    denied = replace(HOLDS, stance=Stance.DENIED)
    claims = tuple(bare(told(found, number, each)) for number, each in enumerate((TAKEN, HOLDS, denied), 1))
    chips = page(tmp_path, Held(coded=((found, claims),))).find_class("chip")
    counts = {chip.get("data-family") or chip.get("data-stance"): words(chip).split()[-1] for chip in chips}
    assert counts["territory"] == "3"
    assert counts["fighting"] == "0"
    assert (counts["asserted"], counts["denied"]) == ("2", "1")


def test_captions_and_file_photos_are_told_apart_from_the_text(tmp_path: Path) -> None:
    text = "Ratyan falls\nA tank\nArchive tank\nRebels took it."
    segments = (
        Segment(kind=SegmentKind.TITLE, start=0, end=12),
        Segment(kind=SegmentKind.CAPTION, start=13, end=19),
        Segment(kind=SegmentKind.CAPTION, start=20, end=32, undated=True),
    )
    shown = page(tmp_path, Held(coded=((report(text, segments=segments), ()),)))
    (column,) = shown.find_class("text")
    assert [(each.get("class"), words(each)) for each in column] == [
        ("title", "Ratyan falls"),
        ("caption", "caption A tank"),
        ("undated", "caption that dates nothing Archive tank"),
        ("body", "Rebels took it."),
    ]


def test_skipped_reports_are_listed_with_their_reasons(tmp_path: Path) -> None:
    skip = Skip(path="a.jsonl", line=2, reason="bad line", detail="<no JSON>")
    (listed,) = page(tmp_path, Held(skipped=(skip,))).find_class("skips")
    assert words(listed) == "a.jsonl, line 2 bad line <no JSON>"


HOSTILE = (
    "<script>alert(1)</script> & &lt;b&gt; \"quoted\" 'single' </style><img src=x onerror=alert(1)>"
    " {{ 7 * 7 }} \u202eright to left\u202c قصف القرية \U0001f4a3\U00020bb7 e\u0301"
)


def test_hostile_text_is_shown_as_text_and_nothing_of_it_becomes_markup(tmp_path: Path) -> None:
    sentence = f"{HOSTILE} rebels {HOSTILE} fled {HOSTILE}"
    found = report(
        sentence, title=HOSTILE, outlet=HOSTILE, origin=HOSTILE, dateline=HOSTILE, url="javascript:alert(1)"
    )
    found = replace(found, report=HOSTILE, path=HOSTILE)
    claim = replace(
        told(found, 1, Told(sentence=sentence, trigger="fled", roles=((Role.A, "rebels"),))), claim="c-1"
    )
    actor = ActorMention(filler=claim.fillers[0], actor=HOSTILE, name=HOSTILE, score=1, reason=HOSTILE)
    held = Held(
        coded=((found, (replace(bare(claim), actors=(actor,)),)),),
        skipped=(Skip(path=HOSTILE, reason=HOSTILE),),
    )
    shown = page(tmp_path, held)
    (text,) = shown.find_class("body")[0].getparent().getparent().getparent().find_class("text")
    assert " ".join(sentence.split()) in words(text).replace(" 1", "")
    assert [each.tag for each in shown.iter("script", "img", "b") if each.tag == "img"] == []
    assert len(list(shown.iter("script"))) == len(list(shown.iter("style"))) == 1
    assert [name for each in shown.iter() for name in each.attrib if name.startswith("on")] == []
    assert [each.get("href") for each in shown.iter("a") if not each.get("href").startswith("#")] == []


def test_characters_that_no_page_can_hold_are_replaced_and_counted(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    loss = write(Held(coded=((report("a\x00b\ud800c\x1b[31m"), ()),)), out)
    assert "a\ufffdb\ufffdc\ufffd[31m" in out.read_text(encoding="utf-8")
    assert [each.count for each in loss.reduced if "U+FFFD" in each.what] == [3]


def test_offsets_count_code_points_beyond_the_basic_plane(tmp_path: Path) -> None:
    found = report("\U0001f4a3\U0001f4a3 Rebels took Ratyan.")
    claim = told(found, 1, Told(sentence="Rebels took Ratyan.", trigger="took"))
    shown = page(tmp_path, Held(coded=((found, (bare(claim),)),)))
    assert [run.text for run in shown.find_class("trigger")] == ["took"]


def test_no_request_can_leave_the_page_and_only_its_own_script_and_style_run(tmp_path: Path) -> None:
    shown = page(tmp_path, one_claim())
    (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        (element,) = shown.iter(tag)
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert [each.get("style") for each in shown.iter() if each.get("style")] == []
    assert list(shown.iter("link", "iframe", "img", "object", "form", "base")) == []
    assert (
        re.search(r"url\(|@import|https?:", "".join(shown.xpath("//style/text() | //script/text()"))) is None
    )


def test_a_claim_whose_sentence_is_not_its_text_stops_the_export_and_leaves_no_page(tmp_path: Path) -> None:
    found = report(TEXT)
    claim = told(found, 1, TAKEN)
    wrong = replace(claim, evidence=replace(claim.evidence, start=claim.evidence.start + 1))
    with pytest.raises(StopRun, match="not the text of report r"):
        write(Held(coded=((found, (bare(wrong),)),)), tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_the_loss_counts_what_a_page_leaves_out(tmp_path: Path) -> None:
    loss = write(one_claim(), tmp_path / "page.html")
    assert (loss.format, loss.unit, loss.rows, loss.held, loss.total) == ("html", "claims", 1, 1, 1)
    assert [each.count for each in loss.reduced] == [1, 4]


def test_the_same_store_gives_the_same_page(tmp_path: Path) -> None:
    write(one_claim(), tmp_path / "one.html")
    write(one_claim(), tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_store_on_disk_gives_the_page_of_what_it_holds(tmp_path: Path) -> None:
    held = one_claim()
    with Store.open(tmp_path / "war.duckdb") as store:
        store.add([*held.results(), Skip(path="a.txt", reason="empty file")], "1")
        loss = write(store, tmp_path / "page.html")
    write(replace(held, skipped=(Skip(path="a.txt", reason="empty file"),)), tmp_path / "held.html")
    assert (tmp_path / "page.html").read_text("utf-8") == (tmp_path / "held.html").read_text("utf-8")
    assert loss.held == 1


def test_an_empty_store_gives_a_page_that_says_so(tmp_path: Path) -> None:
    assert "What 0 reports claim 0 claims" in words(page(tmp_path, Held()))
