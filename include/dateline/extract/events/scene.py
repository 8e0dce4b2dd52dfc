"""When and where a happening was, from its own clause; what the surroundings add is decided for the article as a whole."""

import re
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc, Token

from dateline.extract import clauses
from dateline.extract.events.adverbials import (
    belongs_to_another_noun,
    clauses_behind,
    is_day_of_gathering,
    is_end,
    is_inside_noun,
    is_judged_aside,
    is_located,
    is_locative_of,
    is_measure,
    is_of_a_state,
    is_plain_locative,
    is_range_of_measure,
    is_scene_setting,
    is_subject_of_clause,
    is_target_of,
    is_where_agent_struck,
    is_where_spoken,
    time_clauses,
)
from dateline.extract.events.apart import LENGTH, time_apart
from dateline.extract.events.frames import noun_classes
from dateline.extract.events.occasions import HAPPENINGS, Occasion, find_occasions
from dateline.extract.events.pointers import pointers
from dateline.extract.events.records import VERBAL
from dateline.extract.events.same_place import may_be_same_place
from dateline.extract.events.triggers import Trigger
from dateline.extract.events.words import word_list
from dateline.extract.layout import body_start
from dateline.extract.places.countries import country_of
from dateline.extract.records import Party, Place, Span, Time
from dateline.extract.texts import text_of
from dateline.extract.times.words import MONTH

_PRECISION = {"site": 0, "city": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5, "sea": 4}
_CHAIN = 40  # characters: how far apart the names of "in the Old Town of Gulu, northern Uganda" stand
_ASIDES = frozenset({"relcl", "acl"})  # what they tell is known or was before
_MONTH = re.compile(rf"\b{MONTH}\b", re.IGNORECASE)  # "the evening of 9 May"
_CLOSE_BEHIND = 3  # sentences
_LONG_AGO = 365  # days
_EXTRADITING = frozenset({"extradite", "extradition"})  # whoever is handed over is where he is handed over from
_NEWS_DAYS = 31
_OPENING = 700  # characters: two paragraphs


