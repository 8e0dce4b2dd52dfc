"""What is known of an article before it is read."""

import pytest

from dateline.extract.article import country_of_address


@pytest.mark.parametrize(
    ("url", "country"),
    [
        pytest.param("https://www.nation.co.ke/news/1", "KE", id="a country's domain"),
        pytest.param("https://paper.co.uk/a", "GB", id="the one domain that is no ISO code"),
        pytest.param("https://news.example/1", None, id="a generic domain"),
        pytest.param("https://startup.io/1", None, id="a country's domain that is sold to anybody"),
        pytest.param("https://news.zz/1", None, id="no country"),
        pytest.param("not an address", None, id="no address"),
        pytest.param("https://[broken/1", None, id="a broken address"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_an_address_hints_at_the_publishers_country(url, country):
    assert country_of_address(url) == country
