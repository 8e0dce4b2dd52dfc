"""The report and the desk in a browser: Debian's Chromium, headless. Skipped where it isn't installed.

Pictures of the pages go to the folder that DATELINE_SCREENSHOTS names.
"""

import json
import os
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest
from desk_server import served

from dateline import store
from dateline.report import build_marts, build_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("chromedriver")), reason="no chromium and chromedriver here"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for switch in (
        "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", "window-size=1280,1600", f"user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(f"--{switch}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.implicitly_wait(5)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def report(samples_run_to_change):
    build_marts(samples_run_to_change)
    return build_report(samples_run_to_change).parent


@pytest.fixture(scope="module")
def desk(samples_run_to_change, browser, tmp_path_factory):
    """Address of a served desk; the browser is logged in."""
    with served(samples_run_to_change, tmp_path_factory.mktemp("airflow")) as serving:
        browser.get(serving.url)
        browser.add_cookie({"name": "_token", "value": serving.tokens["USER"]})
        yield serving.url


def css(browser, selector):
    return browser.find_elements("css selector", selector)


def shoot(browser, name):
    if folder := os.environ.get("DATELINE_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def complaints(browser):
    """What the console said, and requests to anything but files, data and this machine, since it was last asked."""
    said = [entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("file:", "data:", "http://127.0.0.1:", "chrome:", "about:")):
                said.append(url)
    return said


def barriers(browser):
    """Serious and critical findings of axe."""
    from axe_core_python.selenium import Axe

    found = Axe().run(browser)["violations"]
    return [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("page", ["index", "incidents", "sources", "quality"])
def test_each_page_of_the_report_opens_from_a_file(browser, report, page):
    complaints(browser)
    browser.get((report / f"{page}.html").as_uri())
    shoot(browser, f"report-{page}")
    assert complaints(browser) == []
    assert css(browser, "h1")[0].text
    assert barriers(browser) == []


def test_incidents_are_filtered_and_opened_down_to_the_words(browser, report):
    browser.get((report / "incidents.html").as_uri())
    rows = len(css(browser, "tbody tr"))
    css(browser, "#words")[0].send_keys("kidnap" if "kidnap" in browser.page_source else "assault")
    shown = [row for row in css(browser, "tbody tr") if row.is_displayed()]
    assert 0 < len(shown) < rows
    assert css(browser, "#shown")[0].text == f"{len(shown)} of {rows} incidents"
    shown[0].find_element("css selector", "a").click()
    shoot(browser, "report-incident")
    trigger = css(browser, "blockquote mark")[0].text
    assert barriers(browser) == []
    css(browser, "article a")[0].click()
    shoot(browser, "report-article")
    assert trigger in [mark.text for mark in css(browser, ".article mark.k-trigger")]
    assert barriers(browser) == []
    assert complaints(browser) == []


def test_the_evidence_is_marked_at_the_right_words(browser, report, samples_run_to_change):
    events = pd.read_parquet(samples_run_to_change / "events")
    shown = {file.stem for file in (report / "articles").glob("*.html")}
    article_id = min(shown)
    browser.get((report / "articles" / f"{article_id}.html").as_uri())
    marked = " ".join(mark.text for mark in css(browser, ".article mark.k-trigger"))
    for trigger in events[events["article_id"] == article_id]["trigger_text"]:
        assert trigger in marked


def test_a_verdict_given_in_the_desk_is_saved(browser, desk, samples_run_to_change):
    complaints(browser)
    browser.get(f"{desk}?kind=ASSAULT")
    shoot(browser, "desk-incidents")
    assert barriers(browser) == []
    css(browser, "tbody a")[0].click()
    css(browser, "article a")[0].click()
    shoot(browser, "desk-article")
    assert barriers(browser) == []
    button = css(browser, "tr[data-row] button[data-send]")[0]
    button.click()
    deadline = time.monotonic() + 20
    while not css(browser, "#said")[0].text and time.monotonic() < deadline:
        time.sleep(0.2)
    assert css(browser, "#said")[0].text == "Kept: right."
    assert button.get_attribute("aria-pressed") == "true"
    assert store.read(samples_run_to_change, "reviews").column("verdict").to_pylist() == ["right"]
    assert complaints(browser) == []


def test_the_quarantine_is_shown_as_it_is(browser, desk, samples_run_to_change):
    complaints(browser)
    browser.get(f"{desk}quarantine")
    shoot(browser, "desk-quarantine")
    assert len(css(browser, "tr[data-row]")) == store.quarantine.read(samples_run_to_change).num_rows
    assert barriers(browser) == []
    assert complaints(browser) == []
