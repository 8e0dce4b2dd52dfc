"""PLOVER to ACLED: the crosswalk to ACLED's official event and sub-event types (CODES.md), where one applies."""

from collections.abc import Sequence

from dateline.extract.event_words import word_list
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
_VIOLENT_TYPES = frozenset({"ASSAULT"})


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
            return "Headquarters or base established" if words & word_list("bases") and words & word_list("establishing") else None
        case "AGREE":
            return "Agreement" if words & word_list("peace") else None
        case "RETREAT":
            return _retreat(mode, words)
    return None


def _assault(mode: str | None, actors: Sequence[Party], recipients: Sequence[Party], words: frozenset[str]) -> str:
    if mode == "sexual":
        return "Sexual violence"
    if mode == "unconventional" or words & word_list("chemicals"):
        return "Chemical weapon"
    if mode == "suicide-attack":
        return "Suicide bomb"
    if mode in ("aerial", "drone"):
        return "Air/drone strike"
    if mode == "abduct":
        return "Abduction/forced disappearance"
    if mode == "crowd-control":
        return "Protest with intervention"
    if "grenade" in words and mode in ("explosives", None, "heavy-weapons"):
        return "Grenade"
    if mode == "heavy-weapons":
        return "Shelling/artillery/missile attack"
    if mode == "explosives" or words & word_list("bombs"):
        return "Remote explosive/landmine/IED"
    who, whom = _sectors(actors), _sectors(recipients)
    if words & word_list("protesting"):
        if who & _STATE_FORCES and not words & {"clash"}:
            return "Excessive force against protesters"
        if not who & _NON_STATE:
            return "Violent demonstration"
    if words & word_list("mobs"):
        return "Mob violence"
    if words & word_list("taking_ground") and not words & {"hostage"}:
        if who & _NON_STATE:
            return "Non-state actor overtakes territory"
        if who & _STATE_FORCES or words & {"army", "government", "troop", "military", "force"}:
            return "Government regains territory"
    if mode in ("arson", "destroy") and not whom & _ARMED:
        return "Looting/property destruction"
    if words & word_list("clashing") or (who & _ARMED and whom & _ARMED) or (whom & _ARMED and mode != "beat"):
        return "Armed clash"
    return "Attack"


def _protest(mode: str | None, words: frozenset[str]) -> str:
    if words & word_list("excessive"):
        return "Excessive force against protesters"
    if mode == "riot" or words & word_list("rioting"):
        return "Violent demonstration"
    if words & word_list("intervention"):
        return "Protest with intervention"
    return "Peaceful protest"


def _coercion(mode: str | None, recipients: Sequence[Party], words: frozenset[str]) -> str | None:
    if words & word_list("arms") and words & word_list("securing"):
        return "Disrupted weapons use"
    if mode == "arrest":
        return "Protest with intervention" if words & word_list("protesting") and words & word_list("intervention") else "Arrests"
    return None


def _retreat(mode: str | None, words: frozenset[str]) -> str | None:
    if mode == "ceasefire":
        return "Agreement"
    if mode == "withdraw":
        return "Non-violent transfer of territory"
    if mode in ("disarm",):
        return "Change to group/activity"
    return None


def _civilian_targeting(event_type: str, sub: str, recipients: Sequence[Party]) -> bool | None:
    if sub in ("Sexual violence", "Attack", "Abduction/forced disappearance", "Excessive force against protesters"):
        return not (_sectors(recipients) & (_ARMED - {"GOV"}))
    if event_type != "ASSAULT" or not recipients:
        return None
    return not (_sectors(recipients) & _ARMED)


def _sectors(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.sector for party in parties if party.sector)
