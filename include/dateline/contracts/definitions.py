"""What each code means, in our words. The data dictionary is made of these; a test keeps them complete."""

EVENT_TYPES = {
    "AGREE": "promise or make a deal to cooperate later",
    "CONSULT": "meet, visit, call, mediate, hold talks",
    "SUPPORT": "praise, back, recognise, defend in words",
    "CONCEDE": "ease, pardon, admit, give in, in words",
    "COOPERATE": "work together in deeds: trade, joint exercises, sharing intelligence, extradition",
    "AID": "give help: money, goods, shelter, weapons, peacekeepers",
    "RETREAT": "withdraw, release, disarm, cease fire, let in, step down",
    "REQUEST": "demand, appeal, call for",
    "ACCUSE": "blame, criticise, allege, charge, investigate",
    "REJECT": "refuse, veto, deny a request",
    "THREATEN": "warn of an action, give an ultimatum",
    "PROTEST": "demonstrate, riot, strike, boycott",
    "SANCTION": "expel, cut ties, embargo, convict and sentence",
    "MOBILIZE": "deploy or put on alert troops, weapons or police",
    "COERCE": "arrest, seize, restrict, ban, impose a curfew, deport, censor",
    "ASSAULT": "any violence: attack, shoot, bomb, clash, kill, abduct, destroy; among private people, too",
    "ACCIDENT": "crash, collapse, fire, explosion without intent",
    "DISASTER": "earthquake, flood, storm, drought, epidemic, landslide",
}

EVENT_MODES_BY_TYPE = {
    "CONSULT": {
        "visit": "one travels to the other",
        "third-party": "somebody mediates or they meet on neutral ground",
        "multilateral": "several meet",
        "phone": "by telephone or video",
    },
    "RETREAT": {
        "withdraw": "forces leave",
        "release": "prisoners, hostages or property are let go",
        "disarm": "weapons are handed over or destroyed",
        "ceasefire": "fighting stops by agreement or declaration",
        "access": "inspectors, aid or observers are let in",
        "resign": "somebody steps down",
    },
    "REQUEST": {
        "assist": "help",
        "change": "a change of policy, law or leadership",
        "yield": "that the other gives in, withdraws, releases or stops",
        "meet": "talks",
    },
    "ACCUSE": {
        "disapprove": "criticise, denounce, complain",
        "investigate": "open or hold an inquiry",
        "allege": "say that the other broke a rule or law; charge in court",
    },
    "REJECT": {
        "assist": "to help",
        "change": "to change policy, law or leadership",
        "yield": "to give in, withdraw, release or stop",
        "meet": "to talk",
    },
    "THREATEN": {
        "restrict": "with restrictions",
        "arrest": "with arrest or prosecution",
        "relations": "to cut or reduce relations or aid",
        "expel": "to expel or deport",
        "territory": "to take or keep territory",
        "violence": "with force",
    },
    "PROTEST": {
        "demo": "demonstration, march, rally, vigil",
        "riot": "protesters use violence",
        "strike": "work is stopped",
        "hunger": "hunger strike",
        "boycott": "buying, voting or taking part is refused",
        "obstruct": "roads, buildings or work are blocked",
        "vandalize": "protesters damage things",
    },
    "SANCTION": {
        "convict": "verdict of guilt or sentence",
        "expel": "diplomats, organisations or members are expelled",
        "withdraw": "from an agreement or organisation",
        "discontinue": "relations, aid or trade are cut; embargo",
    },
    "MOBILIZE": {
        "troops": "soldiers",
        "weapons": "arms, ships, aircraft; tests of them",
        "police": "police or security forces",
        "militia": "irregular forces",
    },
    "COERCE": {
        "seize": "property or land is taken",
        "restrict": "movement, parties, business or practice of religion is restricted or banned",
        "censor": "media or speech are restricted",
        "curfew": "people must stay indoors",
        "martial-law": "martial law or a state of emergency",
        "arrest": "arrest, detain, hold",
        "deport": "people are sent out of the country",
        "withhold": "food, services or aid are held back",
        "misinformation": "false information is spread as policy",
        "cyber": "computers are attacked",
    },
    "ASSAULT": {
        "abduct": "kidnap, take hostage; capture fighters",
        "beat": "with fists, sticks, stones",
        "torture": "inflict pain on somebody held",
        "sexual": "sexual violence",
        "targeted": "kill chosen persons; execute",
        "destroy": "destroy property",
        "arson": "set on fire (ours)",
        "primitive": "with knives, machetes, vehicles, other simple weapons",
        "firearms": "with guns",
        "explosives": "with bombs, mines, grenades",
        "suicide-attack": "the attacker means to die",
        "aerial": "from aircraft",
        "drone": "with unmanned aircraft",
        "heavy-weapons": "with artillery, rockets, tanks",
        "crowd-control": "tear gas, water cannon, rubber bullets",
        "unconventional": "chemical, biological, radiological or nuclear weapons",
    },
    "ACCIDENT": {
        "transport": "crash, derailment, sinking",
        "industrial": "explosion, leak, mine or work accident",
        "collapse": "buildings, bridges, crowds",
        "fire": "fire without intent",
    },
    "DISASTER": {
        "earthquake": "earthquake, tsunami, eruption",
        "flood": "flood",
        "storm": "storm, hurricane, tornado",
        "drought": "drought, heat, hunger that comes of it",
        "epidemic": "outbreak of a disease",
        "landslide": "landslide, mudslide, avalanche",
    },
}

