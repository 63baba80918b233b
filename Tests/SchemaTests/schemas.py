"""Validates the data of dossiers against the schemas that `dossier schema` prints.

Usage: schemas.py DOSSIER... where each DOSSIER is a folder with Content/ and, where it has them,
seeds/; the schemas are read from the folder named by --schemas. Every schema must itself be valid,
every record must fit its schema, and each of some wrong records must not.
"""

import argparse
import pathlib
import re
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """Reads YAML 1.2 core, as editors do: `no` and `2026-01-02` are texts, `2026` is a number."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def read(path):
    """Returns the value of a data file, or of the front matter of a chapter."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("\n---\n", 1)[0].removeprefix("---\n")
    return yaml.load(text, CoreLoader)


def kind_of(path, root):
    """Returns the name of the schema of a file, or None for files that have none."""
    parts = path.relative_to(root).parts
    if parts[0] == "seeds":
        return "seed" if path.suffix == ".yaml" else None
    if parts[:2] == ("Content", "chapters"):
        return "chapter" if path.suffix == ".md" else None
    if parts in [("Content", "dossier.yaml"), ("Content", "baseline.yaml")]:
        return path.stem
    if parts[:2] == ("Content", "data") and path.suffix == ".yaml":
        return parts[2] if len(parts) > 3 else path.stem
    return None


# A schema that accepts all would pass the rest of this test.
WRONG = [
    ("actors", "- {id: a, cote: A-01, name: A, kind: institution, descripton: x}"),
    ("actors", "- {id: a, cote: A-01, name: A, kind: organization, description: x}"),
    ("actors", "- {id: A, cote: A-01, name: A, kind: person, description: x}"),
    ("actors", "- {id: a, cote: A-01, name: A, kind: person}"),
    ("events", "- {id: e, cote: E-1, date: 2 janvier, title: x, kind: law, jurisdiction: fr, "
               "sources: [b], status: open}"),
    ("events", "- {id: e, cote: E-1, date: 2026-01-02, title: x, kind: law, jurisdiction: fr, "
               "sources: [], status: open}"),
    ("sources", "- {id: b, cote: B-1, publisher: p, title: t, kind: press, level: primary, "
                "url: example.org}"),
    ("provisions", "- {id: p, cote: L-1, instrument: i, article: 1, title: t, summary: s, "
                   "versions: [{id: v1, in-force: 2024-05-23, summary: s, penalties: "
                   "[{circumstance: base, label: b, fine-eur: 60 000}]}]}"),
    ("dossier", "{title: t, language: de, description: d, as-of: 2026-01-01, "
                "law-date: 2026-01-01, last-change: 2026-01-01, presumption: p}"),
    ("dossier", "{title: t, language: fr, description: d, as-of: 2026-01, "
                "law-date: 2026-01-01, last-change: 2026-01-01, presumption: p}"),
    ("corrections", "- {id: r, date: 2026-01-01, concerns: [e-1], was: a, is: b, reason: c}"),
    ("measures", "- {id: m, cote: M-1, title: t, kind: fine, authority: [], status: ordered, "
                 "sources: [b]}"),
]


def main():
    """Runs all checks and returns the number of failures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--schemas", type=pathlib.Path, required=True)
    arguments.add_argument("dossiers", type=pathlib.Path, nargs="+")
    options = arguments.parse_args()
    failures = 0
    validators = {}
    for path in sorted(options.schemas.glob("*.schema.json")):
        schema = yaml.load(path.read_text(encoding="utf-8"), CoreLoader)
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[path.name.removesuffix(".schema.json")] = jsonschema.Draft202012Validator(schema)
    count = 0
    used = set()
    for root in options.dossiers:
        files = [*(root / "Content").rglob("*"), *(root / "seeds").rglob("*")]
        for path in sorted(p for p in files if p.is_file()):
            kind = kind_of(path, root)
            if kind is None:
                continue
            count += 1
            used.add(kind)
            for fault in validators[kind].iter_errors(read(path)):
                failures += 1
                where = "/".join(str(part) for part in fault.absolute_path)
                print(f"{path}: {where}: {fault.message[:200]}", file=sys.stderr)
    for kind, text in WRONG:
        if validators[kind].is_valid(yaml.load(text, CoreLoader)):
            failures += 1
            print(f"accepted by {kind}: {text}", file=sys.stderr)
    for kind in sorted(set(validators) - used):
        failures += 1
        print(f"no file of the kind {kind} was checked", file=sys.stderr)
    print(f"test-schemas: {len(validators)} schemas, {count} files, {failures} failures")
    return failures


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
