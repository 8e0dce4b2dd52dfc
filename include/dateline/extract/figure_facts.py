"""What the words around a figure make of it: asserted or only planned and feared, incident or stock, and who says so."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.extract.figure_patterns import Hit
from dateline.extract.phrases import noun_phrase

# Before an infinitive or a noun of happening: it has not happened by that.
_NOT_FACT = frozenset(
    "plan plans planned planning plot plotted plotting intend intends intended intention want wants wanted aim aims aimed aiming try tries tried trying "
    "attempt attempts attempted attempting threaten threatens threatened threatening threat threats vow vows vowed vowing pledge pledged promise promised "
    "fear fears feared fearing hope hopes hoped hoping expect expects expected expecting order orders demand demands demanded demanding "
    "call calls called calling urge urges urged urging ask asks asked request requests requested seek seeks sought seeking agree agrees agreed agreeing "
    "propose proposes proposed offer offers offered prepare prepares prepared preparing ready decide decided could would might may will shall should "
    "if unless whether prevent prevented preventing avoid avoided likely unlikely able capable potential potentially possible risk risks "
    "designed meant enough failed".split()
)
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "shall", "can", "'ll", "must", "cannot"})
_FACTUAL_INFINITIVES = frozenset(
    "managed continue continued continues continuing went began begin begins started forced forces forcing force compelled helped helping had has have "
    "said reported known believed thought understood alleged confirmed estimated allowed ordered used happened fled pushed".split()
)
_NEGATIONS = frozenset({"not", "n't", "never", "nor", "cannot"})
_CUMULATIVE = frozenset({"since", "annually", "altogether", "overall", "nationwide", "yearly", "cumulative", "cumulatively"})
_PERIODS = frozenset({"year", "years", "month", "months", "decade", "decades", "weeks", "week", "century"})
_WARS = frozenset(
    {
        "war",
        "wars",
        "conflict",
        "insurgency",
        "uprising",
        "genocide",
        "campaign",
        "violence",
        "epidemic",
        "pandemic",
        "crackdown",
        "rebellion",
        "unrest",
    }
)
_CURRENT = frozenset({"remain", "remains", "still", "currently", "now", "remaining", "presently"})
_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "(", ")", "and", "but", "while", "that", "because", "as"})


def is_asserted(doc: Doc, words: Sequence[str], hit: Hit, first: int, start: int) -> bool:
    """False if the happening is planned, feared, threatened, wished for or a condition. `first` is where the figure begins."""
    token = doc[hit.first]
    children = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass", "neg")}
    back = words[max(start, hit.first - 6) : hit.first]
    if children & _MODALS or _clause_has(back, _MODALS):
        return False
    if (
        "feared" in words[max(start, min(first, hit.first) - 4) : hit.first]
        or "if" in words[max(start, min(first, hit.first) - 6) : hit.first]
    ):
        return False
    is_infinitive = "to" in back[-2:] and hit.trigger.form == "base" and hit.trigger.role in ("object", "subject")
    if is_infinitive:
        before = words[max(start, hit.first - 5) : hit.first - 1]
        return any(word in _FACTUAL_INFINITIVES for word in before) and not any(word in _MODALS for word in before)
    governor = token.head.lower_
    if hit.trigger.role == "noun" or hit.trigger.form == "ing":
        near = [word for word in words[max(start, min(first, hit.first) - 6) : hit.first]]
        cut = max((i for i, word in enumerate(near) if word in _CLAUSE_MARKS), default=-1)
        if any(word in _NOT_FACT for word in near[cut + 1 :]) or governor in _NOT_FACT:
            return False
    return not _governed_by_condition(doc, hit)


def _clause_has(words: Sequence[str], wanted: frozenset[str]) -> bool:
    """True if one of the words stands in the stretch behind the last mark of a clause."""
    cut = max((i for i, word in enumerate(words) if word in _CLAUSE_MARKS), default=-1)
    return any(word in wanted for word in words[cut + 1 :])


def _governed_by_condition(doc: Doc, hit: Hit) -> bool:
    token = doc[hit.first]
    for _ in range(4):
        if any(child.lower_ in ("if", "unless", "whether") and child.dep_ == "mark" for child in token.children):
            return True
        if token.head is token or token.dep_ not in ("ccomp", "xcomp", "advcl", "conj", "acl", "pcomp", "prep"):
            return False
        above = token.head
        if (
            token.dep_ in ("ccomp", "xcomp", "pcomp", "prep")
            and above.lower_ in _NOT_FACT
            and above.lower_ not in ("called", "calls", "ordered", "orders", "asked")
        ):
            return True
        token = above
    return False


def is_denied(doc: Doc, words: Sequence[str], hit: Hit, start: int) -> bool:
    """ "Two others were not hurt": no figure."""
    return any(child.dep_ == "neg" for child in doc[hit.first].children) or any(
        word in _NEGATIONS for word in words[max(start, hit.first - 3) : hit.first]
    )


def scope(words: Sequence[str], hit: Hit, first: int, last: int, start: int, end: int) -> str:
    """incident, cumulative ("since June", "in the conflict") or current ("remain trapped")."""
    near = words[max(start, min(first, hit.first) - 8) : min(end, max(last, hit.last) + 12)]
    behind = words[max(last, hit.last) : min(end, max(last, hit.last) + 12)]
    between = words[min(first, hit.first) : max(last, hit.last)]
    metric = hit.trigger.metric
    if hit.trigger.role in ("state",) and metric in ("missing", "trapped", "displaced") or (set(between) & _CURRENT and metric in _STOCKS):
        return "current"
    if set(behind) & _CUMULATIVE and metric != "protesters":
        return "cumulative"
    for i, word in enumerate(near):
        after = near[i + 1 : i + 6]
        if (
            word in ("in", "during", "over", "for", "of", "within", "throughout")
            and any(w in _PERIODS for w in after[:5])
            and after[:1] != ["a"]
            and set(after[:3]) & _SPANS
        ):
            return "cumulative"
        if word in ("in", "during", "of") and set(after[:4]) & _WARS and i > 3 and metric == "killed":
            return "cumulative"
        if word == "this" and after[:1] == ["year"] or word == "so" and after[:1] == ["far"] and "year" in after:
            return "cumulative"
    return "incident"


_STOCKS = frozenset({"missing", "trapped", "displaced", "detained", "abducted", "protesters"})
_SPANS = frozenset({"past", "last", "recent", "previous", "the", "two", "three", "four", "five", "six", "ten", "several", "many"})


def local_source(doc: Doc, words: Sequence[str], first: int, start: int, end: int) -> str | None:
    """Who states the number, by the words of its own sentence: "according to X", "X said that …", "reports from X that …"."""
    for i in range(start, end - 2):
        if words[i] == "according" and words[i + 1] == "to" and _is_near(words, i, first):
            return _noun_phrase_after(doc, i + 1, end)
        if words[i] in _REPORTS and words[i + 1] in ("from", "by") and i < first:
            return _noun_phrase_after(doc, i + 1, end)
    token = doc[first]
    for _ in range(10):
        head = token.head
        if token.dep_ in ("ccomp", "parataxis") and head.lemma_ in _SAYING:
            return _subject_text(head)
        for child in token.children:
            if child.dep_ == "parataxis" and child.lemma_ in _SAYING and child.i > token.i:
                return _subject_text(child)
        if head is token:
            return None
        token = head
    return None


_REPORTS = frozenset({"report", "reports", "data", "figures", "information", "statement", "statements", "estimate", "estimates"})
_SAYING = frozenset(
    "say report claim confirm announce state tell estimate add declare note put acknowledge allege maintain insist reveal".split()
)


def _is_near(words: Sequence[str], at: int, first: int) -> bool:
    low, high = sorted((at, first))
    return ";" not in words[low:high]


def _noun_phrase_after(doc: Doc, preposition: int, end: int) -> str | None:
    noun = next((child for child in doc[preposition].children if child.dep_ == "pobj" and child.i < end), None)
    if noun is None or noun.pos_ == "PRON":
        return None
    span = noun_phrase(noun)
    return doc.text[span.start : span.end]


def _subject_text(verb: Token) -> str | None:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PRON":
        return None
    span = noun_phrase(subject)
    return verb.doc.text[span.start : span.end]
