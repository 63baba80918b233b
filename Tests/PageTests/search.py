"""Asks the search real questions with the keyboard, in a real Chromium.

From disk and from a server under a sub-path with a strict policy; with script off the page must offer
its indexes instead. A query may load so many bytes of the index and no more.
"""

import contextlib
import functools
import http.server
import pathlib
import threading
import urllib.parse

# What a reader types, and the address that the first results must hold; none for no result.
QUESTIONS = [
    ("226-8-1", "dispositions/cp-226-8-1.html"),
    ("article 226-8-1", "dispositions/cp-226-8-1.html"),
    ("art 226-8-1", "dispositions/cp-226-8-1.html"),
    ("art. 226-8-1", "dispositions/cp-226-8-1.html"),
    ("art. 227-23 code pénal", "dispositions/cp-227-23.html"),
    ("L226-8-1", "dispositions/cp-226-8-1.html"),
    ("60000", "affirmations.html#s-21"),
    ("60 000", "affirmations.html#s-21"),
    ("DELAPORTE", "acteurs/arthur-delaporte.html"),
    ("regulateur", "acteurs/arcom.html"),
    ("nudifications", "glossaire.html#"),
    ("S-19", "affirmations.html#s-19"),
    ("2024/1385", "dispositions/"),
    ("de la nudification", "glossaire.html#"),
    ("delap", "acteurs/arthur-delaporte.html"),
    ("xyzzyqq", None),
]
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
BUDGET = 100_000


@contextlib.contextmanager
def server(site, prefix):
    """The address of a server that shows the site below a path, with the policy as a header."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            path = urllib.parse.urlsplit(path).path
            if not path.startswith(prefix):
                return str(site / "no-such-file")
            return super().translate_path("/" + path[len(prefix):])

        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_):
            pass

    handler = functools.partial(Handler, directory=str(site))
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}{prefix}"
    finally:
        httpd.shutdown()


def ask(tab, question):
    """Types a question and waits for its answer; the addresses of the first results."""
    tab.fill("#q", "")
    tab.focus("#q")
    tab.keyboard.type(question)
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "text => document.querySelector('[role=status]').textContent.includes(text)", arg=question)
    tab.wait_for_function("""() => {
      const count = parseInt(document.querySelector('[role=status]').textContent) || 0;
      return document.querySelectorAll('.trouve > li').length >= Math.min(count, 10);
    }""")
    return tab.eval_on_selector_all(".trouve > li a", "all => all.map(a => a.getAttribute('href'))")


def check_answers(browser, site, address, faults):
    """Every question, and the way to the field and through the results by keyboard alone."""
    context = browser.new_context()
    tab = context.new_page()
    tab.on("console", lambda m: faults.append(f"search: {address}: console: {m.text}"))
    tab.on("pageerror", lambda e: faults.append(f"search: {address}: {e}"))
    sizes = {}

    def count(request):
        # By the files, so that what a browser kept counts as well.
        name = urllib.parse.urlsplit(request.url).path.rsplit("/recherche/", 1)[1:]
        if name:
            sizes[name[0]] = (site / "recherche" / name[0]).stat().st_size

    tab.on("request", count)
    for question, expected in QUESTIONS:
        sizes.clear()
        tab.goto(address)
        found = ask(tab, question)
        if expected is None and found:
            faults.append(f"search: {question} finds {found[0]}")
        if expected and not any(link.startswith(expected) for link in found[:5]):
            faults.append(f"search: {question} does not find {expected} but {found[:5]}")
        if not sizes or sum(sizes.values()) > BUDGET:
            faults.append(f"search: {question} loads {sum(sizes.values())} bytes")
    tab.goto(address)
    example = tab.inner_text("#q-aide").rstrip(".").split(":")[-1].strip()
    if not any(link.startswith("dispositions/") for link in ask(tab, example)[:5]):
        faults.append(f"search: the example {example} finds no article")
    check_keyboard(tab, address, faults)
    tab.goto(address + "?q=" + urllib.parse.quote("signalé"))
    tab.wait_for_selector(".trouve > li mark")
    if tab.input_value("#q") != "signalé":
        faults.append("search: the question of an address is not in the field")
    context.close()


def check_keyboard(tab, address, faults):
    """From the top of the page to the field, a filter and a result, by keys."""
    tab.goto(address)
    for _ in range(25):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "q":
            break
    else:
        faults.append("search: Tab does not reach the field")
        return
    tab.keyboard.type("parquet")
    tab.wait_for_selector(".trouve > li")
    before = tab.inner_text("[role=status]")
    for key in ("Tab", "Tab", "ArrowDown"):
        tab.keyboard.press(key)
    tab.wait_for_function(
        "text => document.querySelector('[role=status]').textContent !== text", arg=before)
    tab.wait_for_selector(".trouve > li")
    tab.keyboard.press("Tab")
    if tab.evaluate("document.activeElement.closest('.trouve') === null"):
        faults.append("search: Tab does not lead from the filter to the results")


def check_without_script(browser, address, faults):
    """With script off: no dead field, a word why, the indexes."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    if tab.is_visible("#q"):
        faults.append("search: the field shows without script")
    if not tab.is_visible("noscript p"):
        faults.append("search: nothing says that the search needs a script")
    if tab.locator("main ul a:visible").count() < 4:
        faults.append("search: no indexes without script")
    context.close()


def check(browser, site, faults):
    """All of it; how many questions were asked."""
    site = pathlib.Path(site)
    from_disk = (site / "recherche.html").as_uri()
    with server(site, "/sous/dossier/") as base:
        for address in (from_disk, base + "recherche.html"):
            check_answers(browser, site, address, faults)
    check_without_script(browser, from_disk, faults)
    return 2 * len(QUESTIONS)