class Scene:
    """Times and places of one article, each tied to the clause that it is in."""

    def __init__(self, doc: Doc, places: tuple[Place, ...], times: tuple[Time, ...], published: date) -> None:
        self.doc = doc
        self._published = published
        self._named: dict[int, str] = {}
        days = [time for time in times if time.date_prec == 1 and not _is_clock(doc, time)]

        def is_undated(time: Time) -> bool:
            # "at about 6 a.m." is of the day of publication where the text names no other day before or soon after
            if not _is_clock(doc, time):
                return False
            near = {day.date_start for day in days if day.span.start < time.span.start + _OPENING}
            return time.date_start != published or not near <= {published}

        self._times = [
            (token, time)
            for time in times
            if time.date_start is not None
            and not is_undated(time)
            and (token := _root(doc, time.span)) is not None
            and not is_measure(token)
        ]
        self._lengths = {
            token.i: time for time in times if LENGTH.fullmatch(time.timex_value) and (token := _root(doc, time.span)) is not None
        }
        bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
        self.sentences = [i for i, (first, end) in enumerate(bounds) for _ in range(first, end)]  # by token
        self._bounds = bounds
        self.paragraphs = _paragraphs(doc)  # by token
        self._start = body_start(text_of(doc))
        self._all_places = places
        named = [
            (token, place)
            for place in places
            if not place.is_metonym and (token := _root(doc, place.span)) is not None and not is_range_of_measure(token)
        ]
        self._places = sorted([*named, *pointers(doc, places, self._start, self.home())], key=lambda item: item[0].i)
        self.occasions = find_occasions(doc, self._times, self._places)

    def words_of(self, sentences: frozenset[int]) -> frozenset[str]:
        """The lemmas of some sentences, lower case."""
        return frozenset(token.lemma_.lower() for i in sentences for token in self.doc[slice(*self._bounds[i])])

    def know(self, triggers: Iterable[Trigger]) -> None:
        """Tell which words name happenings: a place or time below one of them is said of that one."""
        self._named = {trigger.token.i: trigger.frame.event_type for trigger in triggers}

    def _is_told_anew(self, noun: Token) -> bool:
        """ "In May the town was the target of an attack": an indefinite noun under a verb that is no happening itself."""
        clause = clauses.clause_head(noun)
        if any(child.lower_ in ("the", "this", "that", "these", "those") or child.dep_ == "poss" for child in noun.children):
            return False
        return clause.i not in self._named and clause.lemma_ not in word_list("saying")

    def _is_of_another(self, anchor: Token, trigger: Trigger) -> bool:
        token = anchor
        while token.head != token:
            token = token.head
            if token.i in (trigger.token.i, trigger.governor.i):
                return False
            if token.i in self._named:
                # "died in the attack in Basra": what the verb tells is the attack
                return not (token.dep_ == "pobj" and token.head.head == trigger.token and token.head.lower_ in ("in", "by", "during"))
        return False

    def time_of(self, trigger: Trigger) -> Time | None:
        """The time that the trigger's noun phrase or clause names; in a clause with several the nearest."""
        token = trigger.token
        if trigger.is_noun:
            span = _subtree_span(token)
            inside = next((time for anchor, time in self._times if span.covers(time.span) and not self._is_of_a_thing(anchor, token)), None)
            if inside is not None:
                return inside
        apart = time_apart(trigger, self._times, self._lengths, self._published)
        if apart is not None:
            return apart
        if trigger.is_noun and (
            trigger.governor == token and not is_subject_of_clause(token) and not is_scene_setting(token) and not self._is_told_anew(token)
        ):
            return None
        wanted = time_clauses(trigger)
        sentence = self.sentences[token.i]
        near = [
            (abs(anchor.i - token.i), anchor.i, time)
            for anchor, time in self._times
            if self.sentences[anchor.i] == sentence and clauses.clause_head(anchor).i in wanted
        ]
        at_gathering = [item for item in near if not trigger.is_noun and is_day_of_gathering(self.doc[item[1]])]
        near = [
            item
            for item in near
            if not belongs_to_another_noun(self.doc, item[1], token)
            and not self._is_of_another(self.doc[item[1]], trigger)
            and not is_of_a_state(self.doc[item[1]], clauses.clause_head(trigger.governor))
            and not (is_end(self.doc[item[1]]) and not self._is_long_past(item[2]))
        ] or at_gathering
        verb = clauses.clause_head(trigger.governor)
        if is_judged_aside(verb):
            return None  # the day is that of the verb above: "executed a man convicted of murder on Monday"
        if not near:
            return self._time_of_judged(verb) or self._time_before_when(verb) or self._time_of_subject(verb) or self._time_in_front(verb)
        return min(near, key=lambda item: item[:2])[2]

    def _time_of_judged(self, verb: Token) -> Time | None:
        """ "Executed three men convicted of murder on Wednesday": a recent day that ends the sentence is that of the deed."""
        whom = clauses.undergoer(verb)
        below = {child.i for child in whom.rights if is_judged_aside(child)} if whom is not None else set()
        if not below:
            return None
        return next(
            (
                time
                for anchor, time in self._times
                if clauses.clause_head(anchor).i in below
                and anchor.dep_ == "pobj"
                and anchor.head.lower_ == "on"
                and time.date_prec == 1
                and time.date_start is not None
                and 0 <= (self._published - time.date_start).days <= _NEWS_DAYS
            ),
            None,
        )

    def _time_before_when(self, verb: Token) -> Time | None:
        """ "Since 2007, when 28 were killed": the time on which the clause hangs."""
        if verb.dep_ != "relcl" or not any(child.lower_ == "when" for child in verb.children):
            return None
        return next((time for anchor, time in self._times if anchor == verb.head), None)

    def _time_of_subject(self, verb: Token) -> Time | None:
        """ "A fire that broke out late on Wednesday has killed 31": the time at which the doing subject began or hit."""
        subject = clauses.subject(verb)
        if subject is None or subject.i not in self._named and subject.lemma_ not in HAPPENINGS:
            return None
        told = {child.i for child in subject.children if child.dep_ == "relcl" and child.lemma_ in word_list("occurrence")}
        return next((time for anchor, time in self._times if clauses.clause_head(anchor).i in told), None)

    def _time_in_front(self, verb: Token) -> Time | None:
        """ "On Saturday police dispersed a march, and a girl was injured": a day that opens the first clause holds for both."""
        first = verb
        while first.dep_ == "conj" and clauses.is_verbal(first.head):
            first = first.head
        subject = next((child for child in first.children if child.dep_ in clauses.SUBJECTS), None)
        if first == verb or subject is None or not clauses.tense(verb) == clauses.tense(first) == "past":
            return None
        return next(
            (time for anchor, time in self._times if first in (anchor.head, anchor.head.head) and anchor.i < subject.left_edge.i), None
        )

    def time_of_saying(self, token: Token) -> Time | None:
        """The time at which the words around the token were said: that of the verb of saying above."""
        for head, above in clauses.governing_clauses(token):
            if head.dep_ in ("ccomp", "parataxis") and above.lemma_ in word_list("saying"):
                said = clauses.clause_head(above)
                return next(
                    (time for anchor, time in self._times if clauses.clause_head(anchor) == said and not is_inside_noun(anchor)), None
                )
        return None

    def time_beside(self, verb: Token) -> Time | None:
        """The first time that goes with the verb itself: "on a call on Saturday, she said …"."""
        said = clauses.clause_head(verb)
        return next(
            (
                time
                for anchor, time in self._times
                if clauses.clause_head(anchor) == said and (anchor.i < said.i or not is_inside_noun(anchor)) and time.date_start is not None
            ),
            None,
        )

    def place_of_saying(self, token: Token, actors: tuple[Party, ...]) -> Place | None:
        """The place at which the words around the token were said: "told a rally in Lagos that …"."""
        for head, above in clauses.governing_clauses(token):
            if head.dep_ in ("ccomp", "parataxis") and above.lemma_ in word_list("saying"):
                said = clauses.clause_head(above)
                return next(
                    (
                        place
                        for anchor, place in self._places
                        if clauses.clause_head(anchor) == said
                        and anchor.dep_ == "pobj"
                        and anchor.head.lower_ in ("in", "at")
                        and not any(actor.span.covers(place.span) for actor in actors)
                        and not any(above.dep_ in clauses.SUBJECTS for above in anchor.ancestors if said.is_ancestor(above))
                    ),
                    None,
                )
        return None

    def old_time(self, token: Token, published: date, *, is_speech: bool, is_judged: bool = False, is_of_law: bool = False) -> Time | None:
        """The only time of the token's sentence, if it is over a year old: what stands beside it is background too.

        For a deed without any in its sentence, the one that the paragraph has set before; speech comments today on what is old. A crime stands beside the day
        of its verdict: there the only old time is its own; and for an act of law that of its matter is not ("jailed for the June 2015 murder").
        """
        sentence, paragraph = self.sentences[token.i], self.paragraphs[token.i]
        verb = clauses.clause_head(token)
        here = [(anchor, time) for anchor, time in self._times if self.sentences[anchor.i] == sentence]
        times = [
            time
            for anchor, time in here
            if not is_of_a_state(anchor, verb)
            and not self._is_of_a_thing(anchor, verb)
            and not (is_of_law and verb.is_ancestor(anchor) and belongs_to_another_noun(self.doc, anchor.i, token))
        ]
        if is_judged:
            times = [time for time in times if time.date_end is not None and (published - time.date_end).days > 365]
        if not here and not is_speech and clauses.tense(verb) == "past":
            times = [
                time
                for anchor, time in self._times
                if anchor.i < token.i
                and self.paragraphs[anchor.i] == paragraph
                and clauses.tense(clauses.clause_head(anchor)) == "past"
                and clauses.clause_head(anchor).dep_ not in _ASIDES
            ][-1:]
        if len(times) != 1 or times[0].date_end is None or (published - times[0].date_end).days <= 365:
            return None
        return times[0]

    def _is_of_a_thing(self, anchor: Token, deed: Token) -> bool:
        """ "Attacked the church, which was built in 1890": the clause of the time describes a thing below the deed, and tells of no happening."""
        clause = clauses.clause_head(anchor)
        return (
            clause.dep_ in ("relcl", "acl")
            and clause.tag_ in ("VBN", "VBD")
            and clause.i not in self._named
            and clause.lemma_ not in word_list("fates")
            and clause.head != deed
            and deed.is_ancestor(clause)
        )

    def is_background(self, token: Token, published: date) -> bool:
        """A paragraph without quotations that has named two times by then, and none that is less than a year old."""
        paragraph = self.paragraphs[token.i]
        times = [(anchor.i, time) for anchor, time in self._times if self.paragraphs[anchor.i] == paragraph]
        if sum(i < token.i for i, _ in times) < 2 or clauses.tense(clauses.clause_head(token)) != "past":
            return False
        if any(time.date_end is None or (published - time.date_end).days <= _LONG_AGO for _, time in times):
            return False
        first = self.paragraphs.index(paragraph)
        return not any(word.is_quote for word in self.doc[first : first + self.paragraphs.count(paragraph)])

    def opening_day(self, published: date) -> Time | None:
        """The day on which the article opens: the first one that it names, if early in the text and at most two weeks old."""
        recent = (
            time
            for anchor, time in self._times
            if time.span.start >= self._start
            and clauses.tense(clauses.clause_head(anchor)) in ("past", "perfect", "participle", None)
            and time.date_prec == 1
            and time.date_start is not None
            and not _is_day_of_saying(anchor)
            and 0 <= (published - time.date_start).days <= 14
        )
        first = next(recent, None)
        return first if first is not None and first.span.start < self._start + _OPENING else None

    def _is_long_past(self, time: Time) -> bool:
        """ "Was held until 1974": when it ended says of when it is told."""
        return time.date_end is not None and (self._published - time.date_end).days > 365

    def named_in(self, sentence: int, country: str) -> Place | None:
        """The country by its name in that sentence, if it is there."""
        return next((place for token, place in self._places if self.sentences[token.i] == sentence and place.country == country), None)

    def place_of(self, trigger: Trigger, actors: tuple[Party, ...], is_speech: bool) -> Place | None:
        """The most precise place in the trigger's noun phrase or clause that is said of the happening itself."""
        token = trigger.token
        found: list[tuple[int, int, Place]] = []
        wanted = time_clauses(trigger)
        sentence = self.sentences[token.i]
        subtree = _subtree_span(token)
        if token.lemma_ in _EXTRADITING:
            from_where = [
                place for anchor, place in self._places if anchor.i > token.i and self.sentences[anchor.i] == sentence and _is_left(anchor)
            ]
            if from_where:
                return from_where[0]
        for anchor, place in self._places:
            is_actors = any(actor.span.covers(place.span) for actor in actors) and not is_where_agent_struck(anchor, trigger)
            if self.sentences[anchor.i] != sentence or is_actors:
                continue
            in_noun = trigger.is_noun and subtree.covers(place.span)
            in_clause = clauses.clause_head(anchor).i in wanted and not (
                trigger.is_noun and trigger.governor == token and not is_subject_of_clause(token) and not is_scene_setting(token)
            )
            if is_speech and not trigger.is_noun and is_where_spoken(anchor, trigger, wanted):
                found.append((_PRECISION[place.place_kind], abs(anchor.i - token.i), place))
                continue
            if is_target_of(anchor, trigger):
                found.append((_PRECISION[place.place_kind], 0, place))
            if not (in_noun or in_clause) or self._is_of_another(anchor, trigger):
                continue
            if is_speech and not is_locative_of(anchor, trigger):
                continue
            if not in_noun and not is_located(anchor, trigger):
                continue
            found.append((_PRECISION[place.place_kind], abs(anchor.i - token.i), place))
        if found:
            return min(found, key=lambda item: item[:2])[2]
        verb = clauses.clause_head(trigger.governor)
        return self._place_before_where(verb) or (None if is_speech else self._place_behind(verb, trigger, actors))

    def _place_behind(self, verb: Token, trigger: Trigger, actors: tuple[Party, ...]) -> Place | None:
        """The place that ends the sentence, where it hangs on what the deed was for, on the next verb of the same doer or on what its victim is
        accused of: "fired tear gas to disperse a crowd in Lima", "shot two men and burned a clinic in Gao", "lynched a man accused of theft in Gao".
        """
        if trigger.is_noun or trigger.frame.event_type not in ("ASSAULT", "COERCE"):
            return None
        below = {child.i for child in clauses_behind(verb)}
        hung = [
            place
            for anchor, place in self._places
            if anchor.i > trigger.token.i
            and clauses.clause_head(anchor).i in below
            and is_plain_locative(anchor, in_aside=True)
            and not any(actor.span.covers(place.span) for actor in actors)
        ]
        return min(hung, key=lambda place: (_PRECISION[place.place_kind], place.span.start)) if hung else None

    def _place_before_where(self, verb: Token) -> Place | None:
        """ "To Herat in Afghanistan, where a quake killed 40": the most precise of the places on which the clause hangs."""
        if verb.dep_ != "relcl" or not any(child.lower_ == "where" for child in verb.children):
            return None
        above = {verb.head.i}
        token = verb.head
        while token.dep_ == "pobj" and token.head.lower_ in ("in", "of") and token.head.head != token.head:
            token = token.head.head
            above.add(token.i)
        hung = [place for anchor, place in self._places if anchor.i in above]
        named = next((place for anchor, place in self._places if anchor == verb.head), None)
        if named is None:
            return None
        fit = [place for place in hung if may_be_same_place(place, named)]
        return min(fit, key=lambda place: (_PRECISION[place.place_kind], -place.span.start))

    def occasion_of(self, trigger: Trigger, is_speech: bool) -> Occasion | None:
        """What a sentence close behind says of when and where it was: "The incident happened on Tuesday in Zinder"."""
        for occasion in self.occasions:
            if (
                occasion.is_definite
                and occasion.is_speech == is_speech
                and 0 < self.sentences[occasion.verb.i] - self.sentences[trigger.token.i] <= _CLOSE_BEHIND
            ):
                between = range(trigger.token.i + 1, occasion.verb.i)
                is_other = any(i in between and i != occasion.noun.i and (kind in VERBAL) == is_speech for i, kind in self._named.items())
                return None if is_other and not is_speech else occasion
        return None

    def stage_of(self, token: Token, speaker: str) -> Occasion | None:
        """The last speech or rally before the token at which the one of that name spoke."""
        last_name = speaker.rpartition(" ")[2]
        before = (
            occasion
            for occasion in reversed(self.occasions)
            if occasion.verb.i < token.i and occasion.speaker is not None and occasion.time is not None
        )
        return next((occasion for occasion in before if occasion.speaker is not None and occasion.speaker.text == last_name), None)

    def day_before(self, token: Token, paragraph: int, event_type: str) -> Time | None:
        """The last day that the paragraph names before the token in a sentence told in the past.

        A deed was not done on the day of the sentence for it.
        """
        days = [
            time
            for anchor, time in self._times
            if anchor.i < token.i
            and self.paragraphs[anchor.i] == paragraph
            and time.date_prec in (1, 2, 3)
            and clauses.tense(clauses.clause_head(anchor)) in ("past", None)
            and clauses.clause_head(anchor).dep_ not in _ASIDES
            and not is_inside_noun(anchor)
            and not (event_type not in VERBAL and _is_day_of_saying(anchor))
            and not (event_type == "ASSAULT" and self._named.get(clauses.clause_head(anchor).i) in ("SANCTION", "AID"))
        ]
        return days[-1] if days else None

    def is_day_of(self, day: Time, event_types: frozenset[str]) -> bool:
        """Whether the words of a day hang on happenings of these types and on no others."""
        found = {self._named[i] for anchor, time in self._times if time == day and (i := clauses.clause_head(anchor).i) in self._named}
        return bool(found) and found <= event_types

    def place_before(self, token: Token, paragraph: int) -> Place | None:
        """The last place that the paragraph names before the token as where something was."""
        named = [
            place
            for anchor, place in self._places
            if anchor.i < token.i
            and self.paragraphs[anchor.i] == paragraph
            and is_plain_locative(anchor)
            and place.place_kind not in ("sea", "region")
        ]
        if not named:
            return None
        last = named[-1]
        chain = [place for place in named if last.span.start - place.span.end <= _CHAIN and may_be_same_place(place, last)]
        return min(chain, key=lambda place: (_PRECISION[place.place_kind], -place.span.start))  # "in Gulu, Uganda" is in Gulu

    def court_country(self) -> str | None:
        """The country whose courts and judges the article names, if it is one: "a US federal court", "the judge in Accra"."""
        found: set[str] = set()
        for token in self.doc:
            if "court" not in noun_classes().get(token.lemma_.lower(), frozenset()):
                continue
            left, right = token.left_edge.i, token.i
            where = clauses.prep_object(token, "in", "of", "for")
            ends = {right, where.right_edge.i if where is not None else right}
            span = Span(self.doc[left].idx, self.doc[max(ends)].idx + len(self.doc[max(ends)]))
            found |= {place.country for place in self._all_places if place.country and span.covers(place.span)}
            found |= {country for word in self.doc[left:right] if word.pos_ in ("ADJ", "PROPN") and (country := country_of(word.text))}
        return found.pop() if len(found) == 1 else None

    def country_place(self, country: str) -> Place | None:
        """The country itself as a place, where the text names it."""
        return next((place for _, place in self._places if place.country == country and place.place_kind == "country"), None)

    def home(self) -> str | None:
        """The country in which most of the article plays; without a majority that of the dateline, if no other is named more often.

        Names that stand for governments count half.
        """
        counts: dict[str, float] = {}
        for place in self._all_places:
            if place.country:
                counts[place.country] = counts.get(place.country, 0.0) + (0.5 if place.is_metonym else 1.0)
        if not counts:
            return None
        best = max(sorted(counts), key=lambda country: counts[country])
        if counts[best] * 2 > sum(counts.values()):
            return best
        head = next((place.country for place in self._all_places if place.span.end <= self._start and place.country), None)
        return head if head is not None and counts[head] == counts[best] else None


