"""Compares the dossier profile with cmark-gfm on our own cases: tables, notes, strikethrough,
task lists, bare addresses.

Markup that both write differently on purpose (classes, roles, scopes, ids, the frame around a
table, words of back-links) is left out before comparing. What is left must be equal, or be listed
here with the reason; a listed difference that is none any more is a fault too.
Usage: compare.py DOSSIER
"""

import html.parser
import json
import subprocess
import sys

import cmarkgfm
from cmarkgfm.cmark import Options

# (text, reason why the results differ, or None)
CASES = [
    # Tables.
    ("| a | b |\n|---|---|\n| c | d |\n", None),
    ("a | b\n--|--\nc | d\n", None),
    ("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n", None),
    ("| *a* | `b\\|c` | \\| |\n|---|---|---|\n| **d** | [e](f) | g |\n", None),
    ("| a | b |\n|---|---|\n| c |\n| d | e |\n", None),
    ("| a |\n|---|\n", None),
    ("| a | b |\n|---|\n| c | d |\n", None),
    ("| a |\n|---|\n| b |\n\n> c\n", None),
    ("> | a |\n> |---|\n> | b |\n", None),
    ("- | a |\n  |---|\n  | b |\n", None),
    ("| a |\n|---|\n| b |\n\nc\n", None),
    ("|   |   |\n|---|---|\n| a |   |\n", "a header without text is a plain cell: it names nothing"),
    ("| a~~b~~ | ![c](d) |\n|---|---|\n| <https://e.fr> | f |\n", None),
    ("| a |\n| - |\n| b | c |\n", None),
    ("| a |\n|---|\n| b |\nc\n", None),
    ("a\n| b |\n|---|\n| c |\n", None),
    ("a *b*\nc\n| d | e |\n|---|---|\n", None),
    ("> a\n> | b |\n> |---|\n\n- a\n  | b |\n  |---|\n", None),
    ("| a |\n|---|\n| b |\n# c\n", None),
    ("| a |\n|---|\n| b |\n---\nc\n", None),
    ("| a |\n|---|\n| b |\n===\n", None),
    ("| a |\n|---|\n    b\n", "an indented line goes on with a table as it does with a paragraph"),
    ("> | a |\n> |---|\n| b |\n", "a line without `>` goes on with the table of a quotation too"),
    ("| a |\n|---|\n| \\\\\\| |\n", None),
    ("| a |\n|---|\n| \\\\|\n", "two backslashes are one, and the bar behind them ends the cell"),
    # Notes.
    ("a[^1]\n\n[^1]: b\n[^1] c\n", None),
    ("a[^1]\n\n[^1]: b\n| c |\n|---|\n", "a table may stand behind the text of a note too"),
    ("a[^1].\n\n[^1]: b\n", None),
    ("a[^x] b[^y] c[^x].\n\n[^y]: d *e*\n\n[^x]: f\n", None),
    ("a[^1]\n\n[^1]: b\n\n    c\n\n    - d\n", None),
    ("> a[^1]\n\n- b[^1]\n\n[^1]: c\n", None),
    ("# a[^1]\n\n| b[^1] |\n|---|\n| c |\n\n[^1]: d\n", None),
    ("a[^none]\n", None),
    ("a\n\n[^1]: never called\n", None),
    ("a[^1] b[^2]\n\n[^2]: c\n[^1]: d\n", None),
    ("a[^1]\n\n[^1]: b\nc\n", None),
    ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n", None),
    ("`[^1]` \\[^1] a[^1]\n\n[^1]: b\n", None),
    ("> a[^1]\n>\n> [^1]: b\n", None),
    ("a[^A] b[^\u00e9 ]\n\n[^a]: c\n[^\u00c9]: d\n", None),
    ("a[^b c]\n\n[^b c]: d\n", "a label may hold spaces"),
    ("a[^[^1]]\n\n[^1]: b\n", "a call may stand in brackets"),
    ("a\\[^1] b[^1\\]\n\n[^1]: c\n", None),
    ("- a[^1]\n\n  [^1]: b\n", "the definition of a note makes no list loose: it stands elsewhere"),
    # Strikethrough.
    ("~~a~~ b\n", None),
    ("a ~~*b* c~~ d\n", None),
    ("~~a\n\nb~~\n", None),
    ("~~~a~~~ b\n", None),
    ("a ~b~ c\n", "one tilde is a sign of its own: only two strike out"),
    ("`~~a~~` \\~~b~~\n", None),
    ("a~~b~~c\n", None),
    ("~~a *b~~ c*\n", "marks that cross: the emphasis of CommonMark comes first"),
    # Task lists.
    ("- [ ] a\n- [x] b\n- [X] c\n- d\n", None),
    ("1. [ ] a\n2. [x] b\n", None),
    ("- [ ] a\n  - [x] b\n", None),
    ("- [] a\n- [y] b\n- \\[ ] c\n", None),
    ("[ ] a\n", None),
    # Bare addresses.
    ("a https://b.fr/c?d=e&f=g b\n", None),
    ("a http://b.fr. (https://c.fr/d_(e)) www.f.fr, g\n", None),
    ("www.a.fr/b* **https://c.fr**\n", None),
    ("https://a.fr/b) xhttps://c.fr\n", None),
    ("`https://a.fr` <https://b.fr> [https://c.fr](d)\n", None),
    ("https://a.fr/b;c&amp; d\n", None),
    ("a@b.fr, (c.d-e@f.fr)\n", None),
    ("HTTPS://A.B ftp://a.b mailto:a@b.c www.a\n", None),
    ("\"http://a.b\" http://a_b.c www.a_b.c http://a_b.c.d\n", None),
    ("http://a.b/?x=1&amp;y=2\n", "a character reference in an address is the sign it stands for"),
]