QUAD_CODES = {
    "VC": "verbal cooperation",
    "MC": "material cooperation",
    "VX": "verbal conflict",
    "MX": "material conflict",
}

CONTEXTS = {
    "military": "armed forces and their operations",
    "intelligence": "espionage and secret services",
    "executive": "government and administration",
    "legislative": "parliament and law-making",
    "election": "elections, campaigns, referendums",
    "political_institutions": "constitution, parties, how power is distributed",
    "pro_democracy": "demands for more democracy",
    "pro_autocracy": "moves towards less of it",
    "economic": "economy, trade, labour",
    "legal": "courts, trials, law",
    "reparations": "compensation for wrongs of the past",
    "human_rights": "human rights in general",
    "rights_freedoms": "freedom of speech, press, assembly, movement",
    "repression": "the state against its people",
    "human_security": "food, water, shelter, safety of civilians",
    "gender": "women and gender",
    "lgbt": "sexual and gender minorities",
    "religion_ethnicity": "faiths and ethnic groups",
    "inequality": "poverty, class, land",
    "diplomatic": "relations between states",
    "territory": "borders, land, secession",
    "peacekeeping": "peace missions",
    "health": "health and disease",
    "asylum": "refugees and asylum",
    "migration": "migration otherwise",
    "disasters": "natural and industrial disasters",
    "natural_resource": "oil, gas, water, minerals, forests",
    "environment": "environment and climate",
    "technology": "technology and science",
    "terrorism": "terrorism, as the text calls it",
    "cbrn": "chemical, biological, radiological, nuclear weapons",
    "cyber": "computers and networks as target or means",
    "misinformation": "false information and propaganda",
    "crime": "crime",
    "corruption": "corruption and abuse of office",
    "illegal_drugs": "drugs",
    "trafficking": "trafficking in people, arms, goods",
}

SECTORS = {
    "COP": "police",
    "GOV": "government, head of state, ministries, spokespersons",
    "JUD": "courts, judges, prosecutors",
    "LEG": "parliament and its members",
    "MIL": "armed forces",
    "PRM": "paramilitaries on the side of a state",
    "PTY": "political parties",
    "REB": "armed opposition, rebels",
    "SPY": "intelligence services",
    "UAF": "armed people of unknown allegiance: gunmen, militia",
    "UNK": "unknown attackers or persons",
    "AGR": "farmers, herders",
    "BUS": "companies, business people",
    "CRM": "criminals, gangs",
    "CVL": "civilians, residents, people at large",
    "EDU": "schools, students, teachers",
    "ELI": "former officials, celebrities, the well-known",
    "JRN": "journalists and media",
    "LAB": "workers and unions",
    "MED": "doctors, hospitals",
    "REF": "refugees, migrants, displaced people",
    "OPP": "political opposition, unarmed",
    "PRE": "prisoners, detainees",
    "REL": "clergy and religious bodies",
    "SOC": "civil society, activists, protesters",
    "IGO": "organisations of states, beside the UN and EU",
    "UNO": "United Nations and its agencies",
    "EUR": "European Union and its bodies",
    "NGO": "non-governmental organisations across borders",
    "ISM": "armed Islamist movements across borders",
    "IMG": "armed groups across borders, otherwise",
    "MNC": "companies across borders",
}

