"""The code lists: every closed set of values that a column may hold.

PLOVER 2.0 draft names for events, modes, contexts and sectors; ACLED's official names; UCDP's precision scales; TIMEX3
types. Definitions are in the data dictionary, `docs/datasets.md`.
"""

QUAD_BY_TYPE = {
    "AGREE": "VC", "SUPPORT": "VC", "CONCEDE": "VC", "CONSULT": "VC",
    "COOPERATE": "MC", "AID": "MC", "RETREAT": "MC",
    "REQUEST": "VX", "ACCUSE": "VX", "REJECT": "VX", "THREATEN": "VX",
    "PROTEST": "MX", "SANCTION": "MX", "MOBILIZE": "MX", "COERCE": "MX", "ASSAULT": "MX",
}  # fmt: skip
# Ours, beside PLOVER: tolls of accidents and natural disasters need an event to belong to. They have no quad.
HAZARD_TYPES = ("ACCIDENT", "DISASTER")
EVENT_TYPES = (*QUAD_BY_TYPE, *HAZARD_TYPES)
QUAD_CODES = ("VC", "MC", "VX", "MX")

MODES_BY_TYPE = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    # `arson` is ours
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "arson", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
    "ACCIDENT": ("transport", "industrial", "collapse", "fire"),
    "DISASTER": ("earthquake", "flood", "storm", "drought", "epidemic", "landslide"),
}  # fmt: skip
EVENT_MODES = tuple(dict.fromkeys(mode for modes in MODES_BY_TYPE.values() for mode in modes))

CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security",
    "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum",
    "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip

SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
    "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
    # bodies without a country
    "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
)  # fmt: skip

ACLED_SUB_EVENTS_BY_TYPE = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ),
}  # fmt: skip
ACLED_EVENT_TYPES = tuple(ACLED_SUB_EVENTS_BY_TYPE)
ACLED_SUB_EVENT_TYPES = tuple(sub for subs in ACLED_SUB_EVENTS_BY_TYPE.values() for sub in subs)

FACTUALITIES = ("asserted", "negated", "future", "hypothetical", "historical")
STANCES = ("asserts", "claims", "blames", "doubts", "denies")
MENTION_TYPES = ("PERSON", "ORG", "ARMED_GROUP", "PLACE", "NORP")
PLACE_KINDS = ("country", "admin1", "admin2", "city", "region", "site", "sea")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
QUOTE_KINDS = ("direct", "indirect", "mixed")
METRICS = (
    "killed", "injured", "missing", "displaced", "evacuated", "detained", "abducted", "released", "trapped", "affected",
    "protesters",
)  # fmt: skip
TOLL_METRICS = ("killed", "injured", "abducted", "detained", "displaced")  # those that events and incidents carry
QUALIFIERS = ("exact", "at_least", "at_most", "about", "more_than", "less_than", "range", "vague")
UNITS = ("persons", "households", "families")
POPULATIONS = (
    "civilian", "combatant", "women", "children", "men", "elderly", "medical", "journalist", "aid", "police", "protester",
    "migrant", "prisoner", "student", "official", "foreign",
)  # fmt: skip
SCOPES = ("incident", "cumulative", "current")
TOLL_SOURCES = ("figure", "counted", "sum")
DATE_SOURCES = ("explicit", "relative", "publication")
WHERE_PRECISIONS = (1, 2, 3, 4, 5, 6, 7)  # UCDP: 1 exact … 4 first-order division … 6 country, 7 international waters
DATE_PRECISIONS = (1, 2, 3, 4, 5)  # UCDP: 1 day … 3 week, 4 month, 5 up to a year

SOURCE_KINDS = (
    "text", "html", "jsonl", "json", "csv", "parquet", "eml", "pdf", "docx", "warc", "ninjs", "newsml", "jsonld", "news_please",
    "reliefweb", "feed",
)  # fmt: skip
RECORD_KINDS = ("jsonl", "json", "csv", "parquet", "reliefweb")  # the record's own id, not the file's path, says which document it is
PUBLISHED_PRECISIONS = ("instant", "day")
PUBLISHED_SOURCES = ("input", "jsonld", "meta", "feed", "filename", "dateline", "path")
DUPLICATE_KINDS = ("copy", "update", "contains")
RIGHTS = ("full", "spans")
ARTICLE_STATUSES = ("usable", "withheld", "canceled", "other_language")
REVISION_REASONS = ("changed", "canceled", "duplicate", "merged", "split", "reanchored", "re-extracted")
LEDGER_OUTCOMES = ("extracted", "copy", "other_language", "withheld", "withdrawn", "failed", "dropped")
SEVERITIES = ("critical", "warning")
VERDICTS = ("right", "wrong")  # of a person about a row
STAGES = ("read", "articles", "extract", "validate")  # where on its way a document or row went into quarantine
