"""What each page of the desk shows, as frozen records; the ``.json`` of a page's address is the same record.

Enters: records of a case, arranged. Leaves: pages. Refuses: nothing; templates read these and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from stemma.export.page import Cite, ClaimView, FindingView, LinkView, StoryView
from stemma.export.passages import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value by which stories can be chosen."""

    value: Annotated[str, Meta(description="the value")]
    stories: Annotated[int, Meta(description="how many stories have it")]
    href: Annotated[str, Meta(description="address of the list with this choice made or taken back")]
    on: Annotated[bool, Meta(description="whether it is chosen now")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A kind of choice with its commonest values."""

    name: Annotated[str, Meta(description="parameter of the address")]
    label: Annotated[str, Meta(description="what it is called on the page")]
    choices: Annotated[tuple[Choice, ...], Meta(description="values, the commonest first")]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryItem:
    """A story in a list."""

    id: Annotated[str, Meta(description="id of the story")]
    href: Annotated[str, Meta(description="address of its page")]
    title: Annotated[str, Meta(description="its title")]
    told: Annotated[str, Meta(description="how many reports, and when")]
    claim: Annotated[str | None, Meta(description="its main claim: the foremost that several reports tell")]
    reports: Annotated[int, Meta(description="reports that tell the main claim")]
    low: Annotated[int, Meta(description="origins of the main claim that are shown distinct")]
    high: Annotated[int, Meta(description="origins of the main claim, those included that are not shown to be one")]
    origins: Annotated[str, Meta(description="the range in words")]
    status: Annotated[str, Meta(description="status of the main claim")]
    contested: Annotated[bool, Meta(description="whether a claim of the story is denied or conflicts")]
    new: Annotated[bool, Meta(description="whether it is new or changed since the last look")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The case: its stories by spread on few origins, and what is new."""

    title: Annotated[str, Meta(description="name of the case file")]
    facts: Annotated[tuple[str, ...], Meta(description="how much there is")]
    run: Annotated[int, Meta(description="number of the latest run")]
    new: Annotated[tuple[StoryItem, ...], Meta(description="stories that are new or changed since the last look")]
    stories: Annotated[tuple[StoryItem, ...], Meta(description="the stories of this page of the list")]
    found: Annotated[int, Meta(description="how many stories the choice leaves")]
    filters: Annotated[tuple[Filter, ...], Meta(description="by what stories can be chosen")]
    orders: Annotated[tuple[Choice, ...], Meta(description="orders of the list; stories is 0")]
    first: Annotated[str, Meta(description="day from which reports are looked for, or empty")]
    last: Annotated[str, Meta(description="day up to which reports are looked for, or empty")]
    kept: Annotated[tuple[tuple[str, str], ...], Meta(description="choices that the form of days must keep")]
    before: Annotated[str | None, Meta(description="address of the page before")]
    after: Annotated[str | None, Meta(description="address of the page after")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A report on the story's timeline."""

    when: Annotated[str, Meta(description="when it was published, in words")]
    label: Annotated[str, Meta(description="short label of the report")]
    outlet: Annotated[str, Meta(description="outlet, or the file's name")]
    href: Annotated[str, Meta(description="address of the report")]
    title: Annotated[str, Meta(description="its title")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who is made to speak in the story."""

    name: Annotated[str, Meta(description="as the reports name them")]
    kind: Annotated[str, Meta(description="person, organization, group, document")]
    named: Annotated[bool, Meta(description="whether a reader could ask them")]
    reports: Annotated[int, Meta(description="reports that cite them")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A settlement, region or country named in the story."""

    name: Annotated[str, Meta(description="the gazetteer's name")]
    names: Annotated[str, Meta(description="its other names; a disputed place shows all")]
    reports: Annotated[int, Meta(description="reports that name it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story: who retells whom, its claims, its speakers and places."""

    story: Annotated[StoryView, Meta(description="the story as the dossier shows it")]
    further: Annotated[tuple[Cite, ...], Meta(description="its claims behind the foremost ones, with their pages")]
    timeline: Annotated[tuple[Moment, ...], Meta(description="its reports in time; undated ones come last")]
    speakers: Annotated[tuple[Speaker, ...], Meta(description="who speaks, the most cited first")]
    places: Annotated[tuple[Point, ...], Meta(description="places named, the most named first")]
    map: Annotated[str | None, Meta(description="drawing of the places, or none without coordinates")]
    part: Annotated[str, Meta(description="which part of a story of many reports this is, or empty")]
    before: Annotated[str | None, Meta(description="address of the part before")]
    after: Annotated[str | None, Meta(description="address of the next part")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A claim: its origins, every copy's words, and what would change its status."""

    claim: Annotated[ClaimView, Meta(description="the claim as the dossier shows it")]
    note: Annotated[str, Meta(description="why nothing is shown as judged, or empty")] = ""
    story: Annotated[str, Meta(description="title of its story")]
    story_href: Annotated[str, Meta(description="address of its story")]
    before: Annotated[str | None, Meta(description="address of the copies before these")]
    after: Annotated[str | None, Meta(description="address of the copies behind these")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A link between two reports: what speaks for it and against it."""

    link: Annotated[LinkView, Meta(description="the link with its evidence as the dossier shows it")]
    story: Annotated[str, Meta(description="title of its story")]
    story_href: Annotated[str, Meta(description="address of its story")]
    beside: Annotated[str | None, Meta(description="address of both reports side by side")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidItem:
    """A statement of a document."""

    id: Annotated[str, Meta(description="id of the statement")]
    href: Annotated[str, Meta(description="address of its words")]
    content: Annotated[str, Meta(description="what is said")]
    by: Annotated[str, Meta(description="whom it is attributed to, through whom")]
    certainty: Annotated[str, Meta(description="how surely the document says it")]
    judge: Annotated[str, Meta(description="where a person judges it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Another document that shares readings with this one."""

    label: Annotated[str, Meta(description="the other document")]
    href: Annotated[str, Meta(description="address of the comparison of both")]
    judge: Annotated[str, Meta(description="where a person judges whether one has it from the other")]
    sentence: Annotated[str, Meta(description="how the two hang together, or that no link is shown")]
    likelihood: Annotated[str, Meta(description="likelihood of a source in common, 0 to 1")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A capture of the document's bytes, or another version of its page."""

    label: Annotated[str, Meta(description="what it is")]
    href: Annotated[str | None, Meta(description="where it can be seen, if it was kept")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document: its text with everything that was read in it."""

    id: Annotated[str, Meta(description="id of the document")]
    title: Annotated[str, Meta(description="its title, or its label")]
    facts: Annotated[tuple[str, ...], Meta(description="outlet, time, language, author, file")]
    url: Annotated[str | None, Meta(description="address of the original page")]
    language: Annotated[str, Meta(description="language of the text (ISO 639-1), or empty")]
    notes: Annotated[tuple[str, ...], Meta(description="what could not be done with it")]
    story: Annotated[str | None, Meta(description="title of its story")]
    story_href: Annotated[str | None, Meta(description="address of its story")]
    pieces: Annotated[tuple[Piece, ...], Meta(description="its text, cut at every mark")]
    said: Annotated[tuple[SaidItem, ...], Meta(description="its statements, in text order")]
    removed: Annotated[tuple[Cite, ...], Meta(description="stretches that were not read, with the reason")]
    dates: Annotated[tuple[str, ...], Meta(description="every date candidate with its basis")]
    shared: Annotated[tuple[Shared, ...], Meta(description="documents of its story, the nearest first")]
    versions: Annotated[tuple[Version, ...], Meta(description="the exact bytes, and other versions of the page")]
    findings: Annotated[tuple[FindingView, ...], Meta(description="findings that speak of it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record in which the words were found."""

    noun: Annotated[str, Meta(description="document, statement or claim")]
    href: Annotated[str, Meta(description="its address")]
    label: Annotated[str, Meta(description="title or words")]
    where: Annotated[str, Meta(description="in which report, and of which day")]
    around: Annotated[str, Meta(description="the words with what stands around them, of a report")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was found."""

    q: Annotated[str, Meta(description="the words")]
    nouns: Annotated[tuple[Choice, ...], Meta(description="kinds of records to look in; stories is 0")]
    hits: Annotated[tuple[Hit, ...], Meta(description="best first")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """The form by which reports are added."""

    largest: Annotated[str, Meta(description="how much can be sent at once")]
    read_only: Annotated[bool, Meta(description="whether adding is switched off")]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """Work that goes on, or its result."""

    id: Annotated[str, Meta(description="id of the job")]
    done: Annotated[bool, Meta(description="whether it has ended")]
    stage: Annotated[str, Meta(description="what it is at, or how it ended")]
    share: Annotated[int, Meta(description="hundredths of the stage that are done")]
    count: Annotated[str, Meta(description="how many of its reports or stories are done")]
    told: Annotated[tuple[str, ...], Meta(description="what it did: stories, documents, rejects")]
    stories: Annotated[tuple[Cite, ...], Meta(description="the stories that it touched")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportItem:
    """A form in which the case can be taken away."""

    name: Annotated[str, Meta(description="what it is")]
    href: Annotated[str, Meta(description="its address")]
    purpose: Annotated[str, Meta(description="what for")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage:
    """The forms in which the case can be taken away."""

    items: Annotated[tuple[ExportItem, ...], Meta(description="forms")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something that can be chosen in a judgement."""

    id: Annotated[str, Meta(description="what is sent when it is chosen")]
    words: Annotated[str, Meta(description="its words, or those of its claim")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is to be judged."""

    noun: Annotated[str, Meta(description="statement, claim, link, direction, role, place or case")]
    subject: Annotated[str, Meta(description="ids of what is judged, with blanks between them")]
    shown: Annotated[str, Meta(description="what stands there now")]
    verdicts: Annotated[tuple[str, ...], Meta(description="what can be said of it")]
    meanings: Annotated[tuple[str, ...], Meta(description="what each verdict means, in their order")]
    href: Annotated[str | None, Meta(description="where it stands")]
    value: Annotated[str, Meta(description="what stands there now, where that can be corrected")]
    members: Annotated[tuple[Member, ...], Meta(description="statements of a claim, which can leave it")]
    others: Annotated[tuple[Member, ...], Meta(description="other claims of the story")]
    parts: Annotated[tuple[Member, ...], Meta(description="sources or places of a statement, one of which is meant")]
    related: Annotated[tuple[Cite, ...], Meta(description="what else can be judged here")]
    earlier: Annotated[tuple[str, ...], Meta(description="what people judged of it before")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement in the list."""

    id: Annotated[str, Meta(description="id of the judgement")]
    verdict: Annotated[str, Meta(description="what was decided about what")]
    meaning: Annotated[str, Meta(description="the same in words")]
    shown: Annotated[str, Meta(description="what stood there when it was judged")]
    value: Annotated[str, Meta(description="the correction, or empty")]
    person: Annotated[str, Meta(description="who judged")]
    at: Annotated[str, Meta(description="when")]
    reason: Annotated[str, Meta(description="why")]
    signed: Annotated[tuple[Cite, ...], Meta(description="who else signed it, when and why; the address takes it back")]
    taken_back: Annotated[str, Meta(description="who took it back and why, or empty")]
    restore: Annotated[str, Meta(description="id of what took it back, or empty")]
    standing: Annotated[str, Meta(description="counts, waits, disputed, replaced or taken_back")]
    standing_words: Annotated[str, Meta(description="whether anything follows from it, and why not")]
    state: Annotated[str, Meta(description="what the latest run says to it")]
    differs: Annotated[bool, Meta(description="whether the latest run says otherwise")]
    turned: Annotated[bool, Meta(description="whether the run of that time still said the same")]
    href: Annotated[str | None, Meta(description="where it stands, if it is still there")]
    follows: Annotated[
        tuple[Cite, ...], Meta(description="claims that it changes: Stemma's numbers and those as judged")
    ]
    note: Annotated[str, Meta(description="why it is not shown what follows, or empty")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The judgements of people, and the form for one more."""

    asked: Annotated[Subject | None, Meta(description="what is to be judged now")]
    judged: Annotated[tuple[Judged, ...], Meta(description="judgements, the latest first")]
    found: Annotated[int, Meta(description="how many judgements there are")]
    two: Annotated[bool, Meta(description="whether a second person must sign before anything follows")]
    rule: Annotated[str, Meta(description="id of the judgement that demands it, or empty")]
    before: Annotated[str | None, Meta(description="address of the page before")]
    after: Annotated[str | None, Meta(description="address of the page after")]
    read_only: Annotated[bool, Meta(description="whether judging is switched off")]
