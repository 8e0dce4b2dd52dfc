"""PLOVER to ACLED: the crosswalk to ACLED's official event and sub-event types (docs/datasets.md), where one applies."""

from collections.abc import Sequence

from dateline.extract.events.words import word_list
from dateline.extract.records import Party

ACLED_TYPE = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Peaceful protest": "Protests",
    "Protest with intervention": "Protests",
    "Excessive force against protesters": "Protests",
    "Violent demonstration": "Riots",
    "Mob violence": "Riots",
    "Agreement": "Strategic developments",
    "Arrests": "Strategic developments",
    "Change to group/activity": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments",
}
_STATE_FORCES = frozenset({"MIL", "COP", "SPY", "GOV", "PRM"})
_NON_STATE = frozenset({"REB", "UAF", "PRM", "ISM"})
_ARMED = _STATE_FORCES - {"GOV"} | _NON_STATE


def crosswalk(
    event_type: str, mode: str | None, actors: Sequence[Party], recipients: Sequence[Party], words: frozenset[str]
) -> tuple[str | None, str | None, bool | None]:
    """ACLED event type, sub-event type and whether civilians were the target; None where ACLED would not code it.

    `words` are the lemmas of the sentences that tell of it, lower case: they tell a grenade from a landmine, and a taking
    of territory from a raid.
    """
    sub = _sub_event(event_type, mode, actors, recipients, words)
    if sub is None:
        return None, None, None
    return ACLED_TYPE[sub], sub, _civilian_targeting(event_type, sub, recipients)


def _sub_event(
    event_type: str, mode: str | None, actors: Sequence[Party], recipients: Sequence[Party], words: frozenset[str]
) -> str | None:
    match event_type:
        case "ASSAULT":
            return _assault(mode, actors, recipients, words)
        case "PROTEST":
            return _protest(mode, words)
        case "COERCE":
            return _coercion(mode, recipients, words)
        case "MOBILIZE":
            return _mobilization(words)
        case "AGREE":
            return "Agreement" if words & word_list("peace") else None
        case "RETREAT":
            return _retreat(mode, words)
    return None


def _assault(mode: str | None, actors: Sequence[Party], recipients: Sequence[Party], words: frozenset[str]) -> str:
    if mode == "sexual":
        return "Sexual violence"
    if mode == "abduct":
        return "Abduction/forced disappearance"
    if mode == "suicide-attack" or (mode in ("explosives", None) and words & word_list("suicides")):
        return "Suicide bomb"
    if mode == "unconventional" or (words & word_list("poisons") and "tear" not in words):
        return "Chemical weapon"
    if mode in ("aerial", "drone") or words & word_list("aircraft"):
        return "Air/drone strike"
    if mode == "crowd-control":
        return _protest(None, words | {"disperse"})
    if "grenade" in words and mode in ("explosives", None):
        return "Grenade"
    if mode == "heavy-weapons" or (mode is None and words & word_list("shells")):
        return "Shelling/artillery/missile attack"
    is_state, is_rebel = any(map(_is_state, actors)), any(map(_is_rebel, actors))
    if words & word_list("protesting") and not is_rebel:
        if is_state and words & word_list("excessive"):
            return "Excessive force against protesters"
        is_one_sided = is_state and "clash" not in words  # who clashes with the police is violent too
        return "Protest with intervention" if is_one_sided else _protest("riot", words)
    if words & word_list("taking_ground") and mode is None:
        return "Non-state actor overtakes territory" if is_rebel and not is_state else "Government regains territory"
    if mode == "explosives" or words & word_list("bombs"):
        return "Remote explosive/landmine/IED"
    if words & word_list("mobs") and not is_rebel:
        return "Mob violence"
    is_fought = any(map(_is_armed, recipients))
    if mode in ("arson", "destroy") and not is_fought:
        return "Looting/property destruction"
    if is_fought or words & word_list("clashing"):
        return "Armed clash"
    return "Attack"


def _protest(mode: str | None, words: frozenset[str]) -> str:
    if words & word_list("excessive") and words & word_list("police") and not words & word_list("rioting"):
        return "Excessive force against protesters"
    if mode == "riot" or words & word_list("rioting"):
        return "Violent demonstration"
    if words & word_list("intervention") and words & word_list("police"):
        return "Protest with intervention"
    return "Peaceful protest"


def _coercion(mode: str | None, recipients: Sequence[Party], words: frozenset[str]) -> str | None:
    if mode == "seize" and words & word_list("arms"):
        return "Disrupted weapons use"
    if mode == "restrict" and words & word_list("protesting"):
        return "Protest with intervention"
    if mode == "arrest":
        return "Protest with intervention" if words & {"protester", "protestor", "demonstrator", "demonstration"} else "Arrests"
    return None


def _retreat(mode: str | None, words: frozenset[str]) -> str | None:
    if mode == "ceasefire" or (mode == "release" and words & {"exchange", "swap"}):
        return "Agreement"
    if mode == "withdraw":
        if words & {"surrender"}:
            return "Agreement"
        return "Change to group/activity" if words & word_list("bases") else "Non-violent transfer of territory"
    if mode == "disarm" or words & {"defect", "defection"}:
        return "Change to group/activity"
    return None


def _mobilization(words: frozenset[str]) -> str:
    return (
        "Headquarters or base established"
        if words & word_list("bases") and words & word_list("establishing")
        else "Change to group/activity"
    )


def _is_state(party: Party) -> bool:
    return party.sector in _STATE_FORCES or bool(_words(party) & word_list("state_forces"))


def _is_rebel(party: Party) -> bool:
    return party.sector in _NON_STATE or bool(_words(party) & word_list("rebels"))


def _is_armed(party: Party) -> bool:
    return party.sector in _ARMED or bool(_words(party) & (word_list("rebels") | word_list("state_forces") | word_list("military_targets")))


def _words(party: Party) -> frozenset[str]:
    return frozenset(word.strip(".,'’\"").removesuffix("s") for word in party.text.lower().split())


def _civilian_targeting(event_type: str, sub: str, recipients: Sequence[Party]) -> bool | None:
    if sub in ("Sexual violence", "Attack", "Abduction/forced disappearance", "Excessive force against protesters"):
        return not (_sectors(recipients) & (_ARMED - {"GOV"}))
    if event_type != "ASSAULT" or not recipients:
        return None
    return not (_sectors(recipients) & _ARMED)


def _sectors(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.sector for party in parties if party.sector)
