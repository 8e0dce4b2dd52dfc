"""What a happening cost: figures that belong to an event, and victims that can be counted.

Parts ("including four children") are never added to the whole, later statements of one number never to earlier ones.
"""

from collections.abc import Sequence

from dateline.extract.records import Figure, Party, Toll

TOLL_METRICS = ("killed", "injured", "abducted", "detained", "displaced")
_FATAL_WORDS = frozenset(
    {
        "kill",
        "assassinate",
        "murder",
        "execute",
        "behead",
        "slay",
        "massacre",
        "lynch",
        "killing",
        "assassination",
        "murder",
        "slaying",
        "beheading",
    }
)


def tolls(figures: Sequence[Figure]) -> dict[str, Toll]:
    """The figures of one event by metric; the best-stated one wins: incident before others, wholes before parts, higher before lower."""
    found: dict[str, Toll] = {}
    for metric in TOLL_METRICS:
        mine = [figure for figure in figures if figure.metric == metric and figure.is_asserted and figure.part_of is None]
        if not mine:
            continue
        incident = [figure for figure in mine if figure.scope != "cumulative"] or mine
        best = max(incident, key=lambda figure: (figure.best is not None or figure.low is not None, _size(figure), -figure.span.start))
        found[metric] = Toll(best.low, best.best, best.high, "figure")
    return found


def _size(figure: Figure) -> int:
    return figure.best or figure.low or figure.high or 0


def counted(words: Sequence[str], recipients: Sequence[Party], is_singular: Sequence[bool]) -> dict[str, Toll]:
    """Killed without a number: "the priest was shot dead" gives 1, three named victims 3. `words` are the trigger's lemmas."""
    if not recipients or len(recipients) != len(is_singular) or not all(is_singular):
        return {}
    lowered = set(words)
    fatal = bool(lowered & _FATAL_WORDS) or {"shoot", "dead"} <= lowered or {"gun", "down"} <= lowered
    hurt = bool(lowered & {"injure", "wound", "stab", "shoot", "hurt"})
    if not fatal and not hurt:
        return {}
    count = len(recipients)
    return {"killed" if fatal else "injured": Toll(count, count, count, "counted")}
