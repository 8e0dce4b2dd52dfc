"""Charts as SVG text, drawn by Altair and vl-convert in this process: nothing is fetched when the page is opened."""

from collections.abc import Sequence
from typing import Any

PALETTE_BY_QUAD = {"VC": "#5b8def", "MC": "#2f9e77", "VX": "#e0a030", "MX": "#c8443c", "hazard": "#8a8f98"}
LABEL_BY_QUAD = {
    "VC": "verbal cooperation",
    "MC": "material cooperation",
    "VX": "verbal conflict",
    "MX": "material conflict",
    "hazard": "accident or disaster",
}


def events_by_day_chart(rows: Sequence[dict[str, Any]]) -> str:
    """Stacked bars of events by day and quad class; `rows` have event_date (ISO), quad_code and event_count. SVG text."""
    import altair as alt
    import vl_convert

    values = [{**row, "kind": LABEL_BY_QUAD[row["quad_code"] or "hazard"]} for row in rows]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("event_date:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=True)),
            y=alt.Y("sum(event_count):Q", title="events"),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(LABEL_BY_QUAD.values()), range=list(PALETTE_BY_QUAD.values())),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=860, height=220, background="transparent")
        .configure(font="system-ui, sans-serif")
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))
