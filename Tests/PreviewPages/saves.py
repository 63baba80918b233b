"""Runs a preview of a small dossier through a writer's day: ports, bursts, temporary files, faults and
their end, the printed briefing, many edits, nothing to do, and the end by a signal.
Usage: saves.py BINARY DOSSIER PYTHON_WITH_TYPST
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error

from running import Preview

CHAPTER = "Content/chapters/01-facts.md"
PAGE = "chapters/facts.html"
EDITS = 24


def rebuilds(preview):
    """How many rebuilds the terminal has told of."""
    return sum(" ms" in line for line in preview.said)


def settle(preview, page, text):
    """Waits until a page has a text and the rebuild behind it has ended."""
    preview.wait_for(lambda: text in preview.peek(page), text)


def files(folder):
    """What lies in a folder."""
    return sorted(str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*"))


def main():
    binary, dossier, python = sys.argv[1:4]
    faults = []

    def claim(holds, what):
        if not holds:
            faults.append(what)

    preview = Preview(binary, dossier, "--date", "2026-11-22", "--typst-python", python)
    before = files(preview.folder)
    claim("</html>" in preview.get(), "no first page")
    preview.wait_for(lambda: rebuilds(preview) == 1, "the end of the first build")

    # Two hundred files at once, as a change of branches writes them, are one rebuild.
    lock = preview.file(".git")
    lock.mkdir()
    folder = preview.file("Content/media")
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text("x", encoding="utf-8")
    preview.wait_for(lambda: preview.peek("media/199.txt") == "x", "the last of 200 files")
    preview.wait_for(lambda: rebuilds(preview) >= 2, "the rebuild of the burst")
    text = preview.file(CHAPTER).read_text(encoding="utf-8")
    preview.file(CHAPTER).write_text(text + "\nAfter the burst.\n", encoding="utf-8")
    settle(preview, PAGE, "After the burst")
    preview.wait_for(lambda: rebuilds(preview) >= 3, "the rebuild after the burst")
    claim(rebuilds(preview) <= 4, f"200 files were {rebuilds(preview) - 2} rebuilds")

    # What editors leave beside a file is nothing; the terminal says no more than before.
    count = rebuilds(preview)
    for name in ["4913", ".01-facts.md.swp", "01-facts.md~", "#01-facts.md#", "01-facts.md.tmp"]:
        preview.file("Content/chapters/" + name).write_text("x", encoding="utf-8")
        preview.file("Content/chapters/" + name).unlink()
    claim(rebuilds(preview) == count, "an editor's temporary file is a rebuild")

    # A fault keeps the page; its mending brings the new one.
    text = preview.file(CHAPTER).read_text(encoding="utf-8")
    preview.file(CHAPTER).write_text(text + "\nSee [[actor:nobody]] again.\n", encoding="utf-8")
    preview.wait_for(lambda: any("nobody" in line for line in preview.said), "the fault in the terminal")
    claim("again" not in preview.get(PAGE), "a page with a fault is shown")
    preview.file(CHAPTER).write_text(text + "\nSee nobody again.\n", encoding="utf-8")
    settle(preview, PAGE, "See nobody again.")

    # The printed note, and what is said without an engine.
    note = json.loads(preview.get(".dossier/briefing.json?profile=note"))
    claim(note["engine"] and note["pages"] > 0, f"no printed note: {note}")
    tight = preview.get(".dossier/desk.json?page=" + PAGE)
    claim("paragraphs" in json.loads(tight), "no desk")

    # Another port when the first is taken; another Python without the engine.
    other = Preview(binary, dossier, "--date", "2026-11-22", "--typst-python", "/bin/false")
    claim(other.port != preview.port, "two previews on one port")
    settle(other, "", "</html>")
    bare = json.loads(other.get(".dossier/briefing.json?profile=note"))
    claim(not bare["engine"], "an engine from nowhere")
    try:
        other.get(".dossier/briefing.pdf?profile=note")
        faults.append("a PDF from nowhere")
    except urllib.error.HTTPError as error:
        claim(error.code == 404, f"a PDF from nowhere: {error.code}")
    other.process.send_signal(signal.SIGHUP)
    claim(other.process.wait(timeout=60) == 0, "SIGHUP is no clean end")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", other.port))
        listener.listen()
        third = subprocess.Popen(
            [binary, "preview", "--source", str(preview.folder), "--port", str(other.port)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = third.stdout.readline().strip()
        claim(address and not address.endswith(f":{other.port}/"), f"no next free port: {address!r}")
        third.terminate()
        claim(third.wait(timeout=60) == 0, "SIGTERM while it builds is no clean end")

    # The browser that is opened gets the address of the first page.
    stub = preview.home / "programs"
    stub.mkdir()
    (stub / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > "{stub}/asked.new" && mv "{stub}/asked.new" "{stub}/asked"\n')
    (stub / "xdg-open").chmod(0o755)
    fourth = subprocess.Popen(
        [binary, "preview", "--source", str(preview.folder), "--port", "0", "--open"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "PATH": f"{stub}:{os.environ['PATH']}"})
    address = fourth.stdout.readline().strip()
    preview.wait_for((stub / "asked").exists, "a browser to be opened")
    claim((stub / "asked").read_text().strip() == address, "the browser is sent elsewhere")
    fourth.terminate()
    claim(fourth.wait(timeout=60) == 0, "SIGTERM behind --open is no clean end")

    # Many edits leave no more memory in use than a few.
    base = preview.file(CHAPTER).read_text(encoding="utf-8")
    for number in range(EDITS):
        preview.file(CHAPTER).write_text(f"{base}\nEdit {number}.\n", encoding="utf-8")
        settle(preview, PAGE, f"Edit {number}.")
        if number == EDITS // 3:
            early = preview.memory()
    late = preview.memory()
    claim(late < early * 1.25, f"{early} KiB after {EDITS // 3} edits, {late} after {EDITS}")

    # Nothing is done while nothing changes: two looks at the processor time, the rebuild being over.
    def is_idle():
        used = preview.processor_time()
        subprocess.run(["sleep", "1"], check=True)
        return preview.processor_time() - used <= 1

    preview.wait_for(is_idle, "an idle second")

    # Nothing was written, and nothing of the preview is in a site.
    (preview.folder / ".git").rmdir()
    after = [name for name in files(preview.folder) if not name.startswith("Content/media")]
    claim(after == [name for name in before if not name.startswith("Content/media")],
          f"files appeared: {sorted(set(after) - set(before))}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binary, "build", "--source", str(preview.folder), "--output", folder + "/site",
                        "--date", "2026-11-22"], check=True, stdout=subprocess.DEVNULL)
        for path in pathlib.Path(folder).rglob("*"):
            if path.is_file() and b".dossier/" in path.read_bytes():
                faults.append(f"{path.name} holds a part of the preview")
    claim(preview.stop() == 0, "SIGTERM is no clean end")
    for fault in faults:
        print(fault)
    print(f"a day of {EDITS} edits, {early} KiB early and {late} KiB late: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
