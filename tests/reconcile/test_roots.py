from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from affray.ground import sources
from affray.ground.voices import ListedVoices
from affray.model import (
    Claim,
    ClaimType,
    Filler,
    GroundedClaim,
    PlaceMention,
    Precision,
    Published,
    Report,
    Role,
    RootName,
    Scope,
    Span,
    Stance,
    TimeReading,
)
from affray.reconcile.copies import Copies, compared
from affray.reconcile.roots import own_voices, roots_of, settled

NOTHING = Copies(groups=(), drawn={})
UNTOLD = TimeReading(
    text=None, start=None, end=None, earliest=None, latest=None, basis=None, reason="none told"
)


@dataclass(frozen=True)
class Told:
    """A sentence of a report, with who says it, nearest first, and the name that each stands for."""

    sentence: str
    sources: tuple[str | tuple[str, str], ...] = ()
    type: ClaimType = ClaimType.SHELLING
    a: str | None = None


def report(name: str, *told: Told, origin: str | None = None, outlet: str | None = None) -> Report:
    day = date(2016, 7, 5)
    published = Published(earliest=day, latest=day, best=day, witnesses=(), reason="given")
    text = "\n".join(each.sentence for each in told)
    return Report(
        report=name, path="", text=text, digest="", published=published, origin=origin, outlet=outlet
    )


def claims(given: Report, *told: Told) -> list[GroundedClaim]:
    found = []
    for number, each in enumerate(told):
        start = given.text.index(each.sentence)
        named = [one if isinstance(one, tuple) else (one, None) for one in each.sources]
        fillers = [
            filler(given, start, text, role=Role.SOURCE, antecedent=antecedent) for text, antecedent in named
        ]
        own = [filler(given, start, each.a, role=Role.A)] if each.a else []
        span = Span(start=start, end=start + len(each.sentence), text=each.sentence)
        claim = Claim(
            claim=f"{given.report}/{number}",
            report=given.report,
            type=each.type,
            stance=Stance.ASSERTED,
            scope=Scope.INCIDENT,
            evidence=span,
            trigger=span,
            score=1.0,
            fillers=(*fillers, *own),
        )
        said = tuple(sources.mention(one) for one in fillers)
        found.append(GroundedClaim(claim=claim, actors=(), places=(SYRIA,), time=UNTOLD, sources=said))
    return found


def filler(given: Report, start: int, text: str, *, role: Role, antecedent: str | None = None) -> Filler:
    at = given.text.index(text, start)
    return Filler(role=role, start=at, end=at + len(text), text=text, score=1.0, antecedent=antecedent)


SYRIA = PlaceMention(
    filler=Filler(role=Role.PLACE, start=0, end=0, text="", score=1.0),
    place="affray:somewhere",
    name="Somewhere",
    lat=36.0,
    lon=37.0,
    radius_km=1.0,
    precision=Precision.POINT,
    admin1=None,
    country="SY",
    score=1.0,
    reason="",
)


def roots(given: Report, *told: Told, copies: Copies = NOTHING) -> list[RootName]:
    own = own_voices([given], copies)[given.report]
    found = roots_of(given, claims(given, *told), own, ListedVoices())
    return [found[f"{given.report}/{number}"] for number in range(len(told))]


def root(*told: Told, origin: str | None = None, outlet: str | None = None) -> RootName:
    return roots(report("r", *told, origin=origin, outlet=outlet), *told)[-1]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "Six died, the Syrian Observatory for Human Rights said.",
            "the Syrian Observatory for Human Rights",
        ),
        ("Six died, SOHR said.", "SOHR"),
        (
            "Six died, the London-based Syrian Observatory for Human Rights said.",
            "the London-based Syrian Observatory for Human Rights",
        ),
        ("Six died, Rami Abdel Rahman told reporters.", "Rami Abdel Rahman"),
        ("Six died, Observatory head Rami Abdulrahman said.", "Observatory head Rami Abdulrahman"),
        ("Six died, he said.", ("he", "Rami Abdel Rahman")),
    ],
)
def test_the_observatory_is_one_root_under_all_its_names(
    sentence: str, source: str | tuple[str, str]
) -> None:
    assert root(Told(sentence, (source,))).key == "source:sohr"


def test_a_monitor_without_a_name_is_the_one_that_its_report_names() -> None:
    first = Told(
        "Six died, the Syrian Observatory for Human Rights said.",
        ("the Syrian Observatory for Human Rights",),
    )
    for words in ("a monitor", "The Britain-based monitoring group", "a war monitor"):
        assert root(first, Told(f"Shells fell all night, {words} said.", (words,))).key == "source:sohr"
    assert root(Told("Shells fell all night, a monitor said.", ("a monitor",)), outlet="Delta Post").key == (
        "unnamed:monitor@outlet:delta post"
    )


