"""Prints the briefings with the real engine and reads the PDFs back.

Usage: brief.py DOSSIER PYTHON, where DOSSIER is the command and PYTHON has the package typst.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pdfua
import pikepdf
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"
COMMAND, PYTHON = (os.path.abspath(argument) for argument in sys.argv[1:3])
passed = 0
failures = []


def check(name, truth, detail=""):
    global passed
    if truth:
        passed += 1
    else:
        failures.append(f"{name}: {detail}")


def brief(*options, source=ROOT, environment=None):
    return subprocess.run(
        [COMMAND, "brief", "--typst-python", PYTHON, "--source", str(source), "--date", DAY, *options],
        capture_output=True, text=True, env={**os.environ, **(environment or {})}, check=False,
    )


def text_of(path, first=None, last=None, layout=False):
    pages = [] if first is None else ["-f", str(first), "-l", str(last or first)]
    mode = ["-layout"] if layout else []
    out = subprocess.run(["pdftotext", *mode, *pages, str(path), "-"], capture_output=True, check=True)
    return out.stdout.decode().replace("\u00ad", "")


def folded(text):
    """Text as a reader finds it: hyphenation at line ends undone, spaces alike."""
    return re.sub(r"\s+", " ", re.sub(r"-\n(?=[a-zà-ÿ])", "", text)).replace("\u202f", " ")


def structure(pdf):
    """The structure elements in reading order: kind, depth."""
    found = []

    def walk(node, depth):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, depth)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), depth, node))
            if "/K" in node:
                walk(node.K, depth + 1)

    walk(pdf.Root.StructTreeRoot.K, 0)
    return found


def outline(items, depth=0):
    for item in items:
        yield depth, item.title
        yield from outline(item.children, depth + 1)


def check_quality(name, path):
    """PDF/UA-1 and PDF/A-3a marks, language, title, outline, tags, attachments, fonts."""
    with pikepdf.open(path) as pdf:
        metadata = str(pdf.Root.Metadata.read_bytes(), "utf-8")
        check(f"{name}: PDF/UA-1", re.search(r'pdfuaid:part(>|=")1', metadata), metadata[:200])
        check(f"{name}: PDF/A-3", re.search(r'pdfaid:part(>|=")3', metadata))
        check(f"{name}: PDF/A level a", re.search(r'pdfaid:conformance(>|=")A', metadata))
        check(f"{name}: language", str(pdf.Root.Lang).lower().startswith("fr"), str(pdf.Root.Lang))
        check(f"{name}: title shown", bool(pdf.Root.ViewerPreferences.DisplayDocTitle))
        check(f"{name}: title", "nudification" in str(pdf.docinfo.get("/Title", "")) or "nudification" in metadata)
        check(f"{name}: tagged", bool(pdf.Root.MarkInfo.Marked))
        names = sorted(pdf.attachments.keys())
        check(f"{name}: attachments", any("dossier.json" in each for each in names), names)
        check(f"{name}: bibliography attached", any("sources.bib" in each for each in names), names)
        elements = structure(pdf)
        kinds = {kind for kind, _, _ in elements}
        for kind in ("/Document", "/H1", "/H2", "/P", "/Table", "/TH", "/TD"):
            check(f"{name}: tag {kind}", kind in kinds, sorted(kinds))
        level = 0
        for kind, _, _ in elements:
            if re.fullmatch(r"/H[1-6]", kind):
                next_level = int(kind[2])
                check(f"{name}: heading levels", next_level <= level + 1, (level, next_level))
                level = next_level
        for kind, _, node in elements:
            if kind in ("/Figure", "/Formula"):
                check(f"{name}: alternative text", "/Alt" in node, node.keys())
        for page in pdf.pages:
            check(f"{name}: tab order", page.get("/Tabs") == "/S")
            for font in page.get("/Resources", {}).get("/Font", {}).values():
                for part in font.get("/DescendantFonts", [font]):
                    check(
                        f"{name}: font embedded",
                        any(key in part.FontDescriptor for key in ("/FontFile2", "/FontFile3", "/FontFile")),
                    )
        tree = list(outline(pdf.open_outline().root))
        return len(pdf.pages), tree


def lines_of(path, page):
    """The lines of a page from the top: left edge, top, height of the letters, words with their boxes."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"],
                         capture_output=True, text=True, check=True).stdout
    words = []
    for match in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', out):
        words.append((*map(float, match.groups()[:4]), match[5]))
    lines = {}
    for word in words:
        lines.setdefault(round(word[3]), []).append(word)
    return [(min(word[0] for word in line), top, max(word[3] - word[1] for word in line), line)
            for top, line in sorted(lines.items())]


