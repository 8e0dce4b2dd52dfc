"""incidents: one row per happening in the world, put together from the asserted events of many articles."""

from dateline.contracts.base import BOOL, DATE, INSTANT, INT, STRING, STRINGS, Column, Dataset
from dateline.contracts.codes import EVENT_MODES, EVENT_TYPES, TOLL_METRICS
from dateline.contracts.common import ADMIN_AND_POINT, DATE_RANGE, ISO_COUNTRY


def _reconciled() -> tuple[Column, ...]:
    columns: list[Column] = []
    for metric in TOLL_METRICS:
        for bound in ("low", "best", "high"):
            columns.append(Column(f"{metric}_{bound}", INT, f"People {metric}, reconciled: {bound}.", unit="persons", minimum=0))
        columns += [
            Column(f"{metric}_rule", STRING, "The rule by which the statements were reconciled."),
            Column(f"{metric}_statement_count", INT, "Statements that it rests on.", minimum=0, nullable=False),
            Column(f"{metric}_sources", STRINGS, "Who stated the numbers."),
        ]
    return tuple(columns)


INCIDENTS = Dataset(
    name="incidents",
    one_row_per="happening in the world",
    description="Asserted events of many articles put together: what happened once, however often it was reported.",
    key="incident_id",
    day="incident_date",
    columns=(
        Column("incident_id", STRING, "Hash of the anchor: the earliest published event, then the smallest event id.", nullable=False),
        Column(
            "incident_date",
            DATE,
            "Day of the folder: the first event day, or the first publication day where no day is said.",
            nullable=False,
        ),
        Column(
            "event_type",
            STRING,
            "Kind of happening.",
            convention="PLOVER 2.0 draft, and ACCIDENT and DISASTER",
            codes=EVENT_TYPES,
            nullable=False,
        ),
        Column("event_mode", STRING, "Kind within the type.", convention="PLOVER 2.0 draft", codes=EVENT_MODES),
        *DATE_RANGE,
        Column("place_name", STRING, "The gazetteer's name of the most precise place; null where it is a country."),
        Column("country", STRING, "Country where it happened.", convention=ISO_COUNTRY),
        Column("country_iso3", STRING, "The same.", convention="ISO 3166-1 alpha-3, and XKX"),
        *ADMIN_AND_POINT,
        Column("actor_name", STRING, "Who did it."),
        Column("recipient_name", STRING, "To whom it was done."),
        *_reconciled(),
        Column("is_disputed", BOOL, "Somebody denies it.", nullable=False),
        Column("article_count", INT, "Articles that report it.", minimum=1, nullable=False),
        Column("publisher_count", INT, "Independent publishers; copies and agency reprints count once.", minimum=1, nullable=False),
        Column("first_reported_at", INSTANT, "Earliest publication.", unit="UTC", nullable=False),
        Column("last_reported_at", INSTANT, "Latest publication.", unit="UTC", nullable=False),
        Column("event_ids", STRINGS, "The events it is put together from.", nullable=False),
    ),
)
