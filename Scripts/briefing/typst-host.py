"""Typesets for `dossier brief`: keeps a Typst compiler alive, answers one line for each line.

A line is fields between tabs; a backslash stands before `t`, `n` and itself. Requests:
  open FOLDER MAIN [FONTS]      make a compiler that sees nothing outside of FOLDER
  compile OUTPUT SECONDS STANDARD...   write a PDF dated SECONDS after 1970
  marks LABEL                   the dictionaries that the metadata LABEL hold, laid out
Answers: `ready VERSION` once, then `ok FIELD...` or `failed MESSAGE DIAGNOSTIC HINT...`.
"""

import json
import os
import re
import sys


def escape(text):
    text = str(text)
    for mark, letter in (("\\", "\\\\"), ("\t", "\\t"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(mark, letter)
    return text


def unescape(text):
    out, at = [], 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            out.append({"t": "\t", "n": "\n"}.get(text[at + 1], text[at + 1]))
            at += 2
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def answer(*fields):
    sys.stdout.write("\t".join(escape(field) for field in fields) + "\n")
    sys.stdout.flush()


LINK = re.compile(
    rb"/A<</Type/Action/S/URI/URI\(dossier:([^()]*)\)>>(/F 4/StructParent \d+)/Contents\(dossier:\1\)"
)


def lead_links(data, places):
    """Turns links to `dossier:PLACE` into links to the place's page, and names those of no place.

    The document does not ask where its links lead: it would be laid out once more, in twice the time
    and memory. What is put in is made as long as what was there, so that no offset of the file moves.
    `places` are lists of name, page from 1, and x and y in points from the page's top left.
    """
    kids = re.search(rb"/Type/Pages/Count \d+/Kids\[([^\]]*)\]", data)
    numbers = [] if kids is None else re.findall(rb"(\d+) 0 R", kids[1])
    heights = {
        match[1]: float(match[2])
        for match in re.finditer(
            rb"\n(\d+) 0 obj\s*<</Type/Page/[^>]*?/MediaBox\[0 0 [\d.]+ ([\d.]+)\]", data
        )
    }
    found = {}
    for place in filter(None, places):
        name, page, x, y = place
        if page <= len(numbers) and numbers[page - 1] in heights:
            number = numbers[page - 1]
            found[name.encode()] = (page, number, x, heights[number] - y)
    lost = []

    def lead(match):
        place = found.get(match[1])
        if place is None:
            lost.append(match[1].decode())
            return match[0]
        page, number, x, y = place
        # Ten points above, as the engine does itself: the line stands below the edge of the window.
        target = b"/Dest[%s 0 R/XYZ %.2f %.2f 0]%s/Contents(page %d)" % (number, x, y + 10, match[2], page)
        return target.ljust(len(match[0])) if len(target) <= len(match[0]) else match[0]

    return LINK.sub(lead, data), sorted(set(lost))


class Host:
    def __init__(self, typst):
        self.typst = typst
        self.compiler = None

    def open(self, folder, main, fonts=""):
        # No package folder: a document can read what lies in its own folder and nothing else.
        nowhere = os.path.join(folder, "packages")
        self.compiler = self.typst.Compiler(
            os.path.join(folder, main),
            root=folder,
            font_paths=[fonts] if fonts else [],
            ignore_system_fonts=True,
            package_path=nowhere,
            package_cache_path=nowhere,
        )
        return ()

    def compile(self, output, seconds, *standards):
        data, warnings = self.compiler.compile_with_warnings(
            format="pdf", pdf_standards=list(standards), timestamp=int(seconds)
        )
        remarks = [warning.message for warning in warnings]
        if b"/URI(dossier:" in data:
            places = json.loads(self.compiler.query("<d-places>", field="value"))
            data, lost = lead_links(data, places[0] if places else [])
            remarks += [f"a link leads to no place of the document: {name}" for name in lost]
        with open(output, "wb") as file:
            file.write(data)
        return [str(len(data))] + remarks

    def marks(self, label):
        found = json.loads(self.compiler.query(f"<{label}>", field="value"))
        return [
            "\x1f".join(f"{key}\x1e{value}" for key, value in mark.items()) for mark in found
        ]


def main():
    # Nothing is fetched: a package would have to come from the network.
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        os.environ[name] = "http://127.0.0.1:9"
    try:
        import typst
    except ImportError as error:
        answer("failed", f"no module typst: {error}", "")
        return
    host = Host(typst)
    verbs = {"open": host.open, "compile": host.compile, "marks": host.marks}
    for line in sys.stdin:
        verb, *arguments = [unescape(field) for field in line.rstrip("\n").split("\t")]
        if verb == "hello":
            answer("ready", typst.__version__)
            continue
        try:
            answer("ok", *verbs[verb](*arguments))
        except typst.TypstError as error:
            answer("failed", error.message, error.diagnostic or "", *error.hints)
        except Exception as error:  # the caller says what to do; nothing is lost here
            answer("failed", f"{type(error).__name__}: {error}", "")


main()
