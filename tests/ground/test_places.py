"""Place fillers become points with a reach, or stay unresolved with their candidates."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from affray.model import GroundedClaim, PlaceMention, Precision

Ground = Callable[..., GroundedClaim]
SYRIA = "Syria and the Syrian war: "


def km(mention: PlaceMention, lat: float, lon: float) -> float:
    assert mention.lat is not None
    assert mention.lon is not None
    east = (mention.lon - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(mention.lat - lat, east)


@pytest.fixture
def places(ground: Ground) -> Callable[[str], list[PlaceMention]]:
    return lambda words: list(ground(f"{SYRIA}men fought in {words}.", place=words).places)


def test_the_words_tell_a_city_from_its_province(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("Aleppo", "the city of Aleppo", "Aleppo city"):
        (city,) = places(words)
        assert city.precision is Precision.POINT
        assert city.radius_km is not None
        assert city.radius_km < 10
        assert km(city, 36.2, 37.16) < 3
    for words in ("Aleppo province", "the province of Aleppo", "Aleppo Governorate"):
        (province,) = places(words)
        assert province.precision is Precision.PROVINCE
        assert province.radius_km is not None
        assert province.radius_km > 50
        assert province.admin1 == "Aleppo"


def test_a_container_restricts_the_candidates(places: Callable[[str], list[PlaceMention]]) -> None:
    (kafra,) = places("the hamlet of Kafra in Aleppo province")
    assert km(kafra, 36.567, 37.163) < 1
    (manbij,) = places("Manbij, Aleppo governorate")
    assert manbij.name == "Manbij"


def test_a_province_that_contradicts_the_place_is_kept_beside_it(
    places: Callable[[str], list[PlaceMention]],
) -> None:
    (plain,), (other,) = places("Palmyra"), places("Palmyra in Aleppo province")
    assert (other.place, other.admin1) == (plain.place, "Homs")
    assert other.score < plain.score / 2
    assert "Aleppo" in other.reason
    (several,) = places("al-Mashrafa in Damascus province")
    assert several.place is None


def test_a_list_gives_each_place(places: Callable[[str], list[PlaceMention]]) -> None:
    assert [found.name for found in places("the towns of Azaz, Marea and Anadan")] == [
        "Azaz",
        "Marea",
        "Anadan",
    ]
    both = places("the provinces of Homs and Hama")
    assert [found.precision for found in both] == [Precision.PROVINCE, Precision.PROVINCE]


def test_near_widens_and_a_part_says_so(places: Callable[[str], list[PlaceMention]]) -> None:
    (plain,), (near,) = places("Manbij"), places("the outskirts of Manbij")
    assert near.precision is Precision.NEAR
    assert plain.radius_km is not None
    assert near.radius_km == plain.radius_km + 5
    (part,) = places("parts of Manbij")
    assert part.precision is Precision.PART


def test_the_northern_countryside_lies_north(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("the northern countryside of Aleppo", "Aleppo's northern countryside"):
        (found,) = places(words)
        assert found.precision is Precision.PART
        assert found.lat is not None
        assert found.lat > 36.35


def test_an_offset_runs_from_the_edge(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("a hill 12 km north of Aleppo")
    assert found.precision is Precision.NEAR
    # 5.9 km to the edge, and 0.9 to 1.35 of 12 km beyond it.
    assert 16 < km(found, 36.2037, 37.1726) < 22
    assert "12 km from the edge" in found.reason


def test_an_offset_beside_a_named_place_adds_none(places: Callable[[str], list[PlaceMention]]) -> None:
    assert [found.name for found in places("Marea, a town some 25 kilometres north of Aleppo")] == ["Marea"]
    assert [found.name for found in places("Douma outside Damascus")] == ["Douma"]


def test_a_district_that_does_not_exist_stays_unresolved(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("Al-Dana district")
    assert found.place is None
    assert "Dana" in found.reason
    (town,) = places("the town of Al-Dana")
    assert km(town, 36.2125, 36.77) < 3


def test_a_checkpoint_is_a_place_and_rolls_up(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("the Al-Tawheed checkpoint in Al-Shaar district")
    assert km(found, 36.209, 37.185) < 2
    assert "Al-Tawheed" in found.reason
    (alone,) = places("the Al-Tawheed checkpoint")
    assert alone.place is None


@pytest.mark.parametrize(
    "words", ["the village", "the border", "the Syrian border", "the Euphrates river", "the road", "there"]
)
def test_nothing_is_invented(places: Callable[[str], list[PlaceMention]], words: str) -> None:
    (found,) = places(words)
    assert (found.place, found.lat, found.radius_km) == (None, None, None)
    assert found.reason


def test_an_unknown_name_stays_unresolved(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("Qwertabad")
    assert found.place is None
    assert "Qwertabad" in found.reason


def test_namesakes_in_one_country_stay_unresolved_with_candidates(ground: Ground) -> None:
    words = "Springfield"
    (found,) = ground(f"American police in the United States raided {words}.", place=words).places
    assert found.place is None
    assert "candidates" in found.reason


def test_the_report_s_country_picks_among_countries(ground: Ground) -> None:
    for text, country in (
        ("Libya: Libyan men fought in Tripoli.", "LY"),
        ("Lebanon: Lebanese men fought in Tripoli.", "LB"),
    ):
        (found,) = ground(text, place="Tripoli").places
        assert found.country == country


def test_a_country_owns_what_follows_it_even_without_apostrophe(ground: Ground) -> None:
    (found,) = ground(
        "Men fought in Syrias northern city of Aleppo.", place="Syrias northern city of Aleppo"
    ).places
    assert found.name == "Aleppo"
    assert found.precision is Precision.POINT


def test_actors_names_are_no_places(places: Callable[[str], list[PlaceMention]]) -> None:
    assert [found.name for found in places("the ISIS headquarters in Manbij")] == ["Manbij"]
    (found,) = places("the heartland of Assad's sect")
    assert found.place is None


def test_who_holds_a_place_is_no_part_of_its_name(places: Callable[[str], list[PlaceMention]]) -> None:
    assert [found.name for found in places("the rebel-held town of Azaz")] == ["Azaz"]


def test_an_antecedent_names_the_place(ground: Ground) -> None:
    claim = ground(f"{SYRIA}men entered Raqqa and then left the city.", place="the city", antecedent="Raqqa")
    assert claim.places[0].name == "Raqqa"


def test_country_and_region_have_their_reach(places: Callable[[str], list[PlaceMention]]) -> None:
    (syria,), (ghouta,) = places("Syria"), places("Eastern Ghouta")
    assert syria.precision is Precision.COUNTRY
    assert ghouta.precision is Precision.REGION


def test_spellings_that_only_sound_alike_are_read_at_home(
    places: Callable[[str], list[PlaceMention]],
) -> None:
    for words in ("Tell Refaat", "Tal Rifat", "the town of Tell Rifa'at"):
        (found,) = places(words)
        assert km(found, 36.473, 37.097) < 3, words
    (found,) = places("Saraqeb")
    assert km(found, 35.864, 36.805) < 3
    (arabic,) = places("حلب")
    assert km(arabic, 36.2, 37.16) < 3


def test_a_common_noun_alone_is_no_place(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("al-Kherbeh", "Tell", "the village of al-Khirba in Homs province"):
        (found,) = places(words)
        assert found.place is None, words


def test_no_acronym_is_read_by_its_sound(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("HMS", "SNA", "HLB"):
        assert all(found.place is None for found in places(words)), words


def test_an_offset_beside_a_village_is_audited(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("Tel Jabin, 12 km north of Aleppo")
    assert km(found, 36.357, 37.143) < 3
    assert "stated 12 km north of Aleppo, measured" in found.reason
    assert "from the edge" in found.reason
    assert "disagrees" not in found.reason


def test_an_offset_that_disagrees_is_told_and_lowers_the_score(
    places: Callable[[str], list[PlaceMention]],
) -> None:
    (right,), (wrong,) = places("Azaz, 30 km north of Aleppo"), places("Azaz, 9 km south of Aleppo")
    assert (right.lat, right.lon) == (wrong.lat, wrong.lon)
    assert "disagrees" in wrong.reason
    assert wrong.score < right.score


def test_an_unknown_village_with_an_offset_is_an_area(places: Callable[[str], list[PlaceMention]]) -> None:
    (found,) = places("Qwertabad, 10 km east of Azaz")
    assert found.precision is Precision.NEAR
    assert found.lon is not None
    assert found.lon > 37.12
    assert "'Qwertabad' itself is not known" in found.reason


def test_a_road_is_the_land_along_it(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("the road between Homs and Hama", "the Homs-Hama highway", "the road from Homs to Hama"):
        (found,) = places(words)
        assert km(found, 34.93, 36.74) < 5, words
        assert found.radius_km is not None
        assert 20 < found.radius_km < 35
    (ending,) = places("the road to Azaz")
    assert ending.precision is Precision.NEAR
    assert km(ending, 36.586, 37.046) < 2


def test_a_border_is_a_strip(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("the border with Turkey", "the Turkish border", "the Syrian-Turkish border"):
        (found,) = places(words)
        assert found.precision is Precision.REGION, words
        assert found.lat is not None
        assert found.lat > 35.8
        assert found.country == "SY"


def test_a_side_of_a_province_is_where_its_people_live(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("northern Aleppo province", "the northern countryside of Aleppo"):
        (found,) = places(words)
        assert found.precision is Precision.PART
        # Azaz and Afrin, and not the steppe to the east.
        assert km(found, 36.5, 37.1) < 30, words
    (south,) = places("southern Idlib province")
    assert south.lat is not None
    assert south.lat < 35.9


def test_an_unknown_quarter_is_somewhere_in_its_town(places: Callable[[str], list[PlaceMention]]) -> None:
    for words in ("the Qwerta neighbourhood of Aleppo", "Qwerta quarter, Aleppo", "Qwerta street in Aleppo"):
        (found,) = places(words)
        assert found.precision is Precision.PART, words
        assert km(found, 36.2, 37.16) < 3
        assert "itself is not known" in found.reason


def test_a_district_of_a_town_elsewhere_is_not_moved_there(
    places: Callable[[str], list[PlaceMention]],
) -> None:
    for words in ("the Azaz district of Hama", "Saraqib district in Raqqa province"):
        (found,) = places(words)
        assert found.place is None, words


@pytest.mark.parametrize(
    "words", ["two quarters in but not", "the cities of and", "near ,", "north of", "km of"]
)
def test_damaged_text_names_no_place(places: Callable[[str], list[PlaceMention]], words: str) -> None:
    (found,) = places(words)
    assert found.place is None


def test_a_border_far_and_wide_does_not_tell_which_ruin_is_meant(
    places: Callable[[str], list[PlaceMention]],
) -> None:
    (found,) = places("the village of al-Kharbah near the border with Jordan")
    assert found.place is None
    assert "al-Kharbah" in found.reason


def test_a_spelling_that_two_towns_share_is_read_by_the_town_it_lies_beside(ground: Ground) -> None:
    words = "the town of Soran, ten kilometres east of Azaz"
    (town,) = ground(f"Fighters in northern Syria captured {words}.", place=words).places
    assert km(town, 36.566, 37.213) < 3