VOID = {"br", "hr", "img", "input"}


class Reader(html.parser.HTMLParser):
    """HTML as a list of tags and texts, without what both write differently on purpose."""

    def __init__(self):
        super().__init__()
        self.out = []
        self.open = []
        self.skip = 0
        self.notes = 0

    def handle_starttag(self, tag, attributes):
        attributes = {key: value or "" for key, value in attributes}
        frame = tag == "div" and "defile" in attributes.get("class", "")
        backlink = "backref" in attributes.get("class", "") or (
            attributes.get("role") == "doc-backlink"
        )
        title = self.notes > 0 and tag == "h2"
        if tag not in VOID:
            self.open.append((tag, frame, backlink or title))
        if backlink or title:
            self.skip += 1
        if tag == "section":
            self.notes += 1
        if self.skip or frame or (self.notes and tag in ("p", "section")):
            return
        kept = [tag]
        # The first cell of a row is its header here.
        if tag == "th" and attributes.get("scope") == "row":
            kept = ["td"]
        if tag == "a" and not attributes.get("href", "").startswith("#"):
            kept.append(attributes.get("href", ""))
        if tag in ("th", "td"):
            side = {"d": "right", "c": "center"}.get(attributes.get("class", ""))
            side = side or attributes.get("align", "")
            kept.append("" if side == "left" else side)
        if tag == "input":
            kept.append("checked" if "checked" in attributes else "")
        if tag == "img":
            kept += [attributes.get("src", ""), attributes.get("alt", "")]
        if tag == "ol":
            kept.append(attributes.get("start", "1"))
        self.out.append("<" + " ".join(kept).rstrip() + ">")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open:
            name, frame, skipped = self.open.pop()
            if skipped:
                self.skip -= 1
            if name == "section":
                self.notes -= 1
            if not (self.skip or skipped or frame or name == "section" or
                    (self.notes and name == "p")):
                self.out.append("</>")
            if name == tag:
                return

    def handle_data(self, data):
        if self.skip:
            return
        text = " ".join(data.split())
        if not text:
            return
        # The state of a task is a sign with words here, and an input that nothing submits there.
        if text in ("☐", "☑") and self.out and self.out[-1] == "<span>":
            self.out[-1] = "<input>" if text == "☐" else "<input checked>"
            self.open[-1] = ("span", True, False)
            return
        if self.out and not self.out[-1].startswith("<"):
            self.out[-1] += " " + text
        else:
            self.out.append(text)


def shape(markup):
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader.out


def main():
    lines = "".join(
        json.dumps({"id": number, "markdown": text, "typography": False}) + "\n"
        for number, (text, _) in enumerate(CASES)
    )
    answers = subprocess.run(
        [sys.argv[1], "markdown", "--json"], input=lines, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    faults = 0
    listed = 0
    for (text, reason), answer in zip(CASES, answers, strict=True):
        ours = shape(json.loads(answer)["output"])
        theirs = shape(
            cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_FOOTNOTES)
        )
        if ours == theirs and reason is None:
            continue
        if ours != theirs and reason is not None:
            listed += 1
            continue
        faults += 1
        if reason is not None:
            print(f"gfm: {text!r} does not differ any more: {reason}")
            continue
        print(f"gfm: {text!r} differs from cmark-gfm\n  ours   {ours}\n  theirs {theirs}")
    if faults:
        sys.exit(f"gfm: {faults} of {len(CASES)} cases are not as expected")
    print(f"gfm: {len(CASES)} cases, {len(CASES) - listed} as cmark-gfm, {listed} other for a reason")


main()
