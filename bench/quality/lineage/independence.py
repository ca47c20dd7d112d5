"""False independence: ``python -m bench quality.lineage.independence``.

Invented events with known origins. One or two people of different bodies saw the event and say so, each to one
outlet; every such report is then retold by others, word for word to heavily rewritten. Of each claim the documents tell
how many origins it truly has. Two numbers belong together: how often ``low`` exceeds the truth, and how often it
reaches two where two origins are there. "Always one" is never wrong on the first and never right on the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.measure import Measurement
from bench.quality.lineage.rewriting import OPERATORS, split

from stemma import trace
from stemma.config import Config
from stemma.model import Claim

SEED, COUNT = 5, 24

EVENTS = (
    (
        (
            "A fire destroyed {n} boathouses on the lake of {place} on Monday.",
            "{n} boathouses were destroyed by the fire",
        ),
        ("Flames took the old harbour of {place} at the start of the week.", "the fire destroyed {n} boathouses"),
    ),
    (
        ("A storm damaged {n} greenhouses near {place} on Friday.", "{n} greenhouses were damaged by the storm"),
        ("Gusts swept over the gardens of {place} before the weekend.", "the storm damaged {n} greenhouses"),
    ),
    (
        ("A landslide buried {n} cars on the pass road above {place} on Sunday.", "{n} cars were buried"),
        ("Earth and rocks came down at the upper hairpin of {place} on Sunday.", "the landslide buried {n} cars"),
    ),
    (
        ("A burst pipe flooded {n} cellars in {place} on Tuesday.", "{n} cellars were flooded"),
        ("Water stood to the knees in the old quarter of {place} on Tuesday.", "the water flooded {n} cellars"),
    ),
)
PLACES = ("Oberried", "Castellina", "Marstal", "Ribnica", "Kuressaare", "Llanidloes")
PEOPLE = (
    ("Marta Lindqvist", "a beekeeper", "I counted them myself from my window"),
    ("Tomasz Wrona", "a bus driver", "I saw it with my own eyes and counted twice"),
    ("Aino Kallas", "a teacher at the village school", "I walked past every one of them and counted"),
    ("Denis Moreau", "a plumber", "I was there the whole night and counted"),
    ("Ivana Horvat", "the owner of a campsite", "I counted them in the morning with my son"),
    ("Pietro Sala", "a postman", "I saw all of them on my round"),
)
OWN = (
    "Neighbours brought blankets and soup to the gymnasium.",
    "The road will stay closed until the end of the week.",
    "A choir cancelled its rehearsal and lent its lorry instead.",
    "Schoolchildren drew pictures for the helpers.",
    "The town council meets on Thursday to speak of the bill.",
    "A ferry carried the first visitors back in the evening.",
    "Dogs were found in a barn, wet and cheerful.",
    "The chapel bell rang for an hour because nobody could reach the switch.",
    "An engineer from the canton took photographs of the slope.",
    "Two bakers gave away what they had in the oven.",
)


def measure() -> Measurement:
    """Return false independence, and true independence found."""
    wrong = claims = reached = double = 0
    cases: dict[str, str] = {}
    digest = blake2b(digest_size=8)
    for number, texts in enumerate(_collections()):
        digest.update("".join(texts[name] for name in sorted(texts)).encode())
        for claim, truth in _claims(texts):
            claims += 1
            wrong += claim.origins.low > truth
            double += truth > 1
            reached += truth > 1 and claim.origins.low > 1
            if truth > 1 or claim.origins.low > 1:
                said = f"{claim.origins.low}..{claim.origins.high}, truly {truth}"
                cases[f"{number:02} {claim.text[:60]} {claim.id}"] = said
    return Measurement(
        figures={
            "low not above the truth": 1 - wrong / claims,
            "low of two where two are there": reached / max(1, double),
        },
        peers={"always one": {"low not above the truth": 1.0, "low of two where two are there": 0.0}},
        inputs=digest.hexdigest(),
        notes=(f"{claims} claims, {wrong} with a low above the truth; {double} with two origins, {reached} said so",),
        cases=cases,
    )


def _collections() -> Iterator[dict[str, str]]:
    """Yield collections: path → text; the letter that a path begins with is the origin."""
    random = Random(SEED)
    names = sorted(OPERATORS)
    for _ in range(COUNT):
        event = random.choice(EVENTS)
        place, number = random.choice(PLACES), random.randrange(11, 60)
        remarks = random.sample(OWN, len(OWN))
        texts: dict[str, str] = {}
        seen = random.sample(PEOPLE, random.choice((1, 2, 2)))
        for letter, (name, role, basis), said in zip("ab", seen, event, strict=False):
            lead, told = (part.format(n=number, place=place) for part in said)
            own = [remarks.pop() for _ in range(3)]
            first = (lead, f"{name}, {role}, said that {told}.", f"“{basis},” {name.split()[1]} said.", *own)
            texts[f"{letter}0"] = "\n".join(first)
            for copy in range(1, random.choice((2, 3, 4))):
                made = OPERATORS[random.choice(names)](split("\n".join(first)), random)
                texts[f"{letter}{copy}"] = "\n".join(made)
        yield texts


def _claims(texts: dict[str, str]) -> Iterator[tuple[Claim, int]]:
    """Yield the claims of a collection with their true number of origins."""
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
        case = trace([folder], config=Config(jobs=1))
    letter = {d.id: Path(d.path).name[0] for d in case.documents}
    for claim in case.claims:
        yield claim, len({letter[d] for d in claim.documents})
