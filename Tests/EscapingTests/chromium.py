"""Lets a real Chromium read a sample of the pages that escaping.py rendered.

Each page is loaded with its scripts running: nothing may open a dialog, leave the page or load
anything that the harmless page does not, the tree must be that of the harmless page, and where
the value can be read back from the running page it must be the value.
Usage: chromium.py PAGES.json
"""

import json
import sys

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"

# One value in this many of each place, turning, so that every value is seen in many places.
STRIDE = 19

TREE = """() => {
  const walk = e => [e.tagName, e.getAttributeNames().sort(), [...e.children].map(walk),
    e.tagName === 'TEMPLATE' ? [...e.content.children].map(walk) : []];
  const style = e => [...e.querySelectorAll('[style]')].map(x => [...x.style].filter(
    n => !/^(color|width|background|font-family)/.test(n)));
  const rules = [...document.styleSheets].map(s => s.ownerNode.tagName === 'STYLE'
    ? [...s.cssRules].map(r => [r.constructor.name, !!r.style]) : 0);
  const active = [...document.querySelectorAll('[href],[src],[action],[formaction],[data]')].map(
    e => ['href', 'src', 'action', 'formaction', 'data'].filter(n => e.hasAttribute(n)).map(n => {
      try {
        return ['http:', 'https:', 'mailto:', 'tel:', 'about:'].includes(
          new URL(e.getAttribute(n), 'https://base.example/').protocol);
      } catch { return true; }
    }));
  return JSON.stringify([walk(document.documentElement), style(document), rules, active]);
}"""

READ = {
    "p": "document.querySelector('p').textContent",
    "title": "document.querySelector('title').textContent",
    "p title": "document.querySelector('p').title",
    "input value": "document.querySelector('input').value",
    "script value": "x", "script string": "x",
    "script json": "JSON.parse(document.querySelector('script').textContent)",
    "handler value": "(() => { let got; const f = v => { got = v; };"
                     "eval(document.querySelector('p').getAttribute('onclick')); return got; })()",
    "handler string": "(() => { let got; const f = v => { got = v; };"
                      "eval(document.querySelector('p').getAttribute('onclick')); return got; })()",
    "a href query": "new URL(document.querySelector('a').getAttribute('href'),"
                    "'https://base.example/').searchParams.get('q')",
}


def expected(reader, value):
    """The value as Chromium gives it back, or None where it says it differently."""
    if reader in ("p", "title", "p title", "input value"):
        # Chromium takes line ends as line feeds and drops NUL; an input has one line.
        if any(mark in value for mark in "\0\r\n"):
            return None
        return value
    return value


def lost_a_rule(shape, harmless):
    """Whether the page is the harmless one but for rules of style that the value made meaningless,
    which a browser leaves out."""
    got, wanted = json.loads(shape), json.loads(harmless)
    return got[:2] == wanted[:2] and got[3] == wanted[3] and all(
        rules in ([], 0) or rules == others for rules, others in zip(got[2], wanted[2], strict=True))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        pages = [page for page in json.load(file) if page["markup"]]
    pages = [
        page for number, page in enumerate(pages)
        if number % STRIDE == 0 and not page["output"].startswith(("<svg", "<feed", "<base"))]
    faults = []
    shapes = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(offline=True)
        tab = context.new_page()
        events = []
        tab.on("dialog", lambda dialog: (events.append(f"dialog {dialog.message}"),
                                         dialog.dismiss()))
        tab.on("framenavigated", lambda frame: events.append(f"navigated {frame.url}")
               if frame == tab.main_frame and frame.url != "about:blank" else None)
        tab.add_init_script("globalThis.f = () => {};")

        def look(output):
            # The whole page is parsed before its tree is read, a blocking script's failure included.
            tab.set_content(output, wait_until="domcontentloaded")
            return tab.evaluate(TREE)

        for page in pages:
            name, value = page["name"], page["value"]
            label = f"{name}: {value[:60]!r}"
            if name not in shapes:
                shapes[name] = look(page["harmless"])
            events.clear()
            try:
                shape = look(page["output"])
                if shape != shapes[name] and not lost_a_rule(shape, shapes[name]):
                    faults.append(f"{label}: another tree: {shape[:300]}")
                read = READ.get(page["reader"])
                wanted = expected(page["reader"], value)
                if read and wanted is not None and not name.endswith(("markup", "module")):
                    got = tab.evaluate(f"() => {read}")
                    if got != wanted:
                        faults.append(f"{label}: came back as {got!r}")
            except Exception as error:
                faults.append(f"{label}: {str(error)[:200]}")
            faults += [f"{label}: {event}" for event in events]
        browser.close()
    for fault in faults[:60]:
        print(f"chromium: {fault}", file=sys.stderr)
    print(f"chromium: {len(pages)} pages, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
