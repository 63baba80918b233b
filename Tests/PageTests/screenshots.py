"""Takes pictures of one page of every kind: wide and narrow, light and dark, the whole page.

Usage: screenshots.py SITE FOLDER [--head]: with --head the first screen of the home page and the text of
the chapter with most evidence alone, as the README shows them.
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

import reading
from pages import CHROMIUM

VIEWS = [("wide", {"width": 1280, "height": 800}), ("narrow", {"width": 360, "height": 740})]


def evidence(page):
    """How many pieces of evidence stand in the margin of a page."""
    return page.read_text("utf-8").count('class="m"')


def main():
    site, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"])
        if "--head" in sys.argv:
            chapter = max(sorted((site / "chapitres").glob("*.html")), key=evidence)
            for name, page, scheme in [
                ("home", site / "index.html", "light"), ("chapter", chapter, "dark"),
            ]:
                tab = browser.new_context(
                    viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page()
                tab.goto(page.as_uri())
                if page == chapter:
                    tab.evaluate("document.querySelector('article h2').scrollIntoView()")
                tab.screenshot(path=str(folder / f"{name}.png"))
                count += 1
        else:
            for width, size in VIEWS:
                for scheme in ("light", "dark"):
                    tab = browser.new_context(viewport=size, color_scheme=scheme).new_page()
                    for page in reading.one_a_kind(site):
                        tab.goto((site / page).as_uri())
                        name = str(page).removesuffix(".html").replace("/", "-")
                        tab.screenshot(
                            path=str(folder / f"{name}-{width}-{scheme}.png"), full_page=True)
                        count += 1
        browser.close()
    print(f"{count} pictures in {folder}/")


main()
