"""Common nouns in fillers of `a` and `b`: what kind of party, or what other thing, the words are about."""

from __future__ import annotations

from affray.ground.words import listed, words

# Folded and singular, as words.Word.key has them.
FORCES = listed(
    "force troop army military soldier warplane plane jet aircraft airstrike strike raid bomber fighter "
    "helicopter gunship drone artillery tank navy marine commando paratrooper serviceman serviceperson "
    "missile rocket shelling bombing bombardment bomb air airforce police officer guard regiment unit "
    "aviation agent warship submarine fleet operation offensive attack assault invasion convoy position base "
    "battalion brigade division column vehicle armour armor sniper gunner pilot command barrage"
)
OFFICIALS = listed(
    "government president minister ministry official lawmaker parliament senator diplomat embassy "
    "authority administration leader spokesman spokeswoman spokesperson envoy ambassador secretary "
    "delegation state regime court congress senate prime foreign defense defence commander general "
    "leadership side department chancellor king emir monarch cabinet intelligence team member "
    "congressman premier ayatollah"
)
REBELS = listed("rebel opposition insurgent revolutionary dissident militia militant islamist")
# Those whom a name only locates or describes: the party named is not the one meant.
OTHERS = listed(
    "opponent rival enemy foe critic victim family relative wife widow child woman man mother father "
    "activist journalist refugee citizen national worker doctor lawyer student protester demonstrator "
    "resident villager civilian people person captive hostage prisoner detainee defector deserter "
    "sect tribe community minority speaker border affiliate offshoot branch franchise ally supporter "
    "sympathizer sympathiser backer patron proxy"
)
# Peoples of several states: "Syrian Kurdish forces" are not Syria's.
PEOPLES = listed("kurdish kurd arab turkmen druze alawite christian sunni shia shiite yazidi palestinian")
CIVILIANS = listed("civilian resident people villager inhabitant")
CAPTIVES = listed("captive hostage prisoner detainee pow")
LABELS = listed(
    "militant fighter gunman gunmen terrorist jihadist extremist jihadi takfiri militiaman combatant "
    "insurgent attacker group faction mujahid organization"
)
PRONOUNS = listed(
    "i we us he him she her it they them themselves itself himself who which that this these those "
    "its their his our latter former both one other others another same former all some many"
)
# Words that begin what only follows a noun: what stands after them is not the head.
AFTER_HEAD = listed(
    "among amid from in near at on by who which that against including with under inside for during after "
    "before based loyal belonging fighting operating stationed positioned assisting supporting opposing"
)
# Words for the parties of a fight that name none of them: "both sides".
SIDES = listed("side party belligerent")
# What one actor is to another that it belongs to, and the nouns that stand for any group.
BRANCHES = listed("affiliate offshoot branch franchise proxy")
GROUPS = listed("group organization movement faction militia front outfit network")
# Groups that a name of several is told by, and words that say when one began.
ALLIANCES = listed("alliance coalition group front union bloc organization")
_NEW, _FORMED = listed("new newly recently just"), listed("formed created founded established new")


def is_new(text: str) -> bool:
    """Whether words say that something has just begun: "newly-formed", "the new"."""
    said = {word.raw.lower() for word in words(text)}
    return "new" in said or bool(said & _NEW and said & _FORMED)


def is_first_person(text: str) -> bool:
    """Whether words stand for those who speak: "we", "our forces"."""
    said = [word.raw.lower() for word in words(text)]
    if len(said) == 1:
        return said[0] in ("we", "us", "ourselves") and text != "US"
    return bool(said) and said[0] == "our" and words(text)[-1].key in FORCES
