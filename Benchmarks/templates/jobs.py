"""The jobs of the template benchmark: data from a fixed seed, templates from the folder jobs."""

import pathlib
import random

FOLDER = pathlib.Path(__file__).resolve().parent / "jobs"
ENDINGS = {"jinja": ".html", "stencil": ".stencil", "mustache": ".mustache"}

WORDS = (
    "register notice order review minutes annex article chamber opinion ruling draft vote panel "
    "hearing record decree motion petition measure office seat rule docket brief council"
).split()


def words(random_source, count):
    """Some words, one in twelve with a character that HTML escapes."""
    chosen = [random_source.choice(WORDS) for _ in range(count)]
    for index in range(count):
        if random_source.random() < 1 / 12:
            chosen[index] += random_source.choice(["'s", " & co", " <2>", ' "b"'])
    return " ".join(chosen)


def table(rng):
    """1000 rows of 6 values."""
    return {"rows": [
        {
            "id": index, "kind": rng.choice(["a", "b", "c"]), "name": words(rng, 3),
            "city": words(rng, 1), "amount": rng.randrange(100_000), "note": words(rng, 6),
        } for index in range(1000)]}


def layout(rng):
    """Three levels of inheritance with an include and super blocks."""
    menu = [{"url": f"/p/{index}/", "label": words(rng, 2)} for index in range(12)]
    for item in menu:
        item["here"] = item["url"] == "/p/3/"
    parts = [{"title": words(rng, 4), "text": words(rng, 40)} for _ in range(8)]
    return {
        "site": {
            "language": "en", "title": words(rng, 3), "publisher": words(rng, 2), "year": 2026,
            "menu": menu,
        },
        "page": {
            "url": "/p/3/", "title": words(rng, 5), "author": words(rng, 2), "date": "2026-11-22",
            "summary": words(rng, 20), "parts": parts, "count": len(parts),
        },
    }


def macros(rng):
    """200 calls of two macros, one with a call block and one that calls another."""
    return {"fields": [
        {
            "name": f"field{index}", "value": words(rng, 3), "label": words(rng, 2),
            "type": rng.choice(["text", "date", "number"]), "required": rng.random() < 0.3,
            "help": words(rng, 8),
        } for index in range(200)]}


def timeline(rng):
    """400 events grouped by year and sorted by title; grouped in advance for who cannot."""
    events = [
        {
            "year": rng.randrange(2000, 2026), "title": words(rng, 4),
            "place": rng.choice(["", words(rng, 1)]),
        } for _ in range(400)]
    years = []
    for year in sorted({event["year"] for event in events}):
        group = sorted(
            (event for event in events if event["year"] == year),
            key=lambda event: event["title"].lower())
        years.append({"grouper": year, "count": len(group), "list": [
            {**event, "odd": index % 2 == 0, "number": index + 1, "last": index + 1 == len(group)}
            for index, event in enumerate(group)]})
    return {"events": events, "years": years}


def conditionals(rng):
    """800 rounds of branches."""
    items = []
    for _ in range(800):
        state = rng.choice(["open", "closed", "held", "late", "new"])
        count = rng.randrange(25)
        bold = state == "open" and count > 10
        struck = not bold and (state == "closed" or count == 0)
        italic = not bold and not struck and state in ("held", "late")
        items.append({
            "state": state, "count": count, "name": words(rng, 2), "urgent": rng.random() < 0.2,
            "odd": count % 2 == 1, "bold": bold, "struck": struck, "italic": italic,
            "simple": not (bold or struck or italic),
        })
    return {"items": items}


def plain(rng):
    """110 kB of literal text and one value."""
    return {"name": words(rng, 2)}


JOBS = {
    "table": table, "layout": layout, "macros": macros, "timeline": timeline,
    "conditionals": conditionals, "plain": plain,
}


def load(name, language):
    """The files of a job by name, its entry, and its context."""
    context = JOBS[name](random.Random(name))
    filler = words(random.Random("text"), 14_500).replace("<", "(").replace("&", "+")
    ending = ENDINGS[language]
    files = {
        path.name: path.read_text(encoding="utf-8").replace("@TEXT@", filler)
        for path in sorted((FOLDER / name).glob("*" + ending))
    }
    return files, "page" + ending, context
