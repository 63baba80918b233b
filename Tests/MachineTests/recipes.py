"""Reads the recipes of the page on publishing: every block of YAML parses and says what its host
needs, every block of shell passes `bash -n`, every block of a name is one the page explains.

Usage: recipes.py PAGE
"""

import pathlib
import re
import subprocess
import sys

import yaml

BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)


def main():
    text = pathlib.Path(sys.argv[1]).read_text("utf-8")
    faults, count = [], 0
    files = {}
    for kind, name, body in BLOCK.findall(text):
        count += 1
        if kind == "yaml":
            try:
                files[name] = yaml.load(body, yaml.BaseLoader)
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
    for fault in faults:
        print(fault)
    print(f"{count} recipes: {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
