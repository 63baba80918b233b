"""Renders hostile values in every place a value may stand, and reads the output as others do.

HTML is parsed by html5lib and compared with what the harmless value gives: the same elements and
attributes, no address that runs code, the same tokens in scripts and styles. Where a value is not
changed on purpose it must come back exactly. Other kinds of files go through their own readers.
Usage: escaping.py BINARY [--dump FILE] (FILE gets the pages, for chromium.py)
"""

import csv
import io
import json
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

import html5lib
import tinycss2

from cases import CASES, HARMLESS, HOSTILE, REFUSED

ADDRESSES = {
    "href", "src", "action", "formaction", "data", "poster", "cite", "background", "to",
    "{http://www.w3.org/1999/xlink}href",
}
SAFE_SCHEMES = {"http", "https", "mailto", "tel", "about"}
SCRIPT_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')|(?P<space>\s+)|(?P<word>[\w$]+)"""
    r"""|(?P<comment>//|/\*|<!--|-->)|(?P<mark>.)""", re.S)


def parse(text):
    return html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)


def scheme(address):
    """The scheme of an address as browsers read it: "" without one."""
    text = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", text)
    return match.group(1).lower() if match else ""


def is_active(address):
    return scheme(address) not in SAFE_SCHEMES | {""}


def script_shape(text):
    """The tokens of a script, each literal as its kind."""
    shape = []
    for match in SCRIPT_TOKEN.finditer(text):
        if match.lastgroup == "space":
            continue
        shape.append("S" if match.lastgroup == "string" else match.group())
    return shape


def style_shape(nodes):
    """The tokens of a style, values as their kind; what could load or run stands out."""
    shape = []
    for node in nodes:
        if node.type in ("whitespace", "comment"):
            continue
        if node.type in ("string", "url"):
            shape.append((node.type, is_active(node.value) if node.type == "url" else False))
        elif node.type == "function":
            shape.append((node.lower_name, style_shape(node.arguments)))
        elif node.type in ("() block", "[] block", "{} block"):
            shape.append((node.type, style_shape(node.content)))
        elif node.type in ("error", "at-keyword"):
            shape.append((node.type, node.serialize()[:20]))
        elif node.type == "literal" and node.value in ";{}@\\<!":
            shape.append(node.value)
    return shape


def skeleton(element):
    """Names of elements and attributes, and what in them is active."""
    if not isinstance(element.tag, str):
        return "comment"
    attributes = []
    for name, value in sorted(element.attrib.items()):
        if name in ADDRESSES:
            attributes.append((name, is_active(value)))
        elif name in ("srcset", "imagesrcset"):
            attributes.append((name, any(is_active(p) for p in re.split(r"[,\s]+", value))))
        elif name.startswith("on"):
            attributes.append((name, script_shape(value)))
        elif name == "style":
            attributes.append((name, style_shape(tinycss2.parse_component_value_list(value))))
        elif name == "srcdoc":
            attributes.append((name, skeleton(parse(value))))
        else:
            attributes.append(name)
    content = []
    if element.tag == "script":
        kind = element.get("type", "")
        content = ["json"] if "json" in kind else script_shape(element.text or "")
        if "json" in kind:
            json.loads(element.text)
    elif element.tag == "style":
        content = style_shape(tinycss2.parse_component_value_list(element.text or ""))
    return (element.tag, attributes, content, [skeleton(child) for child in element])


# MARK: Reading values back


def element_text(name, cut=lambda text: text):
    def read(text):
        return cut("".join(next(parse(text).iter(name)).itertext()))
    return read


def attribute(element, name, cut=lambda text: text):
    return lambda text: cut(next(parse(text).iter(element)).get(name))


def between(text):
    return text[1:-1]


def behind(mark):
    return lambda text: text[len(mark):]


def script_literal(text):
    return json.loads(re.fullmatch(r"(?s).*?var x = (.*);[^;\"]*", text).group(1))


def script_string(text):
    literal = re.fullmatch(r"(?s)var x = ['\"](.*)['\"];", text).group(1)
    return json.loads('"' + literal + '"')


def handler(cut):
    def read(text):
        return cut(re.fullmatch(r"(?s)f\((.*)\)", text).group(1))
    return read


def style_content(text):
    for rule in tinycss2.parse_stylesheet(next(parse(text).iter("style")).text, True, True):
        for node in rule.content:
            if node.type == "string":
                return node.value
    return None


def typst_markup(text):
    return re.sub(r"\\(.)", r"\1", text.removeprefix("= x\n"), flags=re.S)


def typst_string(text):
    literal = re.fullmatch(r'(?s)#let x = "((?:[^"\\]|\\.)*)"', text).group(1)
    marks = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: marks.get(m.group(1), m.group(1)), literal, flags=re.S)


def csv_field(text):
    row = next(csv.reader(io.StringIO(text, newline="")))
    field = row[1]
    return field[1:] if field[:1] == "'" and field[1:2] in tuple("=+-@\t\r") else field