@pytest.mark.parametrize(
    ("chain", "key"),
    [
        # Who was told by whom: nearest to what happened first, outermost last.
        (("SOHR", "Reuters"), "source:sohr"),
        (("Mazen Darwish", "Agence France-Presse"), "named:mazen darwish"),
        (("local activists", "Reuters"), "unnamed:activist@source:reuters"),
        (("an activist", "Delta Post", "Mazen Darwish"), "named:mazen darwish"),
        # A monitor passes on what people without a name told it.
        (("villagers", "SOHR"), "source:sohr"),
        (("medics", "SOHR", "Reuters"), "source:sohr"),
        # Without a name they are no more than those who carry them: a party's own.
        (("local sources", "FNA"), "party:iran"),
        (("militant sources", "FARS", "Sputnik"), "party:iran"),
        (("Reuters",), "source:reuters"),
    ],
)
def test_the_root_of_a_chain_is_the_nearest_source_that_can_be_told_from_others(
    chain: tuple[str, ...], key: str
) -> None:
    told = Told(f"Six died, it was said by {', '.join(chain)}.", chain)
    assert root(told, outlet="Delta Post").key == key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("a Syrian military source", "party:syria"),
        ("the Syrian army", "party:syria"),
        ("SANA", "party:syria"),
        ("state television", "party:syria"),
        ("Syrian state media", "party:syria"),
        ("the interior ministry", "party:syria"),
        ("the Russian Defense Ministry", "party:russia"),
        ("Moscow", "party:russia"),
        ("a spokesman for the Islamic State", "party:isil"),
        ("Jaysh al-Islam spokesman Karim Darwish", "party:jaysh-al-islam"),
    ],
)
def test_who_speaks_for_a_party_is_that_party(words: str, key: str) -> None:
    found = root(Told(f"Six died, {words} said.", (words,)), outlet="Delta Post")
    assert found.key == key
    assert found.actor is not None


def test_a_spokesman_named_before_is_his_party_by_his_surname_too() -> None:
    first = Told(
        "We shot it down, Jaysh al-Islam spokesman Karim Darwish said.",
        ("Jaysh al-Islam spokesman Karim Darwish",),
    )
    again = Told("The pilot is alive, Darwish said.", (("Darwish", "Karim Darwish"),))
    assert root(first, again).key == "party:jaysh-al-islam"


def test_people_without_a_name_are_one_root_in_one_agencys_texts_and_another_in_anothers() -> None:
    told = Told("Six died, residents said.", ("residents",))
    assert root(told, origin="Reuters").key == root(told, origin="Reuters", outlet="Delta Post").key
    assert root(told, origin="Reuters").key != root(told, origin="AFP").key


def test_a_person_is_no_place_that_he_is_from() -> None:
    told = Told("Six died, an activist from Aleppo said.", ("an activist from Aleppo",))
    assert root(told, outlet="Delta Post").key == "unnamed:activist@outlet:delta post"


def test_he_is_whoever_spoke_last() -> None:
    told = (
        Told("Six died, SOHR said.", ("SOHR",)),
        Told("Two were children, it said.", ("it",)),
        Told("Nobody died, the Russian Defense Ministry said.", ("the Russian Defense Ministry",)),
        Told("No plane flew there, it added.", ("it",)),
    )
    found = roots(report("r", *told, outlet="Delta Post"), *told)
    assert [each.key for each in found] == ["source:sohr", "source:sohr", "party:russia", "party:russia"]


def test_the_source_is_the_one_before_and_the_army_is_the_states() -> None:
    told = (
        Told("We hit it, a Free Syrian Army commander said.", ("a Free Syrian Army commander",)),
        Told("Two tanks burnt, the commander said.", ("the commander",)),
        Told("Nothing was hit, the army said.", ("the army",)),
    )
    found = roots(report("r", *told, outlet="Delta Post"), *told)
    assert [each.key for each in found] == ["party:free-syrian-army", "party:free-syrian-army", "party:syria"]


def test_nobody_is_no_source() -> None:
    told = Told("Six died, reports said.", ("reports",))
    assert root(told, outlet="Delta Post").key == "outlet:delta post"


def test_a_claim_that_is_words_has_its_speaker_for_root() -> None:
    told = Told("Ahrar al-Sham denied any part in the bombing.", type=ClaimType.REJECTION, a="Ahrar al-Sham")
    assert root(told, outlet="Delta Post").key == "party:ahrar-al-sham"


