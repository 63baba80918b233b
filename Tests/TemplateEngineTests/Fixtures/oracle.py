"""Compares the engine with Jinja2 and minijinja, case by case.

The cases stand in oracle/FEATURE.txt, one template a line: ⏎ is a line feed, and ¦ begins another
file (`name: source`) or more context (`ctx: {…}`) beside oracle/context.json. Each case runs with
the settings of SETTINGS.

Rule: what Jinja2 gives is right. Where minijinja differs, it is only counted. Where the engine
differs from Jinja2, the case must stand in oracle/differences.txt under a reason. A case that fails
in Jinja2 must fail here, in a line that Jinja2 or minijinja names.

Usage: oracle.py BINARY [--write]
--write makes oracle/expected/FEATURE.json anew: what Jinja2 and minijinja gave. Without it these
files must be what the two give now.
"""

import json
import pathlib
import re
import subprocess
import sys
import traceback

import jinja2
import minijinja

FOLDER = pathlib.Path(__file__).resolve().parent / "oracle"
SETTINGS = {
    "whitespace": [
        {"trim_blocks": trim, "lstrip_blocks": lstrip, "keep_trailing_newline": keep}
        for trim in (False, True) for lstrip in (False, True) for keep in (False, True)],
}
DEFAULT = [{"trim_blocks": False, "lstrip_blocks": False, "keep_trailing_newline": False}]


def read_cases():
    """All cases: feature, template line, files, context, settings."""
    common = json.loads((FOLDER / "context.json").read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem == "differences":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split(" ¦ ")
            files = {"main.html": parts[0].replace("⏎", "\n")}
            context = dict(common)
            for part in parts[1:]:
                name, _, source = part.partition(": ")
                if name == "ctx":
                    context.update(json.loads(source))
                else:
                    files[name] = source.replace("⏎", "\n")
            for settings in SETTINGS.get(path.stem, DEFAULT):
                yield path.stem, line, files, context, settings


@jinja2.pass_eval_context
def words_of_truth(_, value):
    """Prints truth values as minijinja and the engine do."""
    return str(value).lower() if isinstance(value, bool) else value


def run_jinja2(files, context, settings):
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(files), autoescape=True, undefined=jinja2.StrictUndefined,
        finalize=words_of_truth, extensions=["jinja2.ext.loopcontrols"], **settings)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    try:
        return {"output": environment.get_template("main.html").render(context)}
    except jinja2.TemplateSyntaxError as error:
        return {"error": type(error).__name__, "line": error.lineno}
    except Exception as error:
        frames = [
            frame.lineno for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == "<template>" or frame.filename in files]
        return {"error": type(error).__name__, "line": frames[-1] if frames else None}


def run_minijinja(files, context, settings):
    environment = minijinja.Environment(
        loader=files.get, auto_escape_callback=lambda name: True, undefined_behavior="strict",
        **settings)
    try:
        return {"output": environment.render_template("main.html", **context)}
    except minijinja.TemplateError as error:
        while isinstance(error.__cause__, minijinja.TemplateError):
            error = error.__cause__
        return {"error": error.kind, "line": error.line}
    except BaseException as error:  # a panic of the Rust engine is none of ours
        return {"error": type(error).__name__, "line": None}


class Engine:
    """The command that renders, as other programs drive it."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "template", "render", "--json"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def run(self, files, context, settings):
        request = {"files": files, "entry": "main.html", "context": context,
                   "options": {"autoescape": True, "undefined": "strict", **settings}}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            return {"error": answer["error"]["code"], "line": answer["error"]["line"]}
        return {"output": answer["output"]}


def read_differences():
    """The cases in which the engine departs from Jinja2, with the reason: `# reason`, cases."""
    reasons = {}
    reason = None
    for line in (FOLDER / "differences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            reasons[line] = reason
    return reasons


def agrees(own, jinja, mini):
    if "output" in jinja:
        return own == jinja
    if "output" in own:
        return False
    lines = {jinja["line"], mini.get("line")} - {None}
    return not lines or own["line"] in lines


def main():
    engine = Engine(sys.argv[1])
    differences = read_differences()
    used = set()
    expected = {}
    faults = []
    count = agreed = 0
    for feature, line, files, context, settings in read_cases():
        jinja = run_jinja2(files, context, settings)
        mini = run_minijinja(files, context, settings)
        own = engine.run(files, context, settings)
        count += 1
        agreed += jinja.get("output", 1) == mini.get("output", 2)
        expected.setdefault(feature, []).append(
            {"case": line, "settings": settings, "jinja2": jinja, "minijinja": mini})
        if agrees(own, jinja, mini):
            if line in differences and len(SETTINGS.get(feature, DEFAULT)) == 1:
                faults.append(f"{feature}: {line}: agrees with Jinja2, but is a listed difference")
            continue
        used.add(line)
        if line not in differences:
            faults.append(
                f"{feature}: {line}\n    {settings if len(DEFAULT) != len(SETTINGS.get(feature, DEFAULT)) else ''}"
                f"\n    own       {own}\n    Jinja2    {jinja}\n    minijinja {mini}")
    (FOLDER / "expected").mkdir(exist_ok=True)
    for feature, rows in expected.items():
        path = FOLDER / "expected" / f"{feature}.json"
        text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
        if "--write" in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            faults.append(f"{path.name} is not what Jinja2 and minijinja give; see --write")
    for line in sorted(set(differences) - used):
        if not any(line in fault for fault in faults):
            faults.append(f"differences.txt: no such case: {line}")
    for fault in faults:
        print(f"oracle: {fault}", file=sys.stderr)
    print(f"oracle: {count} cases, {agreed} where Jinja2 and minijinja agree, "
          f"{len(used)} listed differences, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