def check_links(name, path):
    """Every link of the document leads to a page of it, and says to which."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        wrong, inside = [], 0
        names = pdf.Root.Names.get("/Dests", pikepdf.Dictionary())
        named = list(names.get("/Names", []))
        named = {str(named[each]): named[each + 1] for each in range(0, len(named), 2)}
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                if "/A" in link:
                    if not re.match(r"https?://|mailto:", str(link.A.URI)):
                        wrong.append(str(link.A.URI))
                    continue
                inside += 1
                target = link.Dest if isinstance(link.Dest, pikepdf.Array) else named[str(link.Dest)]
                said = re.search(r"page (\d+)$", str(link.Contents))  # a note says its number
                if said and numbers[target[0].objgen] != int(said[1]) or not 0 <= float(target[3]) <= 852:
                    wrong.append((str(link.Contents), numbers[target[0].objgen]))
        check(f"{name}: links lead to their page", not wrong, wrong[:3])
        return inside


def check_page_numbers(name, path, first, last):
    """The number that a link of the contents or an index shows is the number of the page it leads to."""
    with pikepdf.open(path) as pdf:
        for number in range(first, last + 1):
            page = pdf.pages[number - 1]
            height = float(page.mediabox[3])
            words = [word for line in lines_of(path, number) for word in line[3]]
            for link in page.get("/Annots", []):
                if "/A" in link:
                    continue
                left, bottom, right, top = (float(edge) for edge in link.Rect)
                shown = [word[4] for word in words if word[0] >= left - 1 and word[2] <= right + 6
                         and word[1] >= height - top - 3 and word[3] <= height - bottom + 3]
                if not any(re.match(r"\d+(?:[,–]|$)", each) for each in shown):
                    continue  # no page number: another part begins or ends on the page
                said = re.search(r"\d+$", str(link.Contents))[0]
                check(f"{name}: p. {number} shows {said}", any(re.split("[,–]", each)[0] == said for each in shown), shown)


def check_breaks(name, path, count):
    """No line of a paragraph alone at the foot or the top of a page."""
    alone = []

    def body(number):
        """The lines of running text: where they lie, their words; without margin, notes and headings."""
        found = []
        for _, top, _, line in lines_of(path, number):
            words = [word for word in line if 70 < word[0] < 410 and 11 < word[3] - word[1] < 12.5]
            if words:
                found.append((top, words))
        return found

    before = []
    for number in range(4, count + 1):
        here = body(number)
        if before and here:
            (_, last), (_, first) = before[-1], here[0]
            end = " ".join(word[4] for word in last)
            # The text goes on where the last line is full and does not end a sentence.
            ends = last[-1][2] < 395 or re.search(r"[.:;?!»)†]\d*$", end)
            if not ends and first[0][4] not in ("–", "1", "2", "3") and abs(last[0][0] - first[0][0]) < 30:
                together = len(here) > 1 and here[1][0] - here[0][0] < 17
                above = len(before) > 1 and before[-1][0] - before[-2][0] < 17
                if not (together and above):
                    alone.append((number, end[-40:], " ".join(word[4] for word in first)[:40]))
        before = here
    check(f"{name}: no widow, no orphan", not alone, alone[:3])


def inks(pdf):
    """The colours that letters are painted with, as red, green and blue from 0 to 1."""
    found = set()
    for page in pdf.pages:
        colour = (0.0, 0.0, 0.0)
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("scn", "sc", "rg", "g"):
                values = [float(each) for each in operands if not isinstance(each, pikepdf.Name)]
                colour = tuple(values * 3 if len(values) == 1 else values)
            elif str(operator) in ("Tj", "TJ"):
                found.add(colour)
    return found


def check_greys(name, path):
    """Printed in greys, every letter keeps the contrast of WCAG (4.5), and no two things differ by hue alone."""
    def light(colour):
        parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    with pikepdf.open(path) as pdf:
        painted = inks(pdf)
    check(f"{name}: inks", painted and all(len(ink) == 3 for ink in painted), painted)
    for ink in painted:
        contrast = 1.05 / (light(ink) + 0.05)
        check(f"{name}: contrast of {ink} in greys", contrast >= 4.5, round(contrast, 2))
    hues = [ink for ink in painted if max(ink) - min(ink) > 0.02]
    check(f"{name}: one hue", len(hues) <= 1, hues)


def hyphenations(path):
    """Words that stand on two lines, with the hyphen where they break."""
    text = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return re.findall(r"([^\W\d_]+)[-\u00ad\u2010]\n([^\W\d_]+)", text)


def check_hyphens(name, path, word):
    """A word breaks only at the syllables of its language; given as `an-ti-cons…`."""
    letters = word.replace("-", "")
    breaks = {len(word[:each].replace("-", "")) for each, sign in enumerate(word) if sign == "-"}
    found = [len(first) for first, second in hyphenations(path) if (first + second).lower() == letters]
    check(f"{name}: {letters} is hyphenated", found, hyphenations(path)[:3])
    check(f"{name}: at its syllables", set(found) <= breaks, (found, sorted(breaks)))


def check_pdfua(name, path):
    findings = [str(each) for each in pdfua.validate(str(path)).findings]
    check(f"{name}: pdfua finds nothing", not findings, findings[:3])


def main():
    work = Path(tempfile.mkdtemp())
    try:
        run(work)
    finally:
        shutil.rmtree(work)
    for failure in failures[:40]:
        print("failed:", failure)
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


def run(work):
    note, full = work / "note.pdf", work / "full.pdf"
    for path, profile in ((note, "note"), (full, "full")):
        result = brief("--profile", profile, "--output", str(path))
        check(f"{profile}: prints", result.returncode == 0, result.stderr[-600:])
        if result.returncode != 0:
            return
        check(f"{profile}: no heading at a page's foot", "P0006" not in result.stderr, result.stderr[-300:])
        check_pdfua(profile, path)
    check_note(note)
    check_full(full)
    check_same_bytes(work, note)
    check_day(work)
    check_draft(work)
    check_english(work)
    check_signs(work)
    check_refusals(work)
    check_faults(work)


def check_note(note):
    count, tree = check_quality("note", note)
    check("note: budget", count <= 2, count)
    text = folded(text_of(note))
    check_greys("note", note)
    check_links("note", note)
    for word in ("À retenir", "Le droit en un tableau", "Chronologie utile", "Questions ouvertes", "Sources"):
        check(f"note: section {word}", word in text)
        check(f"note: outline {word}", any(title == word for _, title in tree), tree)
    for number in range(1, count + 1):
        check(f"note: page {number} numbered", re.search(rf"\b{number} ?/ ?{count}\b", text))
    check("note: no draft", "PROJET" not in text)


def check_full(full):
    count, tree = check_quality("full", full)
    pages = [folded(text_of(full, page)) for page in range(1, count + 1)]
    for word in ("Arrêté au", "22 novembre 2026", "Droit au", "2 janvier 2026", "Présomption d’innocence"):
        check(f"full: cover says {word}", word in pages[0])
    for number in range(2, count + 1):
        check(f"full: page {number} numbered", re.search(rf"\b{number} ?/ ?{count}\b", pages[number - 1]))
    check_contents(full, pages, tree)
    check_index(full, pages)
    check("full: links inside", check_links("full", full) > 1000)
    check_breaks("full", full, count)
    check_greys("full", full)
    empty = [number for number, page in enumerate(pages[1:-1], 2) if len(page) < 500]
    check("full: no page is nearly empty", not empty, empty)
    landscape = [page for page in pikepdf.open(full).pages if page.mediabox[2] > page.mediabox[3]]
    check("full: landscape matrix", len(landscape) >= 1)
    text = " ".join(pages)
    check("full: page references", re.search(r"\(p\. \d+\)", text))
    check("full: paragraph numbers", re.search(r"« § 42 »", text))
    margin = [int(word[4]) for number in range(4, count + 1) for line in lines_of(full, number) for word in line[3]
              if word[0] < 72 and word[3] - word[1] < 10 and 50 < word[1] < 780 and word[4].isdigit()]
    check("full: every paragraph is numbered once, in order", margin == list(range(1, len(margin) + 1)) and len(margin) > 140,
          (len(margin), margin[:5]))
    with pikepdf.open(full) as pdf:
        kinds = [kind for kind, _, _ in structure(pdf)]
        for kind in ("/TOC", "/TOCI", "/Note", "/Link", "/Caption", "/Figure"):
            check(f"full: tag {kind}", kind in kinds, sorted(set(kinds)))
        check("full: notes", kinds.count("/Note") > 50, kinds.count("/Note"))


def check_contents(full, pages, tree):
    """The page numbers of the contents are those where the headings stand, in the same order."""
    entries = []
    for line in text_of(full, 2, 3, layout=True).splitlines():
        match = re.match(r"\s*(\S.*?)\s{2,}(\d+)\s*$", line)
        if match:
            entries.append((re.sub(r"\s+", " ", match[1]), int(match[2])))
    check("full: contents", len(entries) > 20, len(entries))
    numbers = [page for _, page in entries]
    check("full: contents in order", numbers == sorted(numbers), numbers)
    for title, page in entries:
        words = re.sub(r"^[\d.]+ ", "", title)
        check(f"full: contents {title}", words[:30] in pages[page - 1], page)
    check_page_numbers("full: contents", full, 2, 2)
    check("full: outline", len(tree) >= len(entries), (len(tree), len(entries)))


def check_index(full, pages):
    """Every page that the indexes name holds what they name."""
    start = max(number for number, page in enumerate(pages) if "Index des personnes" in page)
    check_page_numbers("full: index", full, start + 1, len(pages))
    # The entry of a person in bold is the page of the card, where the name stands.
    lines = text_of(full, start + 1, len(pages), layout=True)
    found = re.findall(r"(?m)(?:^|\s{2,})([A-ZÉ][\w’.-]+(?: [\w’.-]+)*), [A-ZÉ][\w’.-]+[\s\u200e]+(\d+(?:[,–]\s?\d+)*)", lines)
    check("full: index of persons", len(found) > 10, len(found))
    for name, numbers in found:
        on = [name in pages[int(number) - 1] for number in re.findall(r"\d+", numbers)]
        check(f"full: index {name}", any(on), numbers)


def check_same_bytes(work, note):
    """The same bytes in another folder, time zone and temporary folder."""
    elsewhere = work / "un autre dossier"
    for folder in ("Content", "seeds"):
        shutil.copytree(ROOT / folder, elsewhere / folder)
    again = work / "again.pdf"
    scratch = work / "scratch"
    scratch.mkdir()
    environment = {"TZ": "Pacific/Kiritimati", "TMPDIR": str(scratch), "LC_ALL": "C"}
    result = brief("--output", str(again), source=elsewhere, environment=environment)
    check("same bytes: prints", result.returncode == 0, result.stderr[-400:])
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (note, again) if path.exists()]
    check("same bytes", len(set(digests)) == 1, digests)
    check("nothing left behind", not list(scratch.iterdir()))


def check_day(work):
    """As of a day: later events and later law are left out, and their words with them."""
    path = work / "day.pdf"
    result = brief("--profile", "full", "--as-of", "2026-01-15", "--output", str(path))
    check("as of: prints", result.returncode == 0, result.stderr[-400:])
    if result.returncode == 0:
        text = folded(text_of(path))
        with pikepdf.open(path) as pdf:
            check("as of: nothing of later days is attached", not pdf.attachments.keys())
        check("as of: says so", "Tel qu’il pouvait s’écrire le 15 janvier 2026" in text)
        for later in ("parle d’un acte abusif", "prononce une astreinte", "la perquisition et les convocations"):
            check(f"as of: {later} is left out", later not in text, re.findall(f".{{40}}{later}", text)[:2])
        check("as of: passages say so", "postérieurs au 15 janvier 2026 ; il n’est pas reproduit" in text)
        check("as of: no semicolon hangs", "(Rechtbank Amsterdam)." in text)
        check("as of: earlier event", "2 janvier 2026" in text)
        # No later date is left but those that known law had fixed: the AI act, the directive, the Data Act.
        known = {"6 févr. 2026", "6 février 2026", "2 août 2026", "14 juin 2027"}
        months = "janv|févr|mars|avr|mai|juin|juill|août|sept|oct|nov|déc"
        dates = re.findall(rf"(?:(?<!\d)\d{{1,2}}(?:er)? )?(?:{months})[a-zûé.]* (?:2026|2027)", text)
        wrong = [
            each for each in dates
            if each not in known and not re.match(r"(?:(?:[1-9]|1[0-5])(?:er)? )?janv", each)
        ]
        check("as of: no later date", not wrong, wrong[:5])
        check("as of: no later law", "2026/1744" not in text)
        check("as of: law to come says so", "À venir Applicable le 2 août 2026" in text)
    result = brief("--as-of", "2027-01-15", "--output", str(path))
    check("as of a day to come: refused", result.returncode == 1 and "P0009" in result.stderr, result.stderr[-200:])
    result = brief("--as-of", "2026-01-15", "--output", str(path))
    if result.returncode == 0:
        text = folded(text_of(path))
        check("as of, note: no later date", not re.findall(r"(?:mars|avril|mai|juin|juillet) 2026", text))
        rest = re.search(r"Et (\d+) autres sources", text)
        check("as of, note: later sources are not counted", rest and int(rest[1]) < 140, rest)


def check_draft(work):
    path = work / "draft.pdf"
    result = brief("--draft", "--paper", "letter", "--output", str(path))
    check("draft: prints", result.returncode in (0, 1), result.stderr[-400:])
    if result.returncode == 0:
        text = folded(text_of(path))
        check("draft: banner", text.count("diffusion restreinte") >= 2)
        with pikepdf.open(path) as pdf:
            check("draft: letter", [float(side) for side in pdf.pages[0].mediabox[2:]] == [612, 792])
            check("letter: budget", len(pdf.pages) <= 2, len(pdf.pages))
        subprocess.run(["pdftoppm", "-r", "40", "-gray", "-png", "-f", "1", "-l", "1", str(path), str(work / "mark")],
                       check=True)
        greys = Image.open(next(work.glob("mark*.png"))).histogram()
        check("draft: watermark", sum(greys[224:236]) > 2000, sum(greys[224:236]))
    check("draft: note fits a letter", result.returncode == 0, result.stderr[-300:])


def check_english(work):
    """An English dossier prints English words, dates and hyphenation, and greys alone tell all."""
    folder = work / "english"
    made = subprocess.run([COMMAND, "init", str(folder), "--language", "en", "--date", DAY],
                          capture_output=True, text=True, check=False)
    check("english: begins", made.returncode == 0, made.stderr[-200:])
    chapter = next((folder / "Content/chapters").glob("*.md"))
    chapter.write_text(
        chapter.read_text() + "\n\n" + "An administrative habit of administrative words. " * 30 + "\n")
    path = work / "english.pdf"
    result = brief("--profile", "full", "--output", str(path), source=folder)
    check("english: prints", result.returncode == 0, result.stderr[-400:])
    if result.returncode != 0:
        return
    text = folded(text_of(path))
    for word in ("Contents", "Closed on", "Bibliography", "22 November 2026", "Presumption of innocence"):
        check(f"english: says {word}", word in text)
    for word in ("Sommaire", "Arrêté", "novembre", "Présomption"):
        check(f"english: does not say {word}", word not in text)
    check_hyphens("english", path, "ad-min-is-tra-tive")
    check_greys("english", path)
    with pikepdf.open(path) as pdf:
        check("english: language", str(pdf.Root.Lang).lower().startswith("en"), str(pdf.Root.Lang))
        check("english: no empty pages", len(pdf.pages) <= 6, len(pdf.pages))


def check_signs(work):
    """Signs that no font has are printed as their numbers, with a warning at their line."""
    folder = work / "signs"
    for name in ("Content", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    chapter = next((folder / "Content/chapters").glob("01-*.md"))
    text = chapter.read_text()
    line = text.count("\n") + 2
    long_cell = "Une cellule qui ne tient pas sur une page. " * 200
    chapter.write_text(
        text + "\nUn visage \U0001f600, un nom \u738b\u5c0f, un ordre cach\u00e9 \u202etxt.exe.\n\n"
        + "Un mot, anticonstitutionnellement écrit. " * 30 + "\n\n"
        + "https://exemple.fr/" + "a" * 300 + "\n\n"
        + "| a | b |\n|---|---|\n| " + long_cell + "| fin de la cellule |\n\n"
        + "| " + " | ".join(f"c{each}" for each in range(12)) + " |\n" + "|---" * 12 + "|\n"
        + "| " + " | ".join(["anticonstitutionnellement"] * 12) + " |\n")
    path = work / "signs.pdf"
    result = brief("--profile", "full", "--output", str(path), source=folder)
    check("signs: prints", result.returncode == 0, result.stderr[-600:])
    check("signs: warning at the line", f"{chapter.name}:{line}:" in result.stderr and "P0010" in result.stderr,
          result.stderr[-600:])
    if result.returncode != 0:
        return
    check_hyphens("french", path, "an-ti-cons-ti-tu-tion-nel-le-ment")
    printed = folded(text_of(path))
    for each in ("⟨U+1F600⟩", "⟨U+738B U+5C0F⟩", "caché txt.exe"):
        check(f"signs: {each}", each in printed)
    count = len(re.findall(r"\bcellule\b", printed))
    check("long cell: nothing is lost", count >= 201, count)
    boxes = subprocess.run(["pdftotext", "-bbox", "-f", "4", "-l", "14", str(path), "-"],
                           capture_output=True, text=True, check=True).stdout
    outside = [
        float(edge) for edge in re.findall(r'<word xMin="[\d.]+" yMin="[\d.]+" xMax="([\d.]+)"', boxes)
        if float(edge) > 596
    ]
    check("long words stay on the page", not outside, outside[:3])


def check_refusals(work):
    """An engine that ends, remarks of the engine, packages, broken pictures, places for no file."""
    gone = work / "gone"
    gone.write_text(f"#!/bin/sh\nread hello\nprintf 'ready\\t0\\n'\nread open\nexit 1\n")
    gone.chmod(0o755)
    result = subprocess.run(
        [COMMAND, "brief", "--typst-python", str(gone), "--source", str(ROOT), "--date", DAY, "--output",
         str(work / "gone.pdf")], capture_output=True, text=True, check=False)
    check("engine that ends: P0002", result.returncode == 3 and "P0002" in result.stderr,
          (result.returncode, result.stderr[-200:]))
    result = brief("--output", str(work))
    check("folder as output: P0011", result.returncode == 1 and "P0011" in result.stderr, result.stderr[-200:])
    folder = work / "refusals"
    for name in ("Content", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    template = folder / "Templates/print/note.typ"
    template.parent.mkdir(parents=True)
    source = (ROOT / "Templates/print/note.typ").read_text()
    path = work / "refused.pdf"
    template.write_text(source + '\n#import "@preview/cetz:0.3.1": canvas\n')
    result = brief("--output", str(path), source=folder)
    place = f"Templates/print/note.typ:{source.count(chr(10)) + 2}:9"
    check("package: P0012 at its place", result.returncode == 1 and "P0012" in result.stderr and place in result.stderr,
          result.stderr[-300:])
    template.write_text(source + '\n#text(font: "No Such Font")[x]\n')
    result = brief("--output", str(path), source=folder)
    check("remark: P0008", result.returncode == 0 and "P0008" in result.stderr, result.stderr[-300:])
    template.write_text("")
    result = brief("--output", str(path), source=folder)
    check("empty template: says so", result.returncode == 1 and "Templates/print/note.typ" in result.stderr,
          result.stderr[-300:])
    template.unlink()
    template.mkdir()
    result = brief("--output", str(path), source=folder)
    check("folder named like a template: prints", result.returncode == 0, result.stderr[-300:])
    chapter = next((folder / "Content/chapters").glob("01-*.md"))
    text = chapter.read_text()
    chapter.write_text(text + "\n\n![Plan](media/plan.png)\n")
    (folder / "Content/media").mkdir(parents=True, exist_ok=True)
    (folder / "Content/media/plan.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    result = brief("--profile", "full", "--output", str(path), source=folder)
    place = f"chapters/{chapter.name}:{text.count(chr(10)) + 3}:"
    check("broken picture: P0005 at its line", result.returncode == 1 and "P0005" in result.stderr
          and place in result.stderr, result.stderr[-300:])


def check_faults(work):
    """Hostile texts print as text; faults come back with our own file and line."""
    folder = work / "hostile"
    for name in ("Content", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    chapter = next((folder / "Content/chapters").glob("01-*.md"))
    original = chapter.read_text()
    hostile = (
        '\n\n#set page(fill: red) $x$ *a* _b_ <lab> @ref [x] \\ ~ `raw` "q" // c /* d */ http\n\n'
        + "| n | valeur |\n|---|---|\n"
        + "".join(f"| {row} | rangée {row} |\n" for row in range(1, 301))
        + "\n| tête [liée](https://exemple.fr/tete) | note[^tete] |\n|---|---|\n"
        + "".join(f"| suite {row} | x |\n" for row in range(1, 90)) + "\n[^tete]: Note d’une tête.\n\n"
        + "| " + " | ".join(f"k{each}" for each in range(30)) + " |\n" + "|---" * 30 + "|\n"
        + "| " + " | ".join(["indivisible"] * 30) + " |\n\n`" + "code" * 100 + "`\n"
        + "\n" + "".join(f"Appel {each}.[^h{each}]\n\n" for each in range(1, 201)) + "\n"
        + "".join(f"[^h{each}]: Note hostile {each}.\n" for each in range(1, 201)) + "\n"
        + "mot" * 400 + "\n\nشخص معروف وشخص آخر\n\n<b>gras</b> &amp; #include \"/etc/passwd\"\n"
    )
    chapter.write_text(original + hostile)
    # Markup in fields of every kind, and a title that no line holds.
    markup = ' #set page(fill: red) *a* _b_ <lab> @ref ]] \\ $x$ // c ;); شخص معروف'
    fields = (("dossier.yaml", "title"), ("dossier.yaml", "subtitle"), ("data/actors.yaml", "name"),
              ("data/events.yaml", "title"), ("data/sources.yaml", "publisher"), ("data/glossary.yaml", "term"))
    for name, key in fields:
        data = (folder / "Content" / name).read_text()
        field = re.search(rf"(?m)^((?:- |  )?{key}: )\"?(.*?)\"?$", data)
        value = (field[2] + markup + (" long" * 60 if name == "dossier.yaml" else "")).replace("'", "’")
        (folder / "Content" / name).write_text(data[: field.start()] + f"{field[1]}'{value}'" + data[field.end():])
    path = work / "hostile.pdf"
    result = brief("--profile", "full", "--output", str(path), source=folder)
    check("hostile: prints", result.returncode == 0, result.stderr[-600:])
    if result.returncode == 0:
        text = folded(text_of(path))
        check("hostile: markup is text", re.search(r"#set page\(fill ?: red\)", text), re.findall("#set.{30}", text))
        count = len(re.findall(r"#set page\(fill ?: red\)", text))
        check("hostile: markup of fields is text", count > len(fields), count)
        check("hostile: a head that leads somewhere is printed once", text.count("tête liée") == 1)
        check("hostile: note of a head", "Note d’une tête." in text)
        check_links("hostile", path)
        check_pdfua("hostile", path)
        wide = [word[4] for number in range(4, 24) for line in lines_of(path, number) for word in line[3]
                if word[2] > 560 and word[3] - word[1] < 30]
        check("hostile: nothing runs off the page", not wide, wide[:3])
        check("hostile: no file is read", "root:" not in text)
        rows = [int(number) for number in re.findall(r"rangée (\d+)", text)]
        check("hostile: every row, in order", rows == list(range(1, 301)), rows[:5])
        check("hostile: every note", "Note hostile 200" in text)
        pages = [folded(page) for page in text_of(path).split("\f")]
        wrong = [
            each for each in range(1, 201)
            if not any(f"Appel {each}." in page and f"Note hostile {each}." in page for page in pages)
        ]
        check("hostile: notes on the page of their call", not wrong, wrong[:5])
        heads = [page for page in pages if re.search(r"rangée \d", page)]
        check("hostile: header row repeated", all(re.search(r"n\s+valeur", page) for page in heads))
    chapter.write_text(original + "\n\n![Plan](media/absent.png)\n")
    result = brief("--profile", "full", "--output", str(path), source=folder)
    check("picture: error", result.returncode == 1, result.returncode)
    check("picture: place", f"chapters/{chapter.name}:" in result.stderr, result.stderr[-300:])
    media = folder / "Content/media"
    media.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), "white").save(media / "plan.png")
    chapter.write_text(original + "\n\nAvant.\n\n![Plan seul](media/plan.png)\n\nAprès.\n")
    result = brief("--profile", "full", "--output", str(path), source=folder)
    check("picture alone: prints without a warning", result.returncode == 0 and "P0008" not in result.stderr,
          result.stderr[-300:])
    with pikepdf.open(path) as pdf:
        check("picture alone: is there", sum(len(page.get_images()) for page in pdf.pages) == 1)
    chapter.write_text(original)
    settings = (ROOT / "Content/dossier.yaml").read_text()
    (folder / "Content/dossier.yaml").write_text(settings + "\nbriefing: {note-pages: 1}\n")
    result = brief("--output", str(work / "over.pdf"), source=folder)
    check("budget: P0004 at its line", result.returncode == 1 and "P0004" in result.stderr
          and f"Content/dossier.yaml:{settings.count(chr(10)) + 2}:" in result.stderr, result.stderr[-300:])
    check("budget: names section and lines", re.search(r"\d+ lignes de trop, à partir de la section `[^`]+`", result.stderr),
          result.stderr[-300:])
    check("budget: nothing is written", not (work / "over.pdf").exists())
    shutil.copy(ROOT / "Content/dossier.yaml", folder / "Content/dossier.yaml")
    template = folder / "Templates/print/note.typ"
    template.parent.mkdir(parents=True)
    source = (ROOT / "Templates/print/note.typ").read_text()
    template.write_text(source + "\n\n{{ brief.title }} #tabel(2)\n")
    result = brief("--output", str(path), source=folder)
    line = source.count("\n") + 3
    check("template: error", result.returncode == 1 and "P0003" in result.stderr, result.stderr[-300:])
    check("template: place", f"Templates/print/note.typ:{line}:20" in result.stderr, result.stderr[-300:])


main()
