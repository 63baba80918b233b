"""A running `dossier preview` of a copy of a dossier, for tests."""

import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

PATIENCE = 120


class Preview:
    """The server, the folder it shows, and what it says on the terminal."""

    def __init__(self, binary, dossier, *options):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="preview-"))
        self.folder = self.home / "dossier"
        self.folder.mkdir()
        for name in ["Content", "seeds"]:
            if (pathlib.Path(dossier) / name).is_dir():
                shutil.copytree(pathlib.Path(dossier) / name, self.folder / name)
        self.process = subprocess.Popen(
            [binary, "preview", "--source", str(self.folder), "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.process.stderr.read()
        self.port = int(self.url.rstrip("/").rsplit(":", 1)[1])
        self.said = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stderr:
            self.said.append(line)

    def get(self, path=""):
        """The text at a path."""
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def peek(self, path=""):
        """The text at a path; nothing where there is none yet."""
        try:
            return self.get(path)
        except urllib.error.HTTPError:
            return ""

    def file(self, name):
        """A file of the dossier."""
        return self.folder / name

    def edit(self, name, old, new):
        """Replaces a text in a file, as an editor saves it."""
        path = self.file(name)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        draft = path.with_name(f".{path.name}.new")
        draft.write_text(text.replace(old, new, 1), encoding="utf-8")
        draft.replace(path)

    def wait_for(self, claim, what):
        """Waits until a claim holds; there is a limit only so that a failure ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if claim():
                return
            time.sleep(0.02)
        raise AssertionError(f"never came: {what}\n{''.join(self.said)}")

    def memory(self):
        """The resident memory in KiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0

    def processor_time(self):
        """The processor time used so far, in clock ticks."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def stop(self, number=signal.SIGTERM):
        """Ends the server and returns its status."""
        self.process.send_signal(number)
        status = self.process.wait(timeout=PATIENCE)
        shutil.rmtree(self.home, ignore_errors=True)
        return status
