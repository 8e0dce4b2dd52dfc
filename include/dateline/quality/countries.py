"""Which country and language codes there are."""

from functools import cache

from dateline.contracts.countries import iso3_by_iso2


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, and XK."""
    return frozenset(iso3_by_iso2())


@cache
def languages() -> frozenset[str]:
    """ISO 639-1 codes."""
    import pycountry

    return frozenset(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2"))
