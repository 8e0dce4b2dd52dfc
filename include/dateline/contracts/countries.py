"""Countries: ISO 3166-1 codes, with XK for Kosovo as GeoNames and most desks write it, and the names that news uses."""

from functools import cache

import pycountry

# Where ISO 3166's short name is not the one that news uses.
COMMON_NAMES = {
    "BN": "Brunei",
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "FK": "Falkland Islands",
    "LA": "Laos",
    "RU": "Russia",
    "SY": "Syria",
    "TR": "Turkey",
    "VA": "Vatican City",
    "XK": "Kosovo",
}


@cache
def iso3_by_iso2() -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2; XKX for Kosovo, as the World Bank and ACLED write it."""
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}


def iso3(alpha2: str) -> str | None:
    """ISO 3166-1 alpha-3 code of an alpha-2 code; None for what is none."""
    return iso3_by_iso2().get(alpha2)


@cache
def country_name(alpha2: str) -> str | None:
    """The short English name of an alpha-2 code: "Syria" rather than "Syrian Arab Republic"; None for what is none."""
    if alpha2 in COMMON_NAMES:
        return COMMON_NAMES[alpha2]
    country = pycountry.countries.get(alpha_2=alpha2)
    if country is None:
        return None
    return (getattr(country, "common_name", None) or country.name).split(",")[0]
