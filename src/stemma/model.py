"""The records that stages exchange; nothing here computes.

Enters: values that a stage has decided. Leaves: immutable, validated records (DESIGN §2, §5).
Refuses: a span that ends before it starts, an interval turned round, a probability outside [0, 1].

Spans are half-open and count Unicode code points of ``Document.text``. Times are ISO 8601 strings,
inclusive at both ends, at the precision that is known ("2031-05-14", "2031-05-14T09:30:00Z").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# --- enumerations (closed; DESIGN §5) ---------------------------------------------------------

StatementType = Literal["assertion", "verification", "prediction", "opinion"]
SourceKind = Literal["person", "organization", "group", "document", "outlet", "unknown"]
Basis = Literal["saw", "took_part", "was_told", "infers", "not_stated"]
Quotation = Literal["direct", "indirect", "mixed", "none"]
Polarity = Literal["asserted", "denied", "questioned"]
Commitment = Literal["certain", "probable", "possible", "reported"]
Tense = Literal["past", "present", "future", "none"]
LinkKind = Literal["retells", "common_source", "cites"]
Direction = Literal["decided", "undecided"]
Status = Literal["one_report", "single_origin", "undecided", "independent"]
FindingKind = Literal[
    "speaker_differs",
    "quantity_differs",
    "detail_differs",
    "denied",
    "update",
    "other_scope",
    "certainty_hardened",
    "certainty_softened",
    "caveat_dropped",
    "only_here",
    "orphan_source",
    "unnamed_confirmation",
    "circular",
    "evidence_not_attached",
    "due",
]
PlaceKind = Literal["country", "region", "district", "settlement", "other"]
JudgedNoun = Literal["statement", "claim", "link", "direction", "role", "place", "case"]
Verdict = Literal["accept", "reject", "merge", "split", "move", "correct"]
Identity = Literal["person", "organization", "unnamed"]
Standing = Literal["counts", "waits", "disputed", "replaced", "taken_back"]
MediaKind = Literal["image", "video", "audio", "file"]
MediaType = Literal[
    "text/plain",
    "text/markdown",
    "text/html",
    "application/pdf",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.telegram+html",
    "application/vnd.telegram+json",
]
Stage = Literal["captures", "documents", "statements", "stories", "lineage", "claims"]


# --- text ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch of code points, ``[start, end)``, of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not half-open and ordered")

    def within(self, text: str) -> str:
        """Return the stretch of ``text`` that this span names."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DocumentSpan:
    """A span together with the id of the document it belongs to."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a score was given: the rule, its signed weight (natural-log odds), and what it saw.

    ``rule`` names a function whose docstring is the explanation that users read; ``detail`` is one
    plain phrase about this case; ``left`` and ``right`` are the spans to look at, where there are any.
    """

    rule: str
    score: float
    detail: str
    left: DocumentSpan | None = None
    right: DocumentSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One dropped record: nothing that came in is lost without a reason."""

    stage: Stage
    locator: str
    reason: str
    detail: str


# --- captures and documents -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a document was published: an inclusive interval and what it rests on.

    ``basis`` is one of ``declared``, ``json-ld``, ``meta``, ``time-tag``, ``feed``, ``post``, ``url``, ``text``,
    ``archive``, ``file`` (when the file was made).
    """

    earliest: str
    latest: str
    basis: str

    def __post_init__(self) -> None:
        if self.earliest[:10] > self.latest[:10]:
            raise ValueError(f"publication interval turned round: {self.earliest} > {self.latest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture, film, sound or file that a report shows or carries.

    ``name`` is its file name or address as written. ``digest`` is of its exact bytes and ``phash`` a perceptual hash
    of 64 bits in hexadecimal, by which a rescaled copy is known; both ``None`` where the bytes are not at hand.
    """

    kind: MediaKind
    name: str
    digest: str | None = None
    phash: str | None = None


PRIVATE_ACCOUNT = "a private account"
"""What stands for a person who is no public channel, wherever a name would stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an input declares of itself (front matter, ``--meta``, a JSON line, a feed, an archive); all optional.

    The first six are kept as written. ``captured`` is when the bytes were fetched or archived (ISO 8601, UTC),
    ``charset`` the encoding that the server declared for them; ``dates`` are date candidates that only the container
    knows; ``links`` are addresses that it gives for this item; ``forwarded_from`` names the public channel or outlet
    whose item this is a forward of; ``edited`` is when a post was last changed (ISO 8601, UTC; "unknown" where only
    that it was is known), and ``views`` how often it had been seen, where a rounded number is given that number.
    """

    record: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    author: str | None = None
    captured: str | None = None
    charset: str | None = None
    forwarded_from: str | None = None
    edited: str | None = None
    views: int | None = None
    dates: tuple[Published, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()

    @classmethod
    def written(cls, said: Mapping[str, str | None]) -> Metadata:
        """Return the metadata of fields that are kept as written; what a format does not say is ``None``."""
        return cls(
            record=said.get("record"),
            title=said.get("title"),
            outlet=said.get("outlet"),
            url=said.get("url"),
            published=said.get("published"),
            language=said.get("language"),
            author=said.get("author"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The exact bytes seen. ``locator`` is the file or address as given, or ``FILE#ID`` for a record inside one."""

    id: str
    locator: str
    media_type: MediaType
    data: bytes
    digest: str
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A stretch of the text that is not part of the report (advertising, cookie notice, share bar).

    It stays in ``Document.text``, so that offsets hold; no later stage reads it.
    """

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whom a document names as its maker: ``agency``, ``author``, ``editor``, ``monitoring`` or ``link``."""

    span: Span
    kind: Literal["agency", "author", "editor", "monitoring", "link"]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A counted or measured amount as an inclusive interval; ``None`` is an open end.

    "over 1,200 civilians" is low 1200, high None, counted "civilians"; "up to three kilometers" is
    low 0, high 3, unit "km". ``unit`` is a unit's symbol or "percent" or an ISO currency code.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"quantity interval turned round: {self.low} > {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One entry of the gazetteer that a name may mean. Degrees are WGS 84."""

    geonames_id: int
    name: str
    kind: PlaceKind
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in a text. An ambiguous name has no id and keeps its candidates.

    ``name`` is the gazetteer's name, or the text's own where nothing was found. ``names`` lists the other
    names of the place (for display; disputed places show all). ``geonames_id`` is ``None`` when open.
    """

    span: Span
    name: str
    geonames_id: int | None
    kind: PlaceKind
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time named in a text, resolved to an inclusive interval where that is possible, else both ``None``.

    ``relation`` keeps, in words, what an unresolved expression says ("the past week").
    """

    span: Span
    earliest: str | None
    latest: str | None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Clean text with what is known of it. ``path`` is the capture's locator.

    ``author``, ``captured``, ``forwarded_from``, ``edited``, ``views`` and ``media`` are those of ``Metadata``.
    ``places``, ``times`` and ``quantities`` are of the whole text and are filled in after the parse.
    """

    id: str
    capture: str
    path: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: Published | None = None
    record: str | None = None
    author: str | None = None
    captured: str | None = None
    forwarded_from: str | None = None
    edited: str | None = None
    views: int | None = None
    dates: tuple[Published, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    removed: tuple[Removed, ...] = ()
    credits: tuple[Credit, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    def at(self, span: Span) -> DocumentSpan:
        """Return ``span`` as a place in this document."""
        return DocumentSpan(document=self.id, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The language parse of one document: parallel tuples, one item a token, in text order.

    ``starts``/``ends``: code-point offsets of shape (n,). ``heads``: index of each token's head; a root
    points to itself. ``tags``: Penn tags; ``pos``: Universal POS; ``deps``: dependency labels (ClearNLP
    scheme of spaCy's English models). ``sentences``: token ranges, half-open. Removed stretches have no
    tokens. An unsupported language has tokens and sentences, and empty strings for the rest.
    """

    document: str
    language: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]