ACLED_EVENT_TYPES = {
    "Battles": "two armed sides fight",
    "Explosions/Remote violence": "weapons that act at a distance",
    "Violence against civilians": "an armed group against unarmed people",
    "Protests": "demonstrators who use no violence",
    "Riots": "demonstrators or mobs who use violence",
    "Strategic developments": "what matters for conflict without violence",
}

ACLED_SUB_EVENT_TYPES = {
    "Armed clash": "Battles: territory doesn't change hands",
    "Government regains territory": "Battles: state forces take it back",
    "Non-state actor overtakes territory": "Battles: others take it",
    "Chemical weapon": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Sexual violence": "Violence against civilians",
    "Attack": "Violence against civilians: beating, shooting, torture, killing",
    "Abduction/forced disappearance": "Violence against civilians",
    "Peaceful protest": "Protests: nobody interferes",
    "Protest with intervention": "Protests: broken up without serious harm",
    "Excessive force against protesters": "Protests: broken up with serious harm",
    "Violent demonstration": "Riots: demonstrators use violence",
    "Mob violence": "Riots: crowds against persons or each other",
    "Agreement": "Strategic developments: talks and deals between sides",
    "Arrests": "Strategic developments: mass arrests or of important persons",
    "Change to group/activity": "Strategic developments: recruitment, merging, moving of armed groups",
    "Disrupted weapons use": "Strategic developments: a weapon is found or defused",
    "Headquarters or base established": "Strategic developments",
    "Looting/property destruction": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
    "Other": "Strategic developments",
}

FACTUALITIES = {
    "asserted": "given as having happened, by the article or by somebody whom it reports",
    "negated": "given as not having happened",
    "future": "planned, announced or expected",
    "hypothetical": "feared, demanded, possible, conditional, attempted in vain",
    "historical": "happened more than a year before publication and told as background",
}

STANCES = {
    "asserts": "says it as known",
    "claims": "says it of its own deeds, or unconfirmed",
    "blames": "names the doer",
    "doubts": "questions it",
    "denies": "says that it isn't so",
}

MENTION_TYPES = {
    "PERSON": "a person by name",
    "ORG": "a body: government, company, agency, party",
    "ARMED_GROUP": "a named armed group that is no state's army",
    "PLACE": "a place by name",
    "NORP": "a people, faith or political group: 'Kurds', 'Sunni'",
}

PLACE_KINDS = {
    "country": "a country",
    "admin1": "a first-order division: province, state",
    "admin2": "a second-order division: district, county",
    "city": "a city, town or village",
    "region": "a region without a fixed border, or over several countries",
    "site": "a building, camp, road, airport, mountain",
    "sea": "a sea, strait or ocean",
}

TIMEX_TYPES = {
    "DATE": "a day or longer in the calendar",
    "TIME": "a time of day",
    "DURATION": "a length of time",
    "SET": "a repetition: 'every Friday'",
}

QUOTE_KINDS = {
    "direct": "the words inside quotation marks, each stretch its own row",
    "indirect": "a reported statement without marks",
    "mixed": "a reported statement with marks inside; its inner stretches are `direct` rows, too",
}

METRICS = {
    "killed": "dead",
    "injured": "hurt, wounded, sick from it",
    "missing": "not found",
    "displaced": "driven from their homes",
    "evacuated": "brought to safety",
    "detained": "arrested or held by an authority",
    "abducted": "taken by others",
    "released": "let go",
    "trapped": "can't get out",
    "affected": "touched by it, in need",
    "protesters": "demonstrators, marchers, strikers",
}

QUALIFIERS = {
    "exact": "'12': low = best = high",
    "at_least": "'at least 12': low = best, high null",
    "at_most": "'up to 12': best = high, low null",
    "about": "'about 12': best only",
    "more_than": "'more than 12': low = best, high null",
    "less_than": "'fewer than 12': best = high, low null",
    "range": "'10 to 15': low and high, best null",
    "vague": "'dozens': low by convention (dozens 24, scores 40, hundreds 200, thousands 2,000, …), best and high null",
}

