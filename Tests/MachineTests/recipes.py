"""Reads the recipes of the page on publishing: every block of YAML fits the schema of its host, as
check-jsonschema carries it, and says what the host needs; every block of shell passes `bash -n`.

Usage: recipes.py PAGE
"""

import importlib.util
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

SCHEMAS = {
    ".github/workflows/publish.yml": "github-workflows", ".gitlab-ci.yml": "gitlab-ci"}
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)


def schema_faults(name, body):
    """What the schema of a host finds in its file."""
    package = importlib.util.find_spec("check_jsonschema").submodule_search_locations[0]
    folder = pathlib.Path(package, "builtin_schemas", "vendor")
    schema = json.loads((folder / f"{SCHEMAS[name]}.json").read_text("utf-8"))
    # YAML 1.1 reads the key `on` as a truth value, hosts do not.
    document = {
        "on" if key is True else key: value for key, value in yaml.safe_load(body).items()}
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{name}: {error.json_path}: {error.message[:200]}"
            for error in validator.iter_errors(document)]


def main():
    text = pathlib.Path(sys.argv[1]).read_text("utf-8")
    faults, count = [], 0
    files = {}
    for kind, name, body in BLOCK.findall(text):
        count += 1
        if kind == "yaml":
            try:
                files[name] = yaml.load(body, yaml.BaseLoader)
                if name in SCHEMAS:
                    faults += schema_faults(name, body)
            except yaml.YAMLError as error:
                faults.append(f"{name}: {error}")
        elif kind == "sh":
            run = subprocess.run(["bash", "-n"], input=body, text=True, capture_output=True)
            if run.returncode:
                faults.append(f"shell: {run.stderr}")
    pages = files.get(".github/workflows/publish.yml", {})
    steps = [step for job in pages.get("jobs", {}).values() for step in job.get("steps", [])]
    used = {step.get("uses", "").partition("@")[0] for step in steps}
    for action in ("actions/checkout", "actions/upload-pages-artifact", "actions/deploy-pages"):
        if action not in used:
            faults.append(f"GitHub Pages: no {action}")
    if pages.get("permissions", {}).get("pages") != "write":
        faults.append("GitHub Pages: no permission")
    lab = files.get(".gitlab-ci.yml", {})
    if lab.get("pages", {}).get("artifacts", {}).get("paths") != ["public"]:
        faults.append("GitLab Pages: no artifact `public`")
    for name in SCHEMAS.keys() - files.keys():
        faults.append(f"no recipe {name}")
    for fault in faults:
        print(fault)
    print(f"{count} recipes: {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
