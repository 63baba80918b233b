"""Opens every page of a built site in a real Chromium, from disk, and checks it.

Per page: no console message, no failed request and no request to another place; no sideways
scrolling at 320 and 360 pixels; no violation of any axe rule, wide in light and narrow in dark;
nothing that the Nu HTML checker finds. Of one page a kind: the other two views, the way through it by
keyboard, shifts, large text, paper and forced colours. The search answers questions.
Usage: pages.py SITE [PAGE...] [--report FILE]
"""

import datetime
import pathlib
import re
import sys

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

import nu
import reading
import search

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


def axe_combinations(browser, base, pages, faults):
    """The two views that are left, on one page a kind, and the results of a search in both schemes."""
    for view in [
        ("1280 dark", {"width": 1280, "height": 900}, "dark"),
        ("360 light", {"width": 360, "height": 740}, "light"),
    ]:
        check_view(browser, base, pages + ["recherche.html?q=parquet"], view, faults)


def report(path, checks):
    """Writes what was checked for the accessibility statement of the site."""
    lines = [f"date: {datetime.date.today().isoformat()}", "checks:"]
    for name, tool, pages, views, found in checks:
        lines += [f"  - id: {name}", f"    tool: {tool}", f"    pages: {pages}",
                  f"    views: [{', '.join(views)}]", f"    faults: {found}"]
    pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    arguments = sys.argv[1:]
    written = None
    if "--report" in arguments:
        at = arguments.index("--report")
        written = arguments[at + 1]
        del arguments[at:at + 2]
    site = pathlib.Path(arguments[0]).resolve()
    pages = arguments[1:] or sorted(
        str(p.relative_to(site)) for p in site.rglob("*.html"))
    if not pages:
        sys.exit(f"no pages in {site}")
    base = site.as_uri() + "/"
    faults = []
    checks = []

    def run(name, tool, count, views, body):
        before = len(faults)
        body()
        checks.append((name, tool, count, views, len(faults) - before))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"])
        tool = f"Chromium {browser.version}"
        run("quiet", tool, len(pages), [], lambda: check_quiet(browser, base, pages, faults))
        axe = "axe-core " + re.search(r"axe v([0-9.]+)", axe_source()).group(1)

        def views():
            for view in VIEWS:
                check_view(browser, base, pages, view, faults)

        names = [view[0] for view in VIEWS]
        run("axe", axe, len(pages), names, views)
        checks.append(("reflow", tool, len(pages), ["320", "360", "1280"],
                       sum("px wider than" in fault for fault in faults)))
        # What follows is of whole sites.
        if not arguments[1:]:
            kinds = reading.one_a_kind(site)
            run("axe", axe, len(kinds), ["1280 dark", "360 light"],
                lambda: axe_combinations(browser, base, kinds, faults))
            run("keyboard", tool, len(kinds), ["1280 light"],
                lambda: reading.check_keyboard(browser, site, kinds, faults))
            run("reading", tool, len(kinds), [],
                lambda: reading.check_reading(browser, site, kinds, faults))
            run("definitions", tool, 3, ["1280", "320"],
                lambda: reading.check_definitions(browser, site, faults))
            run("search", tool, 1, ["file", "http"], lambda: search.check(browser, site, faults))
            run("weight", "gzip", len(list(site.glob("chapitres/*.html"))) - 1, [],
                lambda: reading.check_weight(site, faults))
        browser.close()
    run("nu", "Nu HTML Checker", len(pages), [],
        lambda: faults.extend(nu.faults([site / page for page in pages])))
    for fault in faults:
        print(fault)
    if written:
        report(written, checks)
    print(f"{len(pages)} pages in {len(VIEWS)} views, {len(checks)} checks: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
