#!/usr/bin/env python3
"""Makes the expected outputs of the template fixtures with Jinja2 itself.

Usage: jinja2-oracle.py [--check] (needs the package jinja2 3.1)

For each templates/CASE.j2 it writes CASE.txt. With --check it writes nothing and
exits 1 when a file differs. The environment is set as the engine's defaults are, so that only
the differences of Documentation/COMPATIBILITY.md remain; cases with those stand elsewhere.
"""

import json
import pathlib
import sys

import jinja2

FIXTURES = pathlib.Path(__file__).resolve().parent / "templates"


@jinja2.pass_eval_context
def finalize(_, value):
    """Prints truth values as the engine does (with a context, so that constants come here too)."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return value


def expected(path):
    """The output of Jinja2 for one fixture."""
    head, _, template = path.read_text(encoding="utf-8").partition("\n---\n")
    context = json.loads(head)
    files = context.pop("$files", {})
    name = context.pop("$name", "main.html")
    files[name] = template
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(files),
        autoescape=name.endswith((".html", ".xml")),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment.get_template(name).render(context)


def main():
    check = "--check" in sys.argv[1:]
    differs = 0
    for path in sorted(FIXTURES.glob("*.j2")):
        try:
            text = expected(path)
        except Exception as error:
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            differs += 1
            continue
        target = path.with_suffix(".txt")
        if check:
            if not target.exists() or target.read_text(encoding="utf-8") != text:
                print(f"{path.name}: differs", file=sys.stderr)
                differs += 1
        else:
            target.write_text(text, encoding="utf-8")
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
