"""How pages read: weight, shifts of layout, the way through them by keyboard, large text, paper, forced
colours. One page a kind is opened for what every page of a kind shares.
"""

import gzip
import pathlib
import re

CHAPTER_BUDGET = 30_000
STYLE_BUDGET = 10_000
SCRIPT_BUDGET = 5_000

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
    .observe({type: 'layout-shift', buffered: true});
  window.scrollTo(0, document.body.scrollHeight);
  setTimeout(() => done(sum), 150);
})"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {tag: e.tagName, seen: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    inside: r.bottom > 0 && r.top < innerHeight, text: e.textContent.slice(0, 40)};
}"""


def packed(path):
    """The bytes of a file on the wire."""
    return len(gzip.compress(path.read_bytes(), 6))


def one_a_kind(site):
    """One page of each kind: those at the root, and of each folder the index and the heaviest."""
    pages = sorted(p.name for p in site.glob("*.html"))
    for folder in sorted(p for p in site.iterdir() if p.is_dir()):
        own = sorted(folder.glob("*.html"), key=lambda p: (-p.stat().st_size, p.name))
        for path in [p for p in own if p.name == "index.html"] + [
                p for p in own if p.name != "index.html"][:1]:
            pages.append(str(path.relative_to(site)))
    return pages


def check_weight(site, faults):
    """Every chapter with its style sheet and icon; the style sheet and the script alone."""
    styles = list(site.glob("assets/*.css"))
    scripts = list(site.glob("assets/*.js"))
    if len(styles) != 1:
        faults.append(f"{len(styles)} style sheets")
    shared = sum(packed(p) for p in styles) + sum(packed(p) for p in site.glob("assets/*.svg"))
    for path, budget in [(p, STYLE_BUDGET) for p in styles] + [(p, SCRIPT_BUDGET) for p in scripts]:
        if packed(path) > budget:
            faults.append(f"{path.name}: {packed(path)} bytes packed")
    chapters = [p for p in site.glob("chapitres/*.html") if p.name != "index.html"]
    for path in chapters:
        if packed(path) + shared > CHAPTER_BUDGET:
            faults.append(f"{path.name}: {packed(path) + shared} bytes packed with its files")
        # A block of data is no script.
        text = path.read_text(encoding="utf-8").replace('<script type="application/ld+json">', "")
        if "<script" in text:
            faults.append(f"{path.name}: a script on a chapter")
    return len(chapters)


def check_reading(browser, site, pages, faults):
    """Shifts, large text, paper and forced colours of one page a kind."""
    base = site.as_uri() + "/"
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    tab = context.new_page()
    for page in pages:
        tab.goto(base + page)
        shift = tab.evaluate(SHIFTS)
        if shift > 0:
            faults.append(f"{page}: layout shifts by {shift}")
        tab.evaluate("() => document.documentElement.style.fontSize = '200%'")
        if tab.evaluate(OVERFLOW) > 0:
            faults.append(f"{page}: text at 200 % is wider than the page")
        tab.evaluate("() => document.documentElement.style.fontSize = ''")
        tab.emulate_media(media="print", color_scheme="dark")
        paper = tab.evaluate("() => getComputedStyle(document.body).backgroundColor")
        if paper != "rgb(255, 255, 255)":
            faults.append(f"{page}: prints on {paper}")
        if tab.is_visible("header.tete nav"):
            faults.append(f"{page}: prints its navigation")
        tab.emulate_media(media="screen", color_scheme="light", forced_colors="active")
        if tab.evaluate(OVERFLOW) > 0:
            faults.append(f"{page}: forced colours widen the page")
        tab.emulate_media(media="screen", forced_colors="none")
    context.close()


def check_keyboard(browser, site, pages, faults):
    """Every stop of a page is visible and inside the window; the skip link comes first."""
    base = site.as_uri() + "/"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    for page in pages:
        tab.goto(base + page)
        for stop in range(60):
            tab.keyboard.press("Tab")
            seen = tab.evaluate(FOCUS)
            if seen["tag"] == "BODY":
                break
            if stop == 0 and not re.match(r"Aller|Skip", seen["text"]):
                faults.append(f"{page}: the first stop is {seen['text']}")
            if not seen["seen"] or not seen["inside"]:
                faults.append(f"{page}: stop {stop + 1} is not visible: {seen['text']}")
    context.close()


def check_definitions(browser, site, faults):
    """A word of the glossary shows its definition by keyboard, without a script, inside the window,
    and on paper; returns how many words were tried."""
    pages = [p for p in sorted(site.rglob("*.html")) if 'class="terme"' in p.read_text("utf-8")]
    if not pages:
        faults.append("no page shows a definition")
        return 0
    count = 0
    for width, script in ((1280, True), (320, False)):
        context = browser.new_context(
            viewport={"width": width, "height": 700}, java_script_enabled=script)
        tab = context.new_page()
        for page in pages[:3]:
            name = page.relative_to(site)
            tab.goto(page.as_uri())
            words = tab.locator("button.terme")
            for rank in range(min(words.count(), 3)):
                count += 1
                word = words.nth(rank)
                shown = tab.locator("#" + word.get_attribute("popovertarget"))
                if shown.is_visible():
                    faults.append(f"{name}: a definition shows by itself")
                word.focus()
                tab.keyboard.press("Enter")
                box = shown.bounding_box()
                if box is None or box["x"] < 0 or box["x"] + box["width"] > width + 1:
                    faults.append(f"{name}: {width} px: a definition is at {box}")
                if box and not -1 <= box["y"] <= 700 - box["height"] + 1:
                    faults.append(f"{name}: {width} px: a definition ends at {box}")
                tab.keyboard.press("Tab")
                if shown.locator("a:focus").count() != 1:
                    faults.append(f"{name}: Tab does not lead into a definition")
                tab.keyboard.press("Escape")
                if shown.is_visible():
                    faults.append(f"{name}: Escape does not close a definition")
            tab.emulate_media(media="print")
            hidden = tab.locator(".def:visible").count() == 0
            if hidden and tab.locator(".mots:visible").count() == 0:
                faults.append(f"{name}: no definition on paper")
            tab.emulate_media(media="screen")
        context.close()
    return count
