"""Opens every page of a built site in a real Chromium, from disk, and checks it.

Per page: no console message, no failed request and no request to another place; no sideways
scrolling at 320 and 360 pixels; no violation of any axe rule, wide in light and narrow in dark;
nothing that the Nu HTML checker finds.
Usage: pages.py SITE [PAGE...]
"""

import pathlib
import sys

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

import nu

CHROMIUM = "/usr/bin/chromium"
VIEWS = [
    ("1280 light", {"width": 1280, "height": 900}, "light"),
    ("360 dark", {"width": 360, "height": 740}, "dark"),
]
AXE_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .map(v => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe_source():
    """The script of axe."""
    return pathlib.Path(AXE_FILE_PATH).read_text(encoding="utf-8")


def check_quiet(browser, base, pages, faults):
    """As a reader opens it: policy in force, script off."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    current = ""
    tab.on("console", lambda m: faults.append(f"{current}: console: {m.text}"))

    def failed(request):
        # The next page was opened before this one had its icon.
        if request.failure != "net::ERR_ABORTED":
            faults.append(f"{current}: request failed: {request.url}: {request.failure}")

    tab.on("requestfailed", failed)

    def elsewhere(request):
        if not request.url.startswith((base, "data:")):
            faults.append(f"{current}: loads {request.url}")

    tab.on("request", elsewhere)
    for page in pages:
        current = page
        tab.goto(base + page)
    context.close()


def check_view(browser, base, pages, view, faults):
    """One width and colour scheme: overflow and accessibility."""
    name, size, scheme = view
    axe = axe_source()
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    for page in pages:
        tab.goto(base + page)
        widths = [size["width"]] if size["width"] > 360 else [320, 360]
        for width in widths:
            tab.set_viewport_size({"width": width, "height": size["height"]})
            over = tab.evaluate(OVERFLOW)
            if over > 0:
                faults.append(f"{page}: {name}: {over} px wider than {width} px")
        tab.evaluate(axe)
        for violation in tab.evaluate(AXE_RUN):
            faults.append(f"{page}: {name}: axe {violation}")
    context.close()


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    pages = sys.argv[2:] or sorted(
        str(p.relative_to(site)) for p in site.rglob("*.html"))
    if not pages:
        sys.exit(f"no pages in {site}")
    base = site.as_uri() + "/"
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"])
        check_quiet(browser, base, pages, faults)
        for view in VIEWS:
            check_view(browser, base, pages, view, faults)
        browser.close()
    faults += nu.faults([site / page for page in pages])
    for fault in faults:
        print(fault)
    print(f"{len(pages)} pages in {len(VIEWS)} views: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