UNITS = {"persons": "people", "households": "households", "families": "families"}

POPULATIONS = {
    "civilian": "called civilians, residents, villagers",
    "combatant": "soldiers, fighters, militants",
    "women": "women, girls",
    "children": "children, minors, students of schools by age",
    "men": "men, boys",
    "elderly": "old people",
    "medical": "doctors, nurses, medics",
    "journalist": "journalists, media workers",
    "aid": "aid workers",
    "police": "police officers",
    "protester": "demonstrators",
    "migrant": "refugees, migrants, displaced people",
    "prisoner": "prisoners, detainees",
    "student": "pupils and students",
    "official": "holders of an office",
    "foreign": "foreigners, tourists",
}

SCOPES = {
    "incident": "of this happening",
    "cumulative": "since a date, or over several happenings",
    "current": "a stock now: 'remain trapped'",
}

TOLL_SOURCES = {
    "figure": "a number that the text states",
    "counted": "victims named or described, counted",
    "sum": "parts that the text states without a total, added",
}

DATE_SOURCES = {
    "explicit": "the text gives a date",
    "relative": "the text says 'Monday', 'yesterday', 'two weeks ago'",
    "publication": "the text says no date and reports it as new: `date_end` is the publication day, `date_start` null",
}

SOURCE_KINDS = {
    "text": "plain text",
    "html": "a web page",
    "jsonl": "one JSON object a line",
    "json": "a JSON object, or a list of them",
    "csv": "a row of a table with named columns, as text",
    "parquet": "a row of a table with named columns, as Parquet",
    "eml": "an e-mail message",
    "pdf": "a PDF file with text",
    "docx": "a Word document",
    "warc": "a web page in a WARC archive",
    "ninjs": "IPTC ninjs 2 or 3",
    "newsml": "IPTC NewsML-G2",
    "jsonld": "a schema.org article in JSON-LD",
    "news_please": "what news-please writes",
    "reliefweb": "a report of ReliefWeb's API",
    "feed": "an entry of an RSS, Atom or JSON feed",
}
PUBLISHED_PRECISIONS = {"instant": "date and time", "day": "the day only"}
PUBLISHED_SOURCES = {
    "input": "the record itself",
    "jsonld": "structured data in the page",
    "meta": "the page's metadata",
    "feed": "the feed's entry",
    "filename": "the file's name",
    "dateline": "the dateline at the head of the text",
    "path": "the address or path",
}
DUPLICATE_KINDS = {
    "copy": "every sentence is in its lead, with the same numbers, names and dates; it isn't extracted again",
    "update": "some numbers, names or dates differ",
    "contains": "a longer piece that contains its lead",
}
RIGHTS = {"full": "the text may be stored", "spans": "only the evidence may be stored"}
ARTICLE_STATUSES = {
    "usable": "the extractors read it",
    "withheld": "under embargo, or not to be used",
    "canceled": "withdrawn by its publisher",
    "other_language": "not in English",
}
REVISION_REASONS = {
    "changed": "the article's text changed",
    "canceled": "the article was withdrawn",
    "duplicate": "the article turned out to be a copy",
    "merged": "incidents became one",
    "split": "an incident became several",
    "reanchored": "an earlier report gives the incident another id",
    "re-extracted": "another version of the extractors reads it otherwise",
}
LEDGER_OUTCOMES = {
    "extracted": "its rows are published",
    "copy": "a copy of another article: not extracted",
    "other_language": "not extracted",
    "withheld": "not extracted for now",
    "withdrawn": "its rows are taken out",
    "failed": "extraction failed; it waits for a person",
    "dropped": "its rows were held and a person dropped them; it waits for `reprocess`",
}
VERDICTS = {
    "right": "a reader of the text would sign the row",
    "wrong": "a reader of the text would not",
}
SEVERITIES = {
    "critical": "a row goes to quarantine; where a whole table is at fault, nothing of it is published",
    "warning": "published and reported",
}
STAGES = {"read": "reading the document", "articles": "making an article of it", "extract": "extraction", "validate": "the checks"}
