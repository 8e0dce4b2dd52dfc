"""Countries: codes, names, names of their people, and the words that stand for their governments."""

from functools import cache
from importlib import resources

import pycountry
import yaml

from dateline.contracts.countries import COMMON_NAMES

_DIVISIONS_OF_GB = ("England", "Scotland", "Wales", "Northern Ireland")  # countries in common speech, divisions in ISO 3166


def lexicon(name: str):  # type: ignore[no-untyped-def]  # the shape is the file's
    """Read `lexicons/<name>.yaml`."""
    return yaml.load((resources.files("dateline") / "lexicons" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def table() -> dict[str, dict]:
    """`countries.yaml`: alpha-2 code to centre, names and people."""
    return lexicon("countries")


def fold(name: str) -> str:
    """The form in which the names of countries and peoples are compared: no case, no dots, no article."""
    name = " ".join(name.replace(".", "").replace("’", "'").split()).casefold()
    return name.removeprefix("the ")


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            if name := getattr(country, attribute, None):
                names.setdefault(fold(name), country.alpha_2)
                names.setdefault(fold(name.split(",")[0]), country.alpha_2)
        names.setdefault(fold(country.alpha_3), country.alpha_2)
    for code, row in table().items():
        names |= {fold(name): code for name in row.get("names", ())}
    names |= {fold(name): "GB" for name in _DIVISIONS_OF_GB}
    for name in ("and", "can", "are", "per", "nor", "mar", "com", "niger delta"):  # alpha-3 codes that are words
        names.pop(name, None)
    return names | {fold(name): code for code, name in COMMON_NAMES.items()}


@cache
def people() -> dict[str, str]:
    """Adjectives and names of peoples, folded, to alpha-2: "syrian" → SY."""
    return {fold(word): code for code, row in table().items() for word in row["people"]}


@cache
def country_of(name: str) -> str | None:
    """Alpha-2 code (or XK) of a country's name, an alpha-3 code or a demonym: "Syria", "SYR", "Syrians" → SY; None if it is none of these.

    Capitals are not countries here, see `gazetteer.is_metonym_name`. An ambiguous name goes to the country: "Georgia" → GE.
    """
    folded = fold(name)
    if folded == "us" and "U" not in name:  # the pronoun
        return None
    return _names().get(folded) or people().get(folded)
