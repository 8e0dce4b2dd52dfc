"""Which country and language codes there are."""

from functools import cache


@cache
def iso3_by_iso2() -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2, and XKX for Kosovo's XK, which GeoNames and most desks use."""
    import pycountry

    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, and XK."""
    return frozenset(iso3_by_iso2())


@cache
def languages() -> frozenset[str]:
    """ISO 639-1 codes."""
    import pycountry

    return frozenset(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2"))