READERS = {
    "p": element_text("p"), "p inside": element_text("p", between), "td": element_text("td"),
    "p json": element_text("p", json.loads), "title": element_text("title"),
    "textarea": element_text("textarea"), "pre": element_text("pre"),
    "textarea after x": element_text("textarea", behind("x")),
    "pre after x": element_text("pre", behind("x")),
    "p title": attribute("p", "title"), "p title inside": attribute("p", "title", between),
    "p data-x": attribute("p", "data-x"),
    "p data-x json": attribute("p", "data-x", json.loads),
    "input value": attribute("input", "value"), "img alt": attribute("img", "alt"),
    "meta content": attribute("meta", "content"),
    "a href query": attribute(
        "a", "href", lambda text: urllib.parse.unquote(text.removeprefix("/p?q="))),
    "a href fragment": attribute(
        "a", "href", lambda text: urllib.parse.unquote(text.removeprefix("#"))),
    "handler value": attribute("p", "onclick", handler(json.loads)),
    "handler string": attribute(
        "p", "onclick", handler(lambda text: json.loads('"' + text[1:-1] + '"'))),
    "srcdoc": attribute(
        "iframe", "srcdoc", lambda text: "".join(next(parse(text).iter("body")).itertext())),
    "script value": element_text("script", script_literal),
    "script string": element_text("script", script_string),
    "script json": element_text("script", json.loads),
    "style string": style_content,
    "xml text": lambda text: xml.etree.ElementTree.fromstring(text).text or "",
    "xml attribute": lambda text: xml.etree.ElementTree.fromstring(text).get("a"),
    "json": json.loads, "json member": lambda text: json.loads(text)["a"],
    "json key": lambda text: next(iter(json.loads(text))),
    "csv": csv_field, "same": lambda text: text,
    "typst markup": typst_markup, "typst string": typst_string,
}


def survives(value, reader, name):
    """The value as the language of the place can hold it, or None where it cannot hold it."""
    if name.startswith(("json", "csv", "typst", "text file", "markdown")):
        return value
    if name.startswith("xml"):
        # XML has no control characters; line ends and tabs are written as references, and so stay.
        return None if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", value) else value
    if any(word in reader for word in ("json", "handler", "script", "query", "fragment")):
        return value
    if "\0" in value:
        return None
    if reader == "style string":
        return value
    if "unquoted" not in name:
        # A parser takes each line end as a line feed.
        value = re.sub(r"\r\n?", "\n", value)
    if reader == "srcdoc":
        # White space before the first text belongs to no element.
        return value.lstrip(" \t\n\f") if value.strip(" \t\n\f") else ""
    return value


class Engine:
    """The command that renders, as other programs drive it."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "template", "render", "--json"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def render(self, files, value):
        request = {
            "id": 0, "files": files, "entry": next(iter(files)), "context": {"v": value},
            "options": {"trim_blocks": False, "keep_trailing_newline": True}}
        self.process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def is_markup(files):
    return next(iter(files)).endswith((".html", ".svg", ".atom"))


def main():
    engine = Engine(sys.argv[1])
    faults = []
    pages = []
    checks = 0
    for name, files, reader in CASES:
        answer = engine.render(files, HARMLESS)
        if reader == REFUSED:
            checks += 1
            if not answer.get("error", {}).get("code", "").startswith("T03"):
                faults.append(f"{name}: was not refused: {answer}")
            continue
        if "error" in answer:
            faults.append(f"{name}: {answer['error']}")
            continue
        harmless = answer["output"]
        shape = skeleton(parse(harmless)) if is_markup(files) else None
        for value in HOSTILE:
            checks += 1
            label = f"{name}: {value[:60]!r}"
            answer = engine.render(files, value)
            if "error" in answer:
                faults.append(f"{label}: {answer['error']}")
                continue
            output = answer["output"]
            pages.append({"name": name, "value": value, "reader": reader, "output": output,
                          "harmless": harmless, "markup": is_markup(files)})
            try:
                if shape is not None and skeleton(parse(output)) != shape:
                    faults.append(f"{label}: another structure: {output[:200]!r}")
                elif not is_markup(files) and reader is None and ".json" in str(files):
                    json.loads(output)
                if reader is None:
                    continue
                wanted = survives(value, reader, name)
                if wanted is not None and READERS[reader](output) != wanted:
                    faults.append(f"{label}: came back as {READERS[reader](output)!r}")
            except Exception as error:
                faults.append(f"{label}: {type(error).__name__}: {error}: {output[:200]!r}")
    if "--dump" in sys.argv:
        with open(sys.argv[sys.argv.index("--dump") + 1], "w", encoding="utf-8") as file:
            json.dump(pages, file)
    for fault in faults[:60]:
        print(f"escaping: {fault}", file=sys.stderr)
    print(f"escaping: {len(CASES)} places, {len(HOSTILE)} values, {checks} checks, "
          f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