def test_without_a_source_it_is_the_agency_else_the_outlet_else_the_report() -> None:
    told = Told("Six died in the market.")
    assert root(told, origin="AFP", outlet="Delta Post") == RootName(
        key="source:afp", name="Agence France-Presse"
    )
    assert root(told, outlet="Delta Post") == RootName(key="outlet:delta post", name="Delta Post")
    assert root(told, outlet="Sputnik") == RootName(key="party:russia", name="Sputnik", actor="russia")
    assert root(told).key == "report:r"


LONG = (
    Told("Six people died in the covered market of the lower town when a shell hit its roof on Tuesday."),
    Told("Traders carried the wounded in blankets to the eastern gate because no car could pass there."),
    Told("It was the third shell on the market since the spring truce, and the first that killed anybody."),
)


ELSEWHERE = (
    Told(
        "The harbour council voted on Monday to open the northern quay to ships with grain for the province."
    ),
    Told("Three captains had waited outside the breakwater for a week and were down to their last water."),
)


def test_ten_republications_are_one_root_and_ten_reports() -> None:
    reports = [report(f"r{number}", *LONG, outlet=f"Outlet {number}") for number in range(10)]
    voices = own_voices(reports, compared(reports))
    assert set(voices) == {f"r{number}" for number in range(10)}
    assert {root.key for root in voices.values()} == {"outlet:outlet 0"}


def test_two_outlets_with_one_agency_copy_stay_one_root() -> None:
    one = report("a", *LONG, Told("Nobody has claimed it. --Reuters"), outlet="Delta Post")
    other = report("b", *LONG[:2], outlet="Harbour Gazette")
    voices = own_voices([one, other], compared([one, other]))
    assert voices["a"] == voices["b"] == RootName(key="source:reuters", name="Reuters")


def test_an_unsigned_report_that_takes_passages_of_an_agency_speaks_by_it() -> None:
    own = [
        Told(f"Our own reporter counted the {word} stalls of the {word} row and spoke to a {word} seller.")
        for word in ("burnt", "empty", "green", "tall", "last", "first")
    ]
    signed = report("a", *LONG, Told("Nobody has claimed it. --Reuters"), outlet="Delta Post")
    drawing = report("b", LONG[1], *own[:4], outlet="Harbour Gazette")
    alone = report("c", *ELSEWHERE, outlet="Meridian")
    voices = own_voices([signed, drawing, alone], compared([signed, drawing, alone]))
    assert voices["b"].key == "source:reuters"
    assert voices["c"].key == "outlet:meridian"


def event(*given: tuple[Report, tuple[Told, ...]]) -> set[str]:
    reports = [each for each, _ in given]
    voices = own_voices(reports, compared(reports))
    held, found = [], {}
    for each, told in given:
        own = claims(each, *told)
        held += own
        found.update(roots_of(each, own, voices[each.report], ListedVoices()))
    return {root.key for root in settled(held, found).values()}


def test_a_headline_is_told_by_whom_its_report_cites_for_the_event() -> None:
    told = (Told("Shell kills six in market."), Told("Six died on Tuesday, SOHR said.", ("SOHR",)))
    assert event((report("a", *told, outlet="Delta Post"), told)) == {"source:sohr"}


def test_a_report_that_cites_nobody_keeps_its_own_voice() -> None:
    cites = (Told("Six died on Tuesday, SOHR said.", ("SOHR",)),)
    own = (Told("This reporter saw six bodies in the lower town's market hall."),)
    found = event(
        (report("a", *cites, outlet="Delta Post"), cites), (report("b", *own, outlet="Meridian"), own)
    )
    assert found == {"source:sohr", "outlet:meridian"}


def test_a_sentence_that_another_report_gives_to_a_source_is_that_sources() -> None:
    cites = (
        Told(
            "A shell hit the roof of the covered market at noon and killed six traders, SOHR said.", ("SOHR",)
        ),
    )
    bare = (Told("A shell hit the roof of the covered market at noon and killed six traders."),)
    found = event(
        (report("a", *cites, outlet="Delta Post"), cites), (report("b", *bare, outlet="Meridian"), bare)
    )
    assert found == {"source:sohr"}


def test_the_order_of_the_claims_changes_nothing() -> None:
    told = (
        Told("Shell kills six in market."),
        Told("Six died on Tuesday, SOHR said.", ("SOHR",)),
        Told("Nine were hurt, it said.", ("it",)),
        Told("The roof fell in, residents said.", ("residents",)),
    )
    given = report("a", *told, outlet="Delta Post")
    own = own_voices([given], NOTHING)["a"]
    held = claims(given, *told)
    forwards, backwards = (roots_of(given, each, own, ListedVoices()) for each in (held, held[::-1]))
    assert forwards == backwards
    assert settled(held, forwards) == settled(held[::-1], forwards)
    assert replace(forwards["a/2"], name="") == replace(forwards["a/1"], name="")
