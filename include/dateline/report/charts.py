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


TIME_UNIT_BY_PERIOD = {"day": "utcyearmonthdate", "month": "utcyearmonth", "year": "utcyear"}  # Vega-Lite's names


def events_by_period_chart(rows: Sequence[dict[str, Any]]) -> str:
    """Stacked bars of events by day, month or year and quad class; `rows` have unit, period_start (ISO), quad_code, event_count. SVG text."""
    import altair as alt
    import vl_convert

    values = [{**row, "kind": LABEL_BY_QUAD[row["quad_code"] or "hazard"]} for row in rows]
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X(f"{TIME_UNIT_BY_PERIOD[rows[0]['unit']]}(period_start):T", title=None, axis=alt.Axis(labelOverlap=True)),
            y=alt.Y("sum(event_count):Q", title="events"),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(LABEL_BY_QUAD.values()), range=list(PALETTE_BY_QUAD.values())),
                legend=alt.Legend(orient="top", columnPadding=28),
            ),
        )
        .properties(width=860, height=220, background="transparent")
        .configure(font="system-ui, sans-serif")
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def toll_chart(statements: Sequence[dict[str, Any]]) -> str:
    """A stated toll over time: a point for each best figure, a band from low to high. `rows` as in the mart. SVG text."""
    import altair as alt
    import vl_convert

    values = [
        {"at": s["stated_at"].isoformat(), "best": s["best"], "low": s["low"], "high": s["high"], "by": s["stated_by"] or ""}
        for s in statements
        if s["best"] is not None
    ]
    base = alt.Chart(alt.Data(values=values)).encode(x=alt.X("at:T", title=None))
    rule = base.mark_rule(strokeWidth=6, opacity=0.3).encode(y=alt.Y("low:Q", title="killed"), y2="high:Q")
    line = base.mark_line(point=True, color="#b3261e").encode(y="max(best):Q")
    names = base.mark_text(align="left", dx=6, dy=-6, fontSize=10).encode(y="best:Q", text="by:N")
    chart = (rule + line + names).properties(width=700, height=180, background="transparent").configure_view(stroke=None)
    return str(vl_convert.vegalite_to_svg(chart.configure(font="system-ui, sans-serif").to_dict()))
