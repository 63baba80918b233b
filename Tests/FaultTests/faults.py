"""Builds a small dossier while the machine misbehaves, and looks at what is left.

After each fault: the command ended by itself with a status that it documents (or by our signal), the
published site has no half page and no link to nowhere, and the next build, without any repair,
gives byte for byte what a build into an empty folder gives.
Usage: faults.py BINARY [--seed N] [CASE…]
"""

import argparse
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LINK = re.compile(rb'(?:href|src)="([^"#?]*)[^"]*"')
DATE = "2026-11-22"


def expect(claim, text):
    """Ends the test when a claim does not hold."""
    if not claim:
        raise AssertionError(text)


class Site:
    """A dossier and the folder it is published to."""

    def __init__(self, binary, folder, chapters=6):
        self.binary = binary
        self.folder = pathlib.Path(folder)
        self.source = self.folder / "dossier"
        self.output = self.folder / "public"
        subprocess.run(
            [ROOT / "Benchmarks/generate", str(chapters), self.source], check=True)
        self.version = 0

    def command(self, *more, output=None, source=None):
        return [self.binary, "build", "--source", str(source or self.source), "--output",
                str(output or self.output), "--date", DATE, *more]

    def build(self, *more, output=None, expected=(0,), before=None, source=None):
        """Builds; returns the status and what was said."""
        run = subprocess.run(
            self.command(*more, output=output, source=source), capture_output=True, text=True,
            errors="replace", preexec_fn=before, timeout=300, check=False)
        said = run.stdout + run.stderr
        expect(run.returncode in expected, f"status {run.returncode}, not {expected}:\n{said}")
        return run.returncode, said

    def edit(self):
        """Changes a chapter, and lets an actor with the page that leads to it come and go."""
        self.version += 1
        chapter = sorted((self.source / "Content/chapters").iterdir())[1]
        text = chapter.read_text().split("\n\nUne fin")[0].rstrip("\n")
        guest = self.source / "Content/data/actors/guest.yaml"
        mention = ""
        if self.version % 2:
            guest.write_text(
                "- id: passant\n  cote: A-900\n  name: Un passant\n  kind: institution\n"
                "  description: Il passe.\n  sources: [source-1]\n")
            mention = " Voir [[actor:passant]]."
        elif guest.exists():
            guest.unlink()
        chapter.write_text(f"{text}\n\nUne fin de version {self.version}.{mention}\n")

    def check_equals_cold(self):
        """The next build, without repair, equals a cold one."""
        self.build()
        cold = self.folder / "cold"
        shutil.rmtree(cold, ignore_errors=True)
        self.build("--no-cache", output=cold)
        one, two = files(self.output), files(cold)
        expect(one.keys() == two.keys(), f"other files: {sorted(one.keys() ^ two.keys())[:5]}")
        for name, data in one.items():
            expect(two[name] == data, f"{name} differs from a cold build")


def files(folder):
    """Every file of a site, with its bytes."""
    found = {}
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file():
            found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def check_whole(folder):
    """No half page, no link to nowhere; an empty or missing folder is no site yet."""
    folder = pathlib.Path(folder)
    if not (folder / "index.html").exists():
        return
    for path in folder.rglob("*.html"):
        if ".dossier-new" in path.parts:
            continue
        data = path.read_bytes()
        expect(data.rstrip().endswith(b"</html>"), f"{path} is half a page")
        for link in LINK.findall(data):
            if not link or b":" in link or link.startswith(b"//"):
                continue
            target = path.parent / os.fsdecode(link)
            if link.endswith(b"/"):
                target = target / "index.html"
            expect(target.exists(), f"{path} leads to {link.decode()}, which is not there")


def killed(site, rng):
    """SIGKILL at a hundred random moments."""
    site.build()
    site.edit()
    start = time.monotonic()
    site.build()
    longest = (time.monotonic() - start) * 1.2
    for _ in range(100):
        site.edit()
        child = subprocess.Popen(
            site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * longest)
        child.kill()
        status = child.wait()
        expect(status in (0, -signal.SIGKILL), f"status {status}")
        check_whole(site.output)
    site.check_equals_cold()


def killed_first(site, rng):
    """SIGKILL during first builds: an empty folder, or a site."""
    for _ in range(10):
        shutil.rmtree(site.output, ignore_errors=True)
        child = subprocess.Popen(
            site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * 2)
        child.kill()
        child.wait()
        check_whole(site.output)
    site.check_equals_cold()


