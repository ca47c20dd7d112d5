"""How surely a content is said, by the document and by its source.

Enters: the cue and content of a statement, as tokens. Leaves: polarity (asserted, denied, questioned), commitment
(certain, probable, possible, reported) and the words that carry them. Refuses: reading irony.

A content is denied when its own verb is negated or when the cue denies it; both together assert it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Certainty, Commitment, Polarity, Span, Tense

_NOT = frozenset({"cannot", "never", "not", "n't", "n’t", "yet"})
_SELVES = frozenset({"i", "we"})
_NEAR_HEAD = ("aux", "advmod", "neg", "acomp", "auxpass", "attr")


def document_certainty(tree: Tree, cue: Sequence[int], content: Sequence[int], head: int | None) -> Certainty:
    """Return how far the document stands behind a content that it attributes."""
    lists = words("en", "certainty")
    adverbs = words("en", "attribution")["adverbs"]
    polarity, marks = _cue_polarity(tree, cue, content)
    inner, negations = _content_polarity(tree, head, cue)
    hedged = any(tree.lemma(t) in lists["distancing"] | lists["probable"] for t in cue)
    factive = [t for t in cue if tree.lemma(t) in lists["factive"] and not hedged]
    commitment: Commitment = "certain" if factive and polarity == "asserted" and not marks else "reported"
    hedges = [t for t in (*content, *cue) if tree.lemma(t) in adverbs]
    if hedges:
        commitment = "reported"
    distancing = [t for t in cue if tree.lemma(t) in lists["distancing"]]
    carriers = marks or factive or distancing or [t for t in cue if tree.parse.pos[t] != "PUNCT"]
    return Certainty(
        polarity=_combined(polarity, inner),
        commitment=commitment,
        words=_spans(tree, [*carriers, *hedges, *negations]),
    )


def source_certainty(tree: Tree, cue: Sequence[int], content: Sequence[int], head: int | None) -> Certainty:
    """Return how surely the source says it: its own words of denial, doubt and hedging."""
    lists = words("en", "certainty")
    polarity, marks = _cue_polarity(tree, cue, content)
    own = own_certainty(tree, head, cue)
    hedged = [t for t in cue if tree.lemma(t) in lists["probable"]]
    open_ = [t for t in cue if tree.lemma(t) in lists["hinting"]]
    if marks and polarity == "asserted" and _rules_out(tree, cue):
        open_ += marks
    commitment = own.commitment
    if commitment == "certain" and (open_ or hedged):
        commitment = "possible" if open_ else "probable"
    return Certainty(
        polarity=_combined(polarity, own.polarity),
        commitment=commitment,
        words=tuple(sorted({*own.words, *_spans(tree, [*marks, *hedged, *open_])})),
    )


def own_certainty(tree: Tree, head: int | None, cue: Sequence[int] = ()) -> Certainty:
    """Return polarity and commitment of a clause by the words on its head verb; those of the cue do not count."""
    if head is None:
        return Certainty()
    lists = words("en", "certainty")
    adverbs = words("en", "attribution")["adverbs"]
    marks: dict[Commitment, list[int]] = {"reported": [], "possible": [], "probable": []}
    undone = tree.child(head, "neg") is not None
    for token in (c for c in tree.children[head] if tree.parse.deps[c] in _NEAR_HEAD):
        lemma = tree.lemma(token)
        if lemma in adverbs:
            marks["reported"].append(token)
        elif lemma in lists["possible"] and not (undone and lemma == "could"):
            marks["possible"].append(token)
        elif lemma in lists["probable"] | lists["improbable"]:
            marks["probable"].append(token)
    if tree.lemma(head) in lists["probable"] and (tree.word(head - 1).lower() if head else "") in _SELVES:
        marks["probable"].append(head)
    if tree.lemma(head) in lists["seeming"] and tree.child(head, "xcomp", "oprd") is not None:
        marks["probable"].append(head)
    commitment: Commitment = next((c for c, tokens in marks.items() if tokens), "certain")
    polarity, negations = _content_polarity(tree, head, cue)
    return Certainty(
        polarity=polarity,
        commitment=commitment,
        words=_spans(tree, [*(t for m in marks.values() for t in m), *negations]),
    )


def _cue_polarity(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> tuple[Polarity, list[int]]:
    """Return what the cue does to the content: "denied", "did not confirm", "yet to confirm", "doubts"."""
    lists = words("en", "certainty")
    asks = _is_question(tree, content)
    if _leaves_standing(tree, cue, content):
        return "asserted", []
    denying = [t for t in cue if tree.lemma(t) in lists["denying"] | lists["untrue"]] or _called_false(tree, cue)
    doubting = [t for t in cue if tree.lemma(t) in lists["doubting"] and (tree.lemma(t) != "ask" or asks)]
    undone = [t for t in cue if tree.lemma(t) in lists["refusing"] or tree.lemma(t) in _NOT]
    affirming = [t for t in cue if tree.lemma(t) in lists["factive"] | lists["verify"]]
    joined = [tree.parse.heads[t] for t in cue if tree.parse.deps[t] == "conj"]
    neither = [c for t in (*cue, *joined) for c in tree.children[t] if tree.lemma(c) in ("neither", "nor")]
    if neither:
        return "questioned", [*cue, *neither]
    if _rules_out(tree, cue):
        denying = [t for t in cue if tree.lemma(t) in ("rule", "out")]
    unmet = _aimed_at(tree, cue) or _said_by_none(tree, cue)
    if unmet:
        return "questioned", unmet
    if denying:
        return ("asserted" if undone else "denied"), [*denying, *undone]
    if doubting:
        return "questioned", doubting
    if undone and any(tree.lemma(t) in lists["refusing"] for t in undone):
        return "denied", undone
    if undone and any(tree.lemma(t) in lists["raising"] for t in cue):
        return "denied", undone
    return ("questioned", [*undone, *affirming]) if undone else ("asserted", [])


def _called_false(tree: Tree, cue: Sequence[int]) -> list[int]:
    """Return “false” in “reports that the king has died are false”, “dismissed” in “dismissed reports that …”.

    So it is with a clause beside the noun: “dismissed comments that suggest …”.
    """
    lists = words("en", "certainty")
    relative = [tree.parse.heads[t] for t in cue if tree.parse.deps[t] == "relcl"]
    for token in (t for t in (*cue, *relative) if tree.parse.pos[t] == "NOUN"):
        verb = tree.parse.heads[token]
        said = tree.child(verb, "acomp", "attr")
        if tree.parse.deps[token] == "nsubj" and said is not None and tree.lemma(said) in lists["false"]:
            return [said]
        if tree.parse.deps[token] in ("dobj", "nsubjpass") and tree.lemma(verb) in lists["denying"]:
            return [verb]
    return []


def _aimed_at(tree: Tree, cue: Sequence[int]) -> list[int]:
    """Return “tried” in “tried to prove that …” and in “tried to find proof that …”: nobody says that it was proved.

    So it is with “should” in “the mayor should know that …”.
    """
    finding = words("en", "certainty")["factive"] | words("en", "attribution")["evidence"] | {"evidence", "proof"}
    token = next((t for t in cue if tree.lemma(t) in finding), None)
    below = tree.children[token] if token is not None else ()
    if owed := [c for c in below if tree.lemma(c) in ("must", "ought", "should")]:
        return owed
    while token is not None and tree.parse.deps[token] in ("dobj", "xcomp"):
        token = tree.parse.heads[token]
        if tree.lemma(token) in words("en", "certainty")["striving"]:
            return [token]
    return []


def _said_by_none(tree: Tree, cue: Sequence[int]) -> list[int]:
    """Return “no” in “no sailor says that …”, “not” in “not all sailors believe that …”, “few” in “few think …”."""
    verbs = [v for t in cue for v in (t, tree.parse.heads[t]) if tree.parse.pos[v] in ("AUX", "VERB")]
    subject = next((c for v in verbs for c in tree.children[v] if tree.parse.deps[c] == "nsubj"), None)
    if subject is None:
        return []
    near = [t for t in (subject, *tree.children[subject]) if tree.lemma(t) in words("en", "certainty")["none"]]
    if any(tree.word(t - 1).lower() == "a" for t in near if t):  # "a few sailors"
        return []
    return near or [c for t in tree.children[subject] for c in tree.children[t] if tree.parse.deps[c] == "neg"]


def _leaves_standing(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> bool:
    """Tell “rejected the offer” and “did not comment on the raid”, by which there was an offer and a raid."""
    lists = words("en", "certainty")
    lemmas = {tree.lemma(t) for t in cue}
    head = next((t for t in content if tree.parse.heads[t] not in content), None)
    turned = lemmas & {"dismiss", "reject"} and head is not None and tree.lemma(head) in lists["offers"]
    thought = head is not None and any(_tells(tree, c) for c in tree.children[head])  # "the idea that …"
    return bool((turned and not thought) or lemmas & lists["silent"])


def _tells(tree: Tree, clause: int) -> bool:
    """Tell whether a clause behind a noun is what it says: "the idea that the pier is safe"."""
    mark = tree.child(clause, "mark")
    return tree.parse.deps[clause] in ("acl", "ccomp") and mark is not None and tree.lemma(mark) == "that"


def _rules_out(tree: Tree, cue: Sequence[int]) -> bool:
    return {"rule", "out"} <= {tree.lemma(t) for t in cue}


def _is_question(tree: Tree, content: Sequence[int]) -> bool:
    """Tell “asked whether …”, “asked: “…?”” from “asked both sides to stop”."""
    return any(tree.lemma(t) in ("whether", "if", "?") or tree.parse.tags[t] in ("WP", "WRB") for t in content)


def _content_polarity(tree: Tree, head: int | None, cue: Sequence[int]) -> tuple[Polarity, list[int]]:
    if head is None:
        return "asserted", []
    negations = [c for c in tree.children[head] if tree.parse.deps[c] == "neg"]
    for child in tree.children[head]:
        if tree.parse.deps[child] in ("acomp", "attr", "oprd"):
            if tree.lemma(child) in words("en", "certainty")["unverified"] | words("en", "certainty")["improbable"]:
                negations.append(child)
            negations += [c for c in tree.children[child] if tree.parse.deps[c] == "neg"]
        if tree.parse.deps[child] in ("nsubj", "nsubjpass", "dobj", "attr"):
            negations += [
                c for c in tree.children[child] if tree.lemma(c) in ("no", "neither") and tree.parse.deps[c] == "det"
            ]
            if tree.lemma(child) in ("nobody", "none", "nothing"):
                negations.append(child)
    if tree.lemma(head) in words("en", "certainty")["refusing"] and tree.child(head, "xcomp") is not None:
        negations.append(head)
    negations = [t for t in negations if t not in cue]
    return ("denied" if len(negations) % 2 else "asserted"), negations


def _combined(cue: Polarity, content: Polarity) -> Polarity:
    if cue == "questioned" or content == "questioned":
        return "questioned"
    return "asserted" if cue == content else "denied"


def find_tense(tree: Tree, head: int | None) -> Tense:
    """Return the tense of the clause whose verb is ``head``."""
    if head is None or tree.parse.pos[head] not in ("VERB", "AUX"):
        return "none"
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    if any(tree.lemma(t) in ("will", "shall", "'ll", "’ll") for t in helpers):
        return "future"
    tags = [tree.parse.tags[t] for t in (*helpers, head)]
    if "VBD" in tags or any(tree.lemma(t) == "have" for t in helpers):
        return "past"
    if any(t in ("VBZ", "VBP") for t in tags):
        return "present"
    return "past" if tags[-1] == "VBN" else "none"


def _spans(tree: Tree, tokens: Iterable[int]) -> tuple[Span, ...]:
    return tuple(sorted({tree.span(t, t) for t in tokens}))
