"""Opens a preview in a real Chromium and edits the dossier under it: the page takes the change and
keeps its place, faults appear over it and go, the desk shows what supports a paragraph.
Usage: browser.py BINARY DOSSIER
"""

import sys
import time

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

from running import PATIENCE, Preview

CHROMIUM = "/usr/bin/chromium"
CHAPTER = "Content/chapters/02-les-faits.md"
PAGE = "chapitres/les-faits.html"
WAIT = {"timeout": PATIENCE * 1000}
AXE_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .map(v => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""


# Whether faults end where the bar begins, and the text where the faults begin.
ABOVE_BAR = """() => {
  const part = name => document.querySelector('dossier-preview').shadowRoot.querySelector(name).getBoundingClientRect();
  return part('.list').bottom <= part('.bar').top + 1;
}"""
ABOVE_FAULTS = """() => {
  const faults = document.querySelector('dossier-preview').shadowRoot.querySelector('.faults');
  return document.querySelector('footer').getBoundingClientRect().bottom <= faults.getBoundingClientRect().top + 1;
}"""


class Session:
    """A tab of a preview, and what went wrong in it."""

    def __init__(self, preview, browser):
        self.preview = preview
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.tab = self.context.new_page()
        self.faults = []
        self.tab.on("console", lambda message: self.note(message))
        self.tab.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def note(self, message):
        """Keeps what the browser complains of; a placeholder is a 503 on purpose."""
        if message.type in ("error", "warning") and "503" not in message.text and "404" not in message.text:
            self.faults.append(f"console: {message.text}")

    def open(self, page):
        """Opens a page and waits until it listens."""
        self.tab.goto(self.preview.url + page)
        self.tab.wait_for_function(
            "() => /\\d/.test(document.querySelector('dossier-preview')?.shadowRoot.querySelector('.status')?.textContent || '')",
            **WAIT)
        self.tab.evaluate("() => { window.sameDocument = true; }")

    def see(self, text, present=True):
        """Waits until the page shows a text, or no longer does."""
        self.tab.wait_for_function(
            "([text, present]) => document.body.textContent.replace(/\\s/g, ' ').includes(text) === present", arg=[text, present], **WAIT)

    def check_access(self):
        """Notes what axe finds; the styles it sets for a moment are against the policy, and its own."""
        self.tab.evaluate(open(AXE_FILE_PATH, encoding="utf-8").read())
        known = len(self.faults)
        found = self.tab.evaluate(AXE_RUN)
        self.faults[known:] = [fault for fault in self.faults[known:] if "inline style" not in fault]
        self.faults += [f"axe: {violation}" for violation in found]

    def see_own(self, selector, text):
        """Waits until a part of the preview shows a text."""
        self.tab.wait_for_function(
            """([selector, text]) => [...document.querySelector('dossier-preview').shadowRoot.querySelectorAll(selector)]
              .some(element => !element.closest('[hidden]') && element.textContent.includes(text))""",
            arg=[selector, text], **WAIT)

    def gone_own(self, selector):
        """Waits until a part of the preview is hidden."""
        self.tab.wait_for_function(
            "selector => document.querySelector('dossier-preview').shadowRoot.querySelector(selector).hidden",
            arg=selector, **WAIT)

    def claim(self, holds, what):
        """Notes a fault where a claim does not hold."""
        if not holds:
            self.faults.append(what)


def check_text(session):
    """A changed text shows; scroll position, focus and opened details stay; nothing is loaded anew."""
    session.open(PAGE)
    session.tab.evaluate("""() => {
      scrollTo({ top: 900, behavior: 'instant' });
      const links = [...document.querySelectorAll('main a')].filter(a => a.getBoundingClientRect().top > 100);
      links[0].focus({ preventScroll: true });
      window.focused = document.activeElement;
    }""")
    top = session.tab.evaluate("() => window.focused.getBoundingClientRect().top")
    text = session.preview.file(CHAPTER).read_text(encoding="utf-8")
    start = text.index("\n\n", text.index("\n## ")) + 2
    session.preview.file(CHAPTER).write_text(
        text[:start] + "Un paragraphe de plus, posé par un essai, [@blick-grok].\n\n" + text[start:], encoding="utf-8")
    session.see("posé par un essai")
    after = session.tab.evaluate("() => window.focused.getBoundingClientRect().top")
    session.claim(abs(after - top) < 3, f"what is read moved from {top} to {after}")
    session.claim(session.tab.evaluate("() => document.activeElement === window.focused"), "the focus is lost")
    session.claim(session.tab.evaluate("() => window.sameDocument === true"), "the page was loaded anew")
    session.preview.file(CHAPTER).write_text(text, encoding="utf-8")
    session.see("posé par un essai", False)


def check_details(session):
    """Details that a theme has stay open."""
    template = session.preview.file("Templates/pages/glossary.html")
    template.parent.mkdir(parents=True)
    body = ('{% extends "layouts/base.html" %}{% block main %}<h1>{{ page.heading }}</h1>'
            '<details id="d"><summary>Voir</summary><p>MARK</p></details><input id="i">{% endblock %}')
    template.write_text(body.replace("MARK", "premier"), encoding="utf-8")
    session.open("glossaire.html")
    session.see("premier")
    session.tab.click("summary")
    session.tab.fill("#i", "à moitié écrit")
    template.write_text(body.replace("MARK", "second"), encoding="utf-8")
    session.see("second")
    session.claim(session.tab.evaluate("() => document.getElementById('d').open"), "the details have closed")
    session.claim(session.tab.input_value("#i") == "à moitié écrit", "the field is empty")
    session.claim(session.tab.evaluate("() => window.sameDocument === true"), "a template loads the page anew")
    template.unlink()
    session.see("second", False)


def check_style(session):
    """A style sheet is swapped in place."""
    session.open("index.html")
    style = session.preview.file("Templates/assets/style.css")
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text("h1 { color: rgb(1, 2, 3); }\n", encoding="utf-8")
    session.tab.wait_for_function(
        "() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'", **WAIT)
    session.claim(session.tab.evaluate("() => window.sameDocument === true"), "a style loads the page anew")
    known = len(session.preview.said)
    style.unlink()
    session.tab.wait_for_function(
        "() => getComputedStyle(document.querySelector('h1')).color !== 'rgb(1, 2, 3)'", **WAIT)
    # The open page is shown early; the rest of that rebuild is waited for.
    end = time.monotonic() + PATIENCE
    while len(session.preview.said) == known and time.monotonic() < end:
        time.sleep(0.05)


def check_elsewhere(session):
    """A change of another page is told, with the way there."""
    session.open("accessibilite.html")
    session.preview.edit(CHAPTER, "\n## ", "\nAilleurs, un mot, [@blick-grok].\n\n## ")
    session.see_own(".notice", PAGE)
    session.tab.locator("dossier-preview .notice a").click()
    session.tab.wait_for_url("**/" + PAGE + "*", **WAIT)
    session.see("Ailleurs, un mot")
    session.preview.edit(CHAPTER, "Ailleurs, un mot, [@blick-grok].\n\n", "")
    session.see("Ailleurs, un mot", False)


def check_faults(session):
    """A fault stands over the last good page, with its place and the way to the editor, and goes."""
    session.open(PAGE)
    session.preview.edit(CHAPTER, "[[event:", "[[event:nulle-part-")
    session.see_own(".faults article", "nulle-part-")
    place = session.tab.locator("dossier-preview .faults .place a").first
    session.claim(CHAPTER in place.text_content(), "the fault does not say where")
    session.claim((place.get_attribute("href") or "").startswith("vscode://file/"), "the place opens no editor")
    drawing = session.tab.locator("dossier-preview .faults pre").first.text_content()
    session.claim("^" in drawing and "=" in drawing, "no excerpt and no hint")
    session.claim("-->" not in drawing, "the place stands twice")
    session.claim(session.tab.evaluate(ABOVE_BAR), "the bar lies over a fault")
    session.tab.evaluate("() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    session.claim(session.tab.evaluate(ABOVE_FAULTS), "the end of the page lies under the faults")
    session.claim(session.tab.locator("main h1").is_visible(), "the last good page is gone")
    session.claim("nulle-part-" in "".join(session.preview.said), "the terminal does not say it")
    session.check_access()
    session.preview.edit(CHAPTER, "[[event:nulle-part-", "[[event:")
    session.gone_own(".faults")


def check_new_files(session):
    """A chapter that comes has its page; one that goes has none."""
    session.open("chapitres/index.html")
    chapter = session.preview.file("Content/chapters/99-nouveau.md")
    chapter.write_text(
        "---\ntitle: Chapitre venu en route\nnumber: 99\nslug: venu\ndescription: Un essai.\ndraft: true\n---\n\nUn mot.\n",
        encoding="utf-8")
    session.see("Chapitre venu en route")
    session.open("chapitres/venu.html")
    session.tab.wait_for_selector("main[data-dossier-mark]", **WAIT)
    chapter.unlink()
    session.see_own(".notice", "n’existe plus")


def check_desk(session):
    """The desk tells what supports a paragraph, and another day changes the law."""
    session.open("chapitres/l-essentiel.html")
    session.tab.locator("dossier-preview .bar button", has_text="Pupitre").click()
    session.see_own(".card", "Paragraphe 1")
    session.see_own(".card li", "E-02g")
    session.see_own(".counts", "mots dans ce chapitre")
    session.check_access()
    session.tab.locator("dossier-preview .side input[type=date]").fill("2025-03-04")
    session.see("4 mars 2025")
    session.tab.locator("dossier-preview .side .day button").click()
    session.see("4 mars 2025", False)
    session.tab.locator("dossier-preview .bar button", has_text="Pupitre").click()


def check_policy(session):
    """The strict policy holds: no script of the page itself runs, nothing is asked of others."""
    session.open("index.html")
    blocked = session.tab.evaluate("""() => new Promise(done => {
      addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
      setTimeout(() => done('none'), 5000);
    })""")
    session.faults[:] = [fault for fault in session.faults if "Content Security Policy" not in fault]
    session.claim(blocked.startswith("script-src"), f"an inline script is {blocked}")


def main():
    binary, dossier = sys.argv[1:3]
    preview = Preview(binary, dossier, "--date", "2026-11-22", "--editor", "vscode")
    faults = []
    checks = [check_text, check_details, check_style, check_elsewhere, check_faults, check_new_files,
              check_desk, check_policy]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for check in checks:
            session = Session(preview, browser)
            try:
                check(session)
            except Exception as error:  # The other checks still tell something.
                session.faults.append(f"{type(error).__name__}: {error}")
            faults += [f"{check.__name__}: {fault}" for fault in session.faults]
            session.context.close()
        browser.close()
    if preview.stop() != 0:
        faults.append("SIGTERM is no clean end")
    for fault in faults:
        print(fault)
    print(f"{len(checks)} checks in Chromium: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
