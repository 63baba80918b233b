"""The rules of French typography on the rendered text of every page: what a reader sees, across the
borders of elements, outside words kept as they stand (`data-typo="off"`), code and other languages.

Usage: typography.py SITE
"""

import html.parser
import pathlib
import re
import sys

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "path", "line", "rect", "circle", "use"}
BLOCK = {
    "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "td", "th", "caption", "div", "section", "header",
    "title", "figcaption", "label", "summary", "option", "button", "text", "tr", "a", "span"}
VERBATIM = {"code", "pre", "script", "style", "kbd", "samp"}
# A mark, and what a reader must not find.
RULES = [
    ("a blank that breaks before ; ! ?", r"[^\s\u202f\u00a0;!?…«(\[] [;!?]"),
    ("no blank before ; ! ?", r"[a-zà-ÿ0-9)»][;!?](?=\s|$)"),
    ("a blank that breaks before a colon", r"[a-zà-ÿ0-9)»] :(?=\s|$)"),
    ("no blank before a colon", r"[a-zà-ÿ)»]:(?=\s)"),
    ("a blank that breaks inside « »", r"« | »"),
    ("no blank inside « »", r"«[^\s\u202f\u00a0]|[^\s\u202f\u00a0]»"),
    ("a straight apostrophe", r"[a-zà-ÿ]'[a-zà-ÿ]"),
    ("a straight quotation mark", r"\""),
    ("three full stops", r"\.\.\."),
    ("etc…", r"etc\.?…"),
    ("a blank that breaks after n°", r"\bn[°ᵒº] \d"),
    ("a blank that breaks before a unit", r"\d [€%]"),
    ("a first of the month without its ending", r"\b1 (janvier|février|mars|avril|mai|juin|juillet"
     r"|août|septembre|octobre|novembre|décembre)\b"),
    ("a blank that breaks after art. or article", r"\b(art\.|article|p\.|§) [0-9LRD]"),
    ("a blank that breaks after a title", r"\b(M\.|Mme|MM\.|Me) [A-ZÀ-Ý]"),
]


class Text(html.parser.HTMLParser):
    """The text of a page in pieces that do not run on."""

    def __init__(self, source):
        super().__init__()
        self.stack, self.pieces = [], [""]
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "br":
            self.pieces.append("")
        if tag in VOID:
            return
        off = (
            tag in VERBATIM or values.get("data-typo") == "off"
            or values.get("lang", "fr").partition("-")[0] != "fr"
            or not {"octets"}.isdisjoint((values.get("class") or "").split()))
        self.stack.append((tag, off))
        if tag in BLOCK - {"a", "span"}:
            self.pieces.append("")

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag in BLOCK - {"a", "span"}:
            self.pieces.append("")

    def handle_data(self, data):
        if any(off for _, off in self.stack):
            # The place of what is passed over: nothing is concluded across it.
            self.pieces[-1] += "\ufffc"
        else:
            self.pieces[-1] += data


def faults(site):
    found = []
    for path in sorted(pathlib.Path(site).rglob("*.html")):
        for piece in Text(path.read_text("utf-8")).pieces:
            piece = re.sub(r"[ \t\n]+", " ", piece)
            for name, pattern in RULES:
                for match in re.finditer(pattern, piece):
                    start = max(0, match.start() - 30)
                    found.append(
                        f"{path.relative_to(site)}: {name}: …{piece[start:match.end() + 20]!r}")
    return found


def main():
    found = faults(sys.argv[1])
    for fault in found[:60]:
        print(fault)
    print(f"typography: {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