# --- statements -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who is made to say it. ``span`` is ``None`` in a document's own voice (kind ``outlet``).

    ``name`` is resolved inside the document to the fullest form ("the ministry" → "Russian Ministry of
    Defense"). ``named``: a named person, a named organisation or a body that could be asked. ``orphan``:
    a definite mention that nothing before it introduces. ``affiliation``: the body that a person belongs to or speaks
    for, by its resolved name.
    """

    span: Span | None
    name: str
    kind: SourceKind
    named: bool
    role: str | None = None
    orphan: bool = False
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One party on the way from the document's source to the furthest party; ``channel`` e.g. "Telegram"."""

    name: str
    kind: SourceKind
    channel: str | None = None
    named: bool = True
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Polarity and commitment, with the words that carry them."""

    polarity: Polarity = "asserted"
    commitment: Commitment = "certain"
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One proposition in one document. ``certainty`` is the document's, ``source_certainty`` the source's.

    ``chain[0]`` is the source, the last entry the furthest party. ``about`` names the statements that a
    verification statement speaks of. ``sentence`` indexes ``Parse.sentences`` where ``content`` begins.
    """

    id: str
    document: str
    type: StatementType
    content: Span
    cue: Span | None
    source: Source
    chain: tuple[ChainLink, ...]
    basis: Basis
    quotation: Quotation
    certainty: Certainty
    source_certainty: Certainty | None = None
    about: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    tense: Tense = "none"
    sentence: int = 0


# --- stories and lineage ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenSource:
    """A source that no input shows but that the evidence demands; drawn as a hollow node. Id ``src_…``."""

    id: str
    name: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlace:
    """A place of a story, with every name that its documents or the gazetteer use for it."""

    name: str
    names: tuple[str, ...]
    kind: PlaceKind
    geonames_id: int | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The documents about one event (not one topic), in id order."""

    id: str
    title: str
    documents: tuple[str, ...]
    unseen: tuple[UnseenSource, ...] = ()
    places: tuple[StoryPlace, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An edge of a story's lineage: ``borrower`` retells, shares a source with, or cites ``lender``.

    Written as ``from`` (borrower) and ``to`` (lender, or an unseen source ``src_…``). Undecided: the
    smaller id stands first. ``probability`` is of this relation against independent accounts.
    """

    id: str
    story: str
    borrower: str
    lender: str
    kind: LinkKind
    direction: Direction
    probability: float
    evidence: tuple[Evidence, ...]
    rivals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"probability {self.probability} outside [0, 1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """Two documents of a story compared: probability that they share a source, and why. ``left < right``."""

    id: str
    story: str
    left: str
    right: str
    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What the lineage stage says of one story."""

    story: str
    links: tuple[Link, ...] = ()
    unseen: tuple[UnseenSource, ...] = ()
    pairs: tuple[PairScore, ...] = ()


# --- claims and findings ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A party that stands behind a claim. ``party``: takes part in what it reports; ``None`` where unknown."""

    name: str
    kind: SourceKind
    party: bool | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The range of independent origins: ``low`` pairwise shown distinct, ``high`` not shown to be the same.

    The first ``low`` of ``items`` are those shown distinct.
    """

    low: int
    high: int
    items: tuple[Origin, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.low <= self.high:
            raise ValueError(f"origins range {self.low}..{self.high} is not 1 <= low <= high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements of a story assert or deny in common. ``rank`` counts from 1 inside the story.

    ``propositions``: the stretch of each statement that says it, in the order of ``statements``; a statement that says
    several things stands in several claims.
    """

    id: str
    story: str
    rank: int
    text: str
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    origins: Origins
    status: Status
    contested: bool
    caveats: tuple[str, ...]
    findings: tuple[str, ...]
    wording: str
    would_change: tuple[str, ...]
    replaces: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    propositions: tuple[DocumentSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A typed difference or gap that an editor must see, in one plain sentence with its spans."""

    id: str
    story: str
    claim: str | None
    kind: FindingKind
    sentence: str
    spans: tuple[DocumentSpan, ...]
    rule: str = ""


# --- what people judge ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where something stood when it was judged, so that it is found again after ids have changed.

    ``id`` is one of the judgement's ``subject``. ``page`` is what all versions of the document's page share, ``digest``
    that of its text. ``start`` and ``end`` are code points of that text, ``words`` what stands between them, ``before``
    and ``after`` what stands around; a document as a whole has none of these. An unseen source has one anchor for each
    document below it.
    """

    id: str
    document: str
    page: str
    digest: str
    start: int | None = None
    end: int | None = None
    words: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person puts in the place of what stands there; ``None`` leaves a thing as it is.

    ``of``: which party of the chain, or which place of the statement, by its name as it stands. ``start`` and ``end``:
    the corrected stretch of a statement, in code points of the text judged, and ``words`` what stands between them.
    ``identity``: named, and as what, or unnamed. ``party``: whether it takes part in what it reports.
    """

    of: str | None = None
    start: int | None = None
    end: int | None = None
    words: str | None = None
    name: str | None = None
    role: str | None = None
    identity: Identity | None = None
    party: Literal["yes", "no", "unknown"] | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about a record, with name, time and reason; kept for good.

    ``subject`` names what is judged by ids that a later run gives again: the documents of a link (borrower, lender),
    one statement of each claim that is merged, a statement that stays and those that leave it where a claim is split or
    statements are moved, a statement, nothing for the case. ``anchors`` say where these stood. ``shown`` is what stood
    there when it was judged. ``value`` is the correction in words, ``correction`` the same in parts. A judgement that
    ``takes_back`` another ends it; one that ``signs`` another is a second person's agreement. A judgement of the case
    demands that two people sign each of the others before anything follows from it. ``agreed``: whether the run of that
    time said the same; ``None`` where that was not noted.
    """

    id: str
    at: str
    person: str
    noun: JudgedNoun
    verdict: Verdict
    subject: tuple[str, ...]
    shown: str
    value: str | None
    reason: str
    takes_back: str | None = None
    signs: str | None = None
    anchors: tuple[Anchor, ...] = ()
    correction: Correction | None = None
    agreed: bool | None = None

    def __post_init__(self) -> None:
        if not self.person.strip() or not self.reason.strip():
            raise ValueError("a judgement needs a person and a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as people judged it, beside what Stemma says.

    ``claim`` is Stemma's claim; ``None`` for one that people split off (from ``parted``). ``judged`` is the claim as it
    follows from the judgements; ``None`` where nothing is left of it or where it is part of ``joined``. ``changed``
    tells whether anything but its rank differs. ``people`` judged or signed; ``judgements`` are theirs, by id.
    """

    claim: str | None
    judged: Claim | None
    joined: str | None
    parted: str | None
    changed: bool
    people: tuple[str, ...]
    judgements: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStory:
    """A story as people judged it: its links, and the claims that their judgements touch.

    ``judgements`` are those that count in this story, by id; ``adrift`` those of them whose subject the story no longer
    has, so that nothing follows from them. ``stale``: another version of Stemma made the records, so that what follows
    shows only after the next run.
    """

    story: str
    judgements: tuple[str, ...]
    adrift: tuple[str, ...]
    links: tuple[Link, ...]
    claims: tuple[JudgedClaim, ...]
    stale: bool = False


# --- a run, and all of it together ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a run: the capture's locator, the digest of its bytes, and what was declared of it."""

    locator: str
    digest: str
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """What a stage took in, gave out and rejected (in = out + rejected), and the seconds it took.

    Lineage and claims count stories, the stages before them documents. ``computed`` is how many of ``taken``
    were worked out in this run; the rest was there already. ``seconds`` is ``None`` in a case file, so that
    the same input gives the same file.
    """

    stage: Stage
    taken: int
    given: int
    rejected: int
    seconds: float | None
    computed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One thing that happened to a story when a case grew.

    ``new``: none of its documents was in a story before. ``joined``: ``documents`` came to the story ``earlier``.
    ``merged``: it holds ``documents`` of all the stories ``earlier``. ``split``: its ``documents`` were in the story
    ``earlier`` together with documents that now are elsewhere.
    """

    kind: Literal["new", "joined", "merged", "split"]
    story: str
    earlier: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a set of records: version, configuration digest, inputs, counts and seconds a stage."""

    id: str
    version: str
    config: str
    inputs: tuple[Input, ...]
    stages: tuple[StageCount, ...]
    attribution: str = "rules"
    """What read who said what: "labeller and rules", or "rules" and, after a colon, why no labeller served."""
    changes: tuple[StoryChange, ...] = ()
    """What this run did to the stories that the case file had before; empty for a case traced anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that one trace says, in id order (claims in story and rank order)."""

    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    stories: tuple[Story, ...] = ()
    links: tuple[Link, ...] = ()
    pairs: tuple[PairScore, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    rejects: tuple[Reject, ...] = ()
    run: Run | None = None
    judgements: tuple[Judgement, ...] = ()
    """What people judged, the oldest first."""
    judged: tuple[JudgedStory, ...] = ()
    """The stories as people judged them, beside Stemma's own records, which stay as they are."""
