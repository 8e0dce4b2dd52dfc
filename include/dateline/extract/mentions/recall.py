"""What has to be at hand of an article to tell what its phrases refer to: mentions by token, genders, descriptions."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.symbols import NOUN, PROPN
from spacy.tokens import Doc, Token

from dateline.extract.mentions.people import find_role, gender_of_name
from dateline.extract.quote_marks import find_stretches
from dateline.extract.records import Mention, Party, Span
from dateline.extract.texts import text_of

_KEY = "dateline.recall"
_WORDS_AFTER_NAME = 7  # of an apposition that belongs to a description
_NOMINAL_POS = (NOUN, PROPN)
_MODIFIER_DEPS = frozenset({"compound", "amod", "nmod", "npadvmod"})


@dataclass(frozen=True)
class Recall:
    """An article's mentions, looked up by token or entity. Built once for an article and its mentions."""

    doc: Doc
    mentions: tuple[Mention, ...]
    parties: dict[int, Party | None] = field(default_factory=dict)  # by head token, as they are asked for
    antecedents: dict[int, int | None] = field(default_factory=dict)  # by pronoun, as they are asked for

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return text_of(self.doc)

    @cached_property
    def by_token(self) -> list[Mention | None]:
        """The mention that each token is part of."""
        found: list[Mention | None] = [None] * len(self.doc)
        starts = self.doc.to_array("IDX").tolist()
        for mention in self.mentions:
            first, end = bisect_right(starts, mention.span.start) - 1, bisect_left(starts, mention.span.end)
            found[first:end] = [mention] * (end - first)
        return found

    @cached_property
    def first_token(self) -> dict[int, int]:
        """Offset of a mention to its first token."""
        first: dict[int, int] = {}
        for i, mention in enumerate(self.by_token):
            if mention is not None:
                first.setdefault(mention.span.start, i)
        return first

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each token's sentence."""
        return [n for n, sentence in enumerate(self.doc.sents) for _ in range(sentence.start, sentence.end)]

    @cached_property
    def nominals(self) -> list[Token]:
        """Nouns and names that head a phrase, in reading order."""
        nouns = (self.doc[i] for i, pos in enumerate(self.doc.to_array("POS").tolist()) if pos in _NOMINAL_POS)
        return [noun for noun in nouns if noun.dep_ not in _MODIFIER_DEPS]

    @cached_property
    def quoted(self) -> list[int | None]:
        """The number of the quotation that each token is inside of, None outside."""
        inside: list[int | None] = [None] * len(self.doc)
        for n, stretch in enumerate(find_stretches(self.text)):
            words = self.doc.char_span(stretch.inner.start, stretch.inner.end, alignment_mode="contract")
            if words is not None:
                for i in range(words.start, words.end):
                    inside[i] = n
        return inside

    @cached_property
    def _people(self) -> dict[int, tuple[str | None, Span]]:
        """Gender and fullest description of each person, by entity."""
        known: dict[int, tuple[str | None, Span]] = {}
        names: dict[int, tuple[int, int]] = {}
        for mention in self.mentions:
            if mention.mention_type != "PERSON":
                continue
            first = self.first_token[mention.span.start]
            end = first
            while end < len(self.doc) and self.by_token[end] is mention:
                end += 1
            role = find_role(self.doc, first, end)
            gender = gender_of_name(self.doc, first, end, role)
            span = _short(role.description, mention.span, self.text) if role is not None else mention.span
            span = self._with_affiliation(span, end)
            old_gender, old_span = known.get(mention.entity, (None, None))
            fullness = (len(mention.text.split()), span.end - span.start)  # the whole name before a surname with much said about it
            if old_span is None or fullness > names[mention.entity]:
                names[mention.entity], old_span = fullness, span
            known[mention.entity] = (old_gender or gender, old_span)
        return known

    def _with_affiliation(self, span: Span, end: int) -> Span:
        """ "Jane Doe of The Herald": what the name is of belongs to its description."""
        if end < len(self.doc) and self.doc[end].lower_ == "of":
            after = next((m for m in self.by_token[end + 1 : end + 3] if m is not None), None)
            if after is not None and after.mention_type in ("ORG", "PLACE"):
                return Span(span.start, max(span.end, after.span.end))
        return span

    @cached_property
    def _starts(self) -> list[int]:
        return [m.span.start for m in self.mentions]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly in the stretch, in reading order."""
        found = self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return tuple(m for m in found if m.span.end <= span.end)

    def gender(self, mention: Mention) -> str | None:
        """male, female, or None where the article does not show it."""
        return self._people[mention.entity][0] if mention.entity in self._people else None

    def description(self, mention: Mention) -> Span:
        """The fullest description of the mention's entity in one stretch of text."""
        if mention.entity in self._people:
            return self._people[mention.entity][1]
        return self._longest[mention.entity]

    @cached_property
    def _longest(self) -> dict[int, Span]:
        """The longest mention of each entity, of several the first."""
        longest: dict[int, Span] = {}
        for mention in self.mentions:
            span = longest.setdefault(mention.entity, mention.span)
            if mention.span.end - mention.span.start > span.end - span.start:
                longest[mention.entity] = mention.span
        return longest


def _short(description: Span, name: Span, text: str) -> Span:
    """Without what is said after the name, where that is a story of its own: "Ann Lee, 19, a member of the choir of St Mary's since …"."""
    is_long = len(text[name.end : description.end].split()) > _WORDS_AFTER_NAME
    return Span(description.start, name.end) if is_long else description


def recall(doc: Doc, mentions: tuple[Mention, ...]) -> Recall:
    """The article's index, kept beside the document as long as it is asked about the same mentions."""
    kept = doc.user_data.get(_KEY)
    if not isinstance(kept, Recall) or kept.mentions is not mentions:
        kept = Recall(doc, mentions)
        doc.user_data[_KEY] = kept
    return kept