def _is_clock(doc: Doc, time: Time) -> bool:
    """ "at about 3 p.m.", "at dawn", "at 1835": on a day that the words around it name."""
    if time.text.isdigit() and len(time.text) == 4:  # wires write the hour like a year
        before = text_of(doc)[: time.span.start].rsplit(maxsplit=1)[-1:]
        return bool(before) and before[0].lower() in ("at", "until", "from", "about") and not time.text.startswith(("19", "20"))
    names_day = _MONTH.search(time.text) or any(word in word_list("day_words") for word in time.text.lower().split())
    return time.timex_type == "TIME" and time.is_relative and not names_day


def _is_day_of_saying(anchor: Token) -> bool:
    """ "officials said on Thursday": on which what they tell of may be past."""
    verb = clauses.clause_head(anchor)
    return verb.lemma_ in word_list("saying") and not any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)


def _paragraphs(doc: Doc) -> list[int]:
    text, found, number, at = text_of(doc), [], 0, 0
    for start in doc.to_array("IDX").tolist():
        if "\n" in text[at:start]:
            number += 1
        found.append(number)
        at = start
    return found


def _root(doc: Doc, span: Span) -> Token | None:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if words is None or len(words) == 0 else words.root


def _subtree_span(token: Token) -> Span:
    doc = token.doc
    left, right = doc[token.left_edge.i], doc[token.right_edge.i]
    return Span(left.idx, right.idx + len(right))


def _is_left(place: Token) -> bool:
    return place.dep_ == "pobj" and place.head.lower_ == "from"
