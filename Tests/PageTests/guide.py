"""Takes every example of the guide to Markdown to the judges of HTML and of Typst.

The HTML below each example, which the tests of the module hold true, stands on a page of the theme:
the Nu checker and every rule of axe find nothing. What the same text gives as Typst compiles, alone
and all together, as tagged PDF/UA-1.
Usage: guide.py GUIDE SITE DOSSIER: the guide, a built site, whose style sheet is used, and the
command.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import typst
from playwright.sync_api import sync_playwright

import nu
from pages import AXE_RUN, CHROMIUM, VIEWS, axe_source

EXAMPLE = re.compile(r"^```` example([^\n]*)\n(.*?)\n\.\n(.*?)^````$", re.M | re.S)
PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Exemple {number}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<h1>Exemple {number}</h1>
{body}
</main>
</body>
</html>
"""
FRAME = """#set document(title: "Exemples", date: none)
#set text(lang: "fr")
#outline(title: "Sommaire")
"""


def examples(guide):
    """Kind, Markdown and HTML of every example."""
    return EXAMPLE.findall(pathlib.Path(guide).read_text(encoding="utf-8"))


def check_pages(cases, site, faults):
    """Every result on a page, as HTML and in Chromium."""
    style = next(pathlib.Path(site).resolve().glob("assets/*.css")).as_uri()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        files = []
        for number, (kind, _, html) in enumerate(cases, 1):
            lang = "en" if "en" in kind.split() else "fr"
            file = pathlib.Path(folder) / f"{number}.html"
            file.write_text(
                PAGE.format(lang=lang, number=number, style=style, body=html), encoding="utf-8")
            files.append(file)
        faults += nu.faults(files)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"])
        for name, size, scheme in VIEWS:
            tab = browser.new_context(
                viewport=size, color_scheme=scheme, bypass_csp=True).new_page()
            for file in files:
                tab.goto(file.as_uri())
                tab.evaluate(axe_source())
                faults += [f"{file.name}: {name}: axe {v}" for v in tab.evaluate(AXE_RUN)]
        browser.close()


def check_print(cases, dossier, faults):
    """Every text as Typst, compiled."""
    lines = "".join(
        json.dumps({"id": n, "markdown": text, "format": "typst",
                    "lang": "en" if "en" in kind.split() else "fr"}) + "\n"
        for n, (kind, text, _) in enumerate(cases, 1))
    run = subprocess.run(
        [dossier, "markdown", "--json"], input=lines, capture_output=True, text=True, check=True)
    outputs = [json.loads(line)["output"] for line in run.stdout.splitlines()]
    for number, output in enumerate(outputs, 1):
        # A heading may start deeper than PDF/UA allows: the example is a piece of a chapter.
        source = FRAME + output
        try:
            pdf = typst.compile(source.encode(), format="pdf")
        except typst.TypstError as error:
            faults.append(f"example {number}: typst: {error}")
            continue
        if not pdf.startswith(b"%PDF"):
            faults.append(f"example {number}: no PDF")
    whole = "\n\n".join(text for _, text, _ in cases if "[^" not in text and "{#" not in text)
    request = json.dumps({"id": 0, "markdown": whole, "format": "typst"}) + "\n"
    run = subprocess.run(
        [dossier, "markdown", "--json"], input=request, capture_output=True, text=True, check=True)
    try:
        typst.compile(
            (FRAME + json.loads(run.stdout)["output"]).encode(), format="pdf",
            pdf_standards=["ua-1"])
    except typst.TypstError as error:
        faults.append(f"all examples: typst: {error}")


def main():
    guide, site, dossier = sys.argv[1:4]
    cases = examples(guide)
    if len(cases) < 20:
        sys.exit(f"only {len(cases)} examples in {guide}")
    faults = []
    check_pages(cases, site, faults)
    check_print(cases, dossier, faults)
    for fault in faults:
        print(fault)
    print(f"{len(cases)} examples as pages and in print: {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