def limited_files():
    """The system refuses files above 20 kB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def full_disk(site, _):
    """A limit on the size of files, and a file system without room."""
    site.build()
    before = files(site.output)
    site.edit()
    _, said = site.build(expected=(3,), before=limited_files)
    expect("F0002" in said, said)
    expect(files(site.output) == before, "the last good site did not stay")
    site.check_equals_cold()
    small = site.folder / "small"
    small.mkdir()
    if os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "none", small], check=False,
            stderr=subprocess.DEVNULL).returncode != 0:
        print("  (no file system could be mounted: only the limit on files was tried)")
        return
    try:
        _, said = site.build(output=small / "public", expected=(3,))
        expect("F0002" in said, said)
        expect(not files(small), "something was left on the full disk")
    finally:
        subprocess.run(["umount", small], check=True)


def as_nobody():
    """Gives up the rights of root, to whom nothing is forbidden."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def read_only(site, _):
    """An output folder, and then a chapter, that may not be touched."""
    site.build()
    before = files(site.output)
    site.edit()
    os.chmod(site.folder, 0o755)
    for path in [site.output, *site.output.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    _, said = site.build("--no-cache", expected=(3,), before=as_nobody)
    expect("F0002" in said, said)
    expect(files(site.output) == before, "a read-only site changed")
    for path in [site.output, *site.output.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    chapter = sorted((site.source / "Content/chapters").iterdir())[0]
    chapter.chmod(0)
    _, said = site.build("--no-cache", expected=(3,), before=as_nobody)
    expect("F0001" in said, said)
    expect(files(site.output) == before, "an unreadable chapter changed the site")
    chapter.chmod(0o644)
    site.check_equals_cold()


def vanished(site, rng):
    """The output folder, and then a chapter, vanish while a build runs."""
    for _ in range(5):
        child = subprocess.Popen(
            site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random())
        shutil.rmtree(site.output, ignore_errors=True)
        # A folder that is half removed when the build looks at it holds files of nobody.
        expect(child.wait() in (0, 2, 3), f"status {child.returncode}")
        shutil.rmtree(site.output, ignore_errors=True)
        site.edit()
    site.check_equals_cold()
    chapter = sorted((site.source / "Content/chapters").iterdir())[-1]
    text = chapter.read_text()
    for _ in range(5):
        child = subprocess.Popen(
            site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * 0.2)
        chapter.unlink()
        expect(child.wait() in (0, 1, 3), f"status {child.returncode}")
        check_whole(site.output)
        chapter.write_text(text)
        site.edit()
    site.check_equals_cold()


def two_at_once(site, _):
    """Two builds into one folder: each succeeds or says that the other is there."""
    for _ in range(8):
        site.edit()
        children = [
            subprocess.Popen(site.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for _ in range(2)]
        for child in children:
            said = child.communicate()[0]
            expect(child.returncode == 0 or (child.returncode == 3 and b"F0007" in said),
                   f"status {child.returncode}: {said.decode()}")
        expect(any(child.returncode == 0 for child in children), "neither build succeeded")
        check_whole(site.output)
    site.check_equals_cold()


def strange_entries(site, _):
    """Links out of the tree and in loops, pipes, devices: named, never entered, never waited for."""
    content = site.source / "Content"
    site.build()
    before = files(site.output)
    cases = {
        "chapters/99-loop": lambda path: path.symlink_to(content),
        "chapters/99-self.md": lambda path: path.symlink_to(path),
        "chapters/99-nowhere.md": lambda path: path.symlink_to("/nowhere/at-all.md"),
        "chapters/99-device.md": lambda path: path.symlink_to("/dev/zero"),
        "chapters/99-pipe.md": os.mkfifo,
        "data/out": lambda path: path.symlink_to("/etc"),
    }
    if os.geteuid() == 0:
        cases["chapters/99-node.md"] = lambda path: os.mknod(
            path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    for name, make in cases.items():
        path = content / name
        try:
            make(path)
        except PermissionError:
            continue
        status, said = site.build(expected=(0, 1, 3))
        expect(re.search(r"\[[DF]\d{4}\]", said), f"nothing was said of {name}: {said}")
        if status != 0:
            expect(files(site.output) == before, f"{name} changed the site")
        path.unlink()
    # A chapter may be a link to a file elsewhere: an author shares one between dossiers.
    elsewhere = site.folder / "shared.md"
    chapter = sorted((content / "chapters").iterdir())[0]
    shutil.move(chapter, elsewhere)
    chapter.symlink_to(elsewhere)
    site.check_equals_cold()


def strange_names(site, _):
    """Names that differ by case or by normalisation, and bytes that are no UTF-8."""
    media = site.source / "Content/media"
    media.mkdir()
    site.build()
    before = files(site.output)
    (media / "é.png").write_bytes(b"composed")
    (media / "e\u0301.png").write_bytes(b"decomposed")
    _, said = site.build(expected=(1,))
    expect("S0101" in said, said)
    expect(files(site.output) == before, "the site changed")
    (media / "e\u0301.png").unlink()
    (media / "Plan.png").write_bytes(b"1")
    (media / "plan.png").write_bytes(b"2")
    _, said = site.build(expected=(1,))
    expect("S0101" in said, said)
    (media / "plan.png").unlink()
    site.check_equals_cold()
    before = files(site.output)
    # Left out, such a file would be missed by nobody.
    for name in [b"media/\xff\xfe.png", b"chapters/99-\xe9t\xe9.md", b"data/actors/\xff.yaml",
                 b"chapters/\xc0\xaf"]:
        wrong = os.path.join(os.fsencode(site.source), b"Content", name)
        if name.endswith(b"\xaf"):
            os.mkdir(wrong)
        else:
            with open(wrong, "wb") as file:
                file.write(b"3")
        _, said = site.build(expected=(3,))
        expect("F0001" in said and "UTF-8" in said, said)
        expect(files(site.output) == before, f"{name} changed the site")
        shutil.rmtree(wrong) if os.path.isdir(wrong) else os.unlink(wrong)
    site.check_equals_cold()
    chapter = sorted((site.source / "Content/chapters").iterdir())[0]
    text = chapter.read_bytes()
    chapter.write_bytes(text + b"\nUn octet \xff seul.\n")
    _, said = site.build(expected=(0, 1))
    expect(re.search(r"\[[DM]\d{4}\]", said), said)
    chapter.write_bytes(text)
    site.check_equals_cold()


def strange_output(site, _):
    """A file, a pipe, a device, a loop, a link to nowhere, a file on the way, links in the folder."""
    place = site.folder / "place"
    cases = {
        "a file": lambda: place.write_text("mine"),
        "a pipe": lambda: os.mkfifo(place),
        "a loop": lambda: place.symlink_to(place),
        "a link to nowhere": lambda: place.symlink_to("/nowhere/at-all"),
        "a device": lambda: place.symlink_to("/dev/null"),
    }
    for name, make in cases.items():
        make()
        for output in [place, place / "below"]:
            _, said = site.build("--no-cache", output=output, expected=(3,))
            expect("F0002" in said and re.search("not a folder|pas un dossier", said),
                   f"{name}: {said}")
        expect(os.path.lexists(place), f"{name} was removed")
        place.unlink()
    # Links that stand in the folder are replaced, and nothing is written where they lead.
    site.build()
    elsewhere = site.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.html").write_text("mine")
    page = sorted((site.output / "chapitres").glob("*.html"))[0]
    page.unlink()
    page.symlink_to(elsewhere / "kept.html")
    shutil.rmtree(site.output / "acteurs")
    (site.output / "acteurs").symlink_to(elsewhere)
    site.build(expected=(0, 3))
    expect(files(elsewhere) == {"kept.html": b"mine"}, "a link led out of the folder")
    (site.output / "acteurs").unlink(missing_ok=True)
    site.check_equals_cold()


def missing_source(site, _):
    """A source that is not there, is a file or a pipe; a folder in it that may not be entered."""
    site.build()
    before = files(site.output)
    for name, make in [("nowhere", None), ("file", lambda path: path.write_text("mine")),
                       ("pipe", os.mkfifo)]:
        path = site.folder / name
        if make:
            make(path)
        _, said = site.build(source=path, expected=(2,))
        expect("F0006" in said, said)
    os.chmod(site.folder, 0o755)
    for path in [site.output, *site.output.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    folder = site.source / "Content/data/actors"
    folder.chmod(0)
    _, said = site.build("--no-cache", expected=(3,), before=as_nobody)
    expect("F0001" in said, said)
    folder.chmod(0o755)
    expect(files(site.output) == before, "a source without actors changed the site")
    # Nothing can be remembered beside a source that may not be written to; the build is right.
    site.build(before=as_nobody)
    site.check_equals_cold()


def large_texts(site, _):
    """A chapter, a table and a file of records of 200 MB, and a table of 1,000,000 rows."""
    site.build()
    before = files(site.output)
    for name in ["chapters/99-vaste.md", "data/events.csv", "data/actors/vaste.yaml"]:
        path = site.source / "Content" / name
        with open(path, "wb") as file:
            file.truncate(200 << 20)
        _, said = site.build(expected=(3,))
        expect("F0001" in said and "64" in said, said)
        expect(files(site.output) == before, f"{name} changed the site")
        path.unlink()
    table = site.source / "Content/data/events.csv"
    with open(table, "w", encoding="utf-8") as file:
        file.write("id,cote,date,title,kind,jurisdiction,sources,status\n")
        for number in range(1_000_000):
            file.write(f"e-{number},E-{number},2026-01-02,Un fait que la table raconte,press,fr,"
                       "source-1,established\n")
    _, said = site.build(expected=(3,))
    expect("F0001" in said, said)
    table.unlink()
    site.check_equals_cold()


def large_file(site, _):
    """A picture of 200 MB."""
    media = site.source / "Content/media"
    media.mkdir()
    with open(media / "film.bin", "wb") as file:
        file.truncate(200 << 20)
    site.build()
    expect((site.output / "media/film.bin").stat().st_size == 200 << 20, "the file is not whole")
    (media / "film.bin").unlink()
    site.check_equals_cold()


def jumping_clock(site, _):
    """Times of files from the past and the future, and an edit that keeps size and time."""
    site.build()
    chapters = sorted((site.source / "Content/chapters").iterdir())
    for path, moment in zip(chapters, [0, 1, 4_000_000_000, 2_000_000_000]):
        os.utime(path, (moment, moment))
    site.check_equals_cold()
    text = chapters[0].read_text()
    times = chapters[0].stat()
    site.build()
    time.sleep(0.1)
    site.build()
    chapters[0].write_text(text.replace("point de départ", "point de repère"))
    os.utime(chapters[0], ns=(times.st_atime_ns, times.st_mtime_ns))
    expect(chapters[0].stat().st_size == len(text.encode()), "the edit was to keep the size")
    site.build()
    page = (site.output / "chapitres/partie-1.html").read_text()
    expect("point de repère" in page, "an edit that keeps size and time was missed")
    site.check_equals_cold()


def damaged_cache(site, rng):
    """A cache with other bytes, cut short, of another dossier, or a folder in its place."""
    site.build()
    time.sleep(0.1)
    site.build()
    cache = site.source / ".dossier-cache"
    for round_number in range(12):
        for path in cache.iterdir():
            if not path.is_file():
                continue
            data = bytearray(path.read_bytes())
            if round_number % 3 == 0 and data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            elif round_number % 3 == 1:
                data = data[:rng.randrange(len(data) + 1)]
            else:
                data = bytes(rng.randrange(256) for _ in range(100))
            path.write_bytes(data)
        if round_number % 2:
            site.edit()
        site.build()
        check_whole(site.output)
    shutil.rmtree(cache)
    cache.write_text("not a folder")
    site.edit()
    site.check_equals_cold()
    cache.unlink()
    site.check_equals_cold()


def reader(site, _):
    """Somebody follows links all through a hundred builds."""
    site.build()
    done = threading.Event()
    faults = []
    visited = [0]

    def load(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None

    def walk():
        rng = random.Random(7)
        page = site.output / "index.html"
        while not done.is_set() and not faults:
            data = load(page)
            if data is None:
                page = site.output / "index.html"
                if load(page) is None:
                    faults.append("the entry page is gone")
                continue
            visited[0] += 1
            if not data.rstrip().endswith(b"</html>"):
                faults.append(f"{page} is half a page")
            links = [link for link in LINK.findall(data)
                     if link and b":" not in link and not link.startswith(b"//")]
            for link in rng.sample(links, min(len(links), 40)):
                target = page.parent / os.fsdecode(link)
                if not target.exists():
                    # The page may have changed since it was read; if it still leads there, it lies.
                    now = load(page)
                    if now is not None and b'"' + link in now and not target.exists():
                        faults.append(f"{page} leads to {link.decode()}, which is not there")
            pages = [link for link in links if link.endswith(b".html")]
            if pages:
                page = pathlib.Path(os.path.normpath(
                    page.parent / os.fsdecode(rng.choice(pages))))

    thread = threading.Thread(target=walk)
    thread.start()
    try:
        for _ in range(100):
            site.edit()
            site.build()
    finally:
        done.set()
        thread.join()
    expect(not faults, "; ".join(faults[:3]))
    expect(visited[0] > 100, f"the reader saw {visited[0]} pages only")
    site.check_equals_cold()


CASES = [killed, killed_first, full_disk, read_only, vanished, two_at_once, strange_entries,
         strange_names, strange_output, missing_source, large_file, large_texts, jumping_clock, damaged_cache, reader]


def main():
    """Runs the cases, each on a dossier of its own."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("binary")
    arguments.add_argument("cases", nargs="*")
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    options = arguments.parse_args()
    print(f"faults: seed {options.seed}")
    failed = False
    for case in CASES:
        if options.cases and case.__name__ not in options.cases:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            try:
                case(Site(str(pathlib.Path(options.binary).resolve()), folder),
                     random.Random(options.seed))
                print(f"  {case.__name__}: well ({time.monotonic() - start:.0f} s)", flush=True)
            except (AssertionError, subprocess.TimeoutExpired) as fault:
                failed = True
                print(f"  {case.__name__}: FAILED: {str(fault)[:2000]}", flush=True)
    sys.exit(1 if failed else 0)


main()
