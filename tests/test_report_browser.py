"""The report in a real browser: it opens without a network or an error, and its table and charts can be used."""

import shutil

import pytest
from samples import record

from coder.report.page import report_page
from coder.report.summary import summarise

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    records = [record(event_id=f"{n:016x}", published=f"2020-02-{1 + n % 28:02}", date=None) for n in range(130)]
    records.append(
        record(
            event_id="f" * 16,
            source={"code": "RUSMIL", "text": "Russian jets", "span": [100, 112], "resolved": True},
            target={"code": "SYRREB", "text": "rebels", "span": [120, 126], "resolved": True},
            evidence={
                "text": "Russian jets bombed rebels <b>there</b>.",
                "span": [100, 140],
                "trigger": {"text": "bombed", "span": [113, 119]},
                "rule": "195:airstrike/1",
            },
        )
    )
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(report_page(summarise(records, rows=5000), "Event records"), "utf-8")
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with playwright.sync_playwright() as started:
        profile = tmp_path_factory.mktemp("profile")
        context = started.chromium.launch_persistent_context(str(profile), executable_path=CHROMIUM, args=FLAGS)
        yield context
        context.close()


@pytest.fixture(params=[("light", 1440), ("dark", 390)], ids=["light and wide", "dark and narrow"])
def page(request, browser, page_file):
    scheme, width = request.param
    opened, said, asked = browser.new_page(), [], []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda one: asked.append(one.url))
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})
    opened.goto(page_file.as_uri())
    opened.wait_for_selector("#chart-vouching svg")
    yield opened
    opened.close()
    assert said == [] and asked == [page_file.as_uri()]


def test_it_opens_with_all_charts_and_no_wider_than_the_window(page):
    assert page.locator(".chart svg").count() == 7
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#chart-map svg path").count() > 100


def test_the_search_and_the_filters_find_rows(page):
    found = page.locator("#found")
    assert found.text_content() == "131 of 131 records"
    page.fill("input[name=search]", "JETS bombed")
    assert found.text_content() == "1 of 131 records" and page.locator("#records tbody tr").count() == 1
    page.select_option("select[name=quad]", "1")
    assert found.text_content() == "0 of 131 records"
    page.click("button[type=reset]")
    playwright.expect(found).to_have_text("131 of 131 records")


def test_a_row_opens_to_its_sentence_with_highlights(page):
    page.fill("input[name=search]", "bombed")
    button = page.locator("#records td button")
    button.click()
    marks = page.locator("tr.detail .sentence mark")
    assert [(one.get_attribute("class"), one.text_content()) for one in marks.all()] == [
        ("source", "Russian jets"),
        ("trigger", "bombed"),
        ("target", "rebels"),
    ]
    assert page.locator("tr.detail .sentence").text_content().endswith("rebels <b>there</b>.")
    assert marks.first.evaluate(
        "mark => getComputedStyle(mark).backgroundColor !== getComputedStyle(document.body).backgroundColor"
    )
    button.click()
    assert page.locator("tr.detail").count() == 0


def test_more_rows_come_when_asked_for(page):
    assert page.locator("#records tbody tr").count() == 50
    page.click("#more")
    page.click("#more")
    assert page.locator("#records tbody tr").count() == 131 and page.locator("#more").is_hidden()


def test_a_cell_of_the_matrix_shows_its_records(page):
    cell = page.locator("#chart-matrix svg .mark-text.role-mark text").filter(has_text="130")
    cell.dispatch_event("click")
    playwright.expect(page.locator("#found")).to_have_text("130 of 131 records")
    assert page.locator("#pair").text_content().startswith("REB → TURMIL")
    page.click("#pair")
    assert page.locator("#found").text_content() == "131 of 131 records"


def test_the_map_is_zoomed(page):
    circle = page.locator("#chart-map svg .mark-symbol.role-mark path").first
    land = page.locator("#chart-map svg .mark-shape path").first
    before = land.get_attribute("d")
    assert circle.count() == 1
    page.click("[data-zoom='1.6']")
    playwright.expect(land).not_to_have_attribute("d", before)
