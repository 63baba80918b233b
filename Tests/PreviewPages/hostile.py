"""Sends ten thousand hostile requests to a preview through raw sockets: traversal in every encoding,
strange hosts, huge fields, broken framing, unknown methods, ranges, slow and half-closed connections.
Each has the answer it must have, and the server serves the same page afterwards.
Usage: hostile.py BINARY DOSSIER
"""

import random
import signal
import socket
import sys

from running import Preview

SECRET = b"root:"
COUNT = 10_000


def ask(port, data, finish=True):
    """The answer to raw bytes; empty where the server closed without one."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            connection.sendall(data)
            if finish:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        parts = []
        while True:
            try:
                part = connection.recv(65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    return b"".join(parts)


def status(answer):
    """The status of an answer; 0 where there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def request(target, method="GET", host="127.0.0.1", *fields):
    """The bytes of a plain request that closes."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *fields, "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def traversals():
    """Ways to write `../../etc/passwd`."""
    dots = ["..", "%2e%2e", "%2E%2e", ".%2e", "%2e.", "%252e%252e", "..%00", "%c0%ae%c0%ae",
            "%e0%80%ae%e0%80%ae", "%u002e%u002e", "..;", "....", "．．"]
    slashes = ["/", "%2f", "%2F", "\\", "%5c", "%252f", "%c0%af", "//", "/./", "%00/"]
    for dot in dots:
        for slash in slashes:
            for depth in [1, 3, 8]:
                yield "/" + slash.join([dot] * depth + ["etc", "passwd"])
                yield "/assets/" + slash.join([dot] * depth + ["etc", "passwd"])
    yield from ["//etc/passwd", "/Content/dossier.yaml", "/.git/config", "/.dossier/../Content/dossier.yaml",
                "/.dossier/", "/.dossier/preview.js/..", "/proc/self/environ", "file:///etc/passwd",
                "http://evil.example/", "/assets/", "/media/", "*", "", "?", "/%"]


def check_named(port, faults):
    """Requests whose status is known."""
    def expect(what, answer, *wanted):
        if status(answer) not in wanted:
            faults.append(f"{what}: {answer[:60]!r}, not {wanted}")
        if SECRET in answer or b"law-date:" in answer:
            faults.append(f"{what}: serves a file from disk")

    for target in traversals():
        expect(target, ask(port, request(target)), 0, 400, 404)
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0",
                 "127.0.0.2", "[::2]", "evil.example:80", "127.0.0.1@evil.example", ""]:
        expect(f"host {host}", ask(port, request("/", "GET", host)), 421, 400)
    for host in ["localhost", f"127.0.0.1:{port}", "[::1]:9"]:
        expect(f"host {host}", ask(port, request("/", "GET", host)), 200)
    expect("no host", ask(port, b"GET / HTTP/1.1\r\n\r\n"), 400)
    expect("two hosts", ask(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n"), 400)
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "POST"]:
        expect(method, ask(port, request("/", method)), 405)
    expect("CONNECT", ask(port, request("localhost:80", "CONNECT")), 400, 405)
    for method in ["BREW", "get", "G\x00T", "A" * 500]:
        expect(method, ask(port, request("/", method)), 400, 405, 501)
    expect("long target", ask(port, request("/" + "a" * 6_000)), 400, 414, 431)
    expect("huge target", ask(port, request("/" + "a" * 200_000)), 0, 400, 414, 431)
    expect("huge field", ask(port, request("/", "GET", "localhost", "X: " + "a" * 100_000)), 0, 431)
    expect("many fields", ask(
        port, request("/", "GET", "localhost", *[f"X{n}: 1" for n in range(500)])), 0, 431)
    expect("huge body", ask(port, request(
        "/", "POST", "localhost", "Content-Length: 200000") + b"a" * 200_000), 0, 405, 413)
    expect("two lengths", ask(port, request(
        "/", "POST", "localhost", "Content-Length: 1", "Content-Length: 2") + b"a"), 400)
    expect("smuggling", ask(port, request(
        "/", "POST", "localhost", "Content-Length: 4", "Transfer-Encoding: chunked") + b"0\r\n\r\n"), 400)
    expect("bad chunk", ask(port, request(
        "/", "POST", "localhost", "Transfer-Encoding: chunked") + b"zz\r\n"), 400)
    expect("bad version", ask(port, b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"), 400, 505)
    expect("no version", ask(port, b"GET /\r\n\r\n"), 0, 400, 505)
    expect("TLS", ask(port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 0, 400, 501)
    expect("fold", ask(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n"), 200, 400)
    expect("bare line feeds", ask(port, b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n"), 200, 400, 505)
    origin = f"Origin: http://127.0.0.1:{port}"
    for name, fields in [("none", []), ("strange", ["Origin: http://evil.example"]), ("null", ["Origin: null"]),
                         ("other port", ["Origin: http://127.0.0.1:1"]), ("two", [origin, origin])]:
        expect(f"day, origin {name}", ask(port, request(
            "/.dossier/day?day=2026-01-01", "POST", f"127.0.0.1:{port}", *fields)), 403)
    expect("bad day", ask(port, request(
        "/.dossier/day?day=never", "POST", f"127.0.0.1:{port}", origin)), 400)

    whole = ask(port, request("/"))
    tag = [line[6:] for line in whole.split(b"\r\n") if line.startswith(b"ETag: ")][0].decode()
    body = whole.split(b"\r\n\r\n", 1)[1]
    def get(*fields, method="GET"):
        return ask(port, request("/", method, "localhost", *fields))
    expect("same tag", get(f"If-None-Match: {tag}"), 304)
    expect("weak tag", get(f'If-None-Match: "x", W/{tag}'), 304)
    expect("any tag", get("If-None-Match: *"), 304)
    expect("other tag", get('If-None-Match: "x"'), 200)
    expect("other match", get('If-Match: "x"'), 412)
    expect("head", get(method="HEAD"), 200)
    if get(method="HEAD").split(b"\r\n\r\n", 1)[1]:
        faults.append("HEAD has a body")
    for field, low, high in [("bytes=0-9", 0, 10), ("bytes=-5", len(body) - 5, len(body)),
                             (f"bytes={len(body) - 1}-", len(body) - 1, len(body))]:
        answer = get(f"Range: {field}")
        expect(field, answer, 206)
        if answer.split(b"\r\n\r\n", 1)[1] != body[low:high]:
            faults.append(f"{field}: other bytes")
    expect("behind the end", get(f"Range: bytes={len(body)}-"), 416)
    expect("old version", get("Range: bytes=0-9", 'If-Range: "x"'), 200)
    expect("this version", get("Range: bytes=0-9", f"If-Range: {tag}"), 206)
    for odd in ["bytes=9-1", "bytes=a-b", "items=0-1", "bytes=0-1,3-4", "bytes=" + "0-1," * 1000]:
        expect(odd[:20], get(f"Range: {odd}"), 200)
    expect("pipelined", ask(port, request("/").replace(b"close", b"keep-alive") + request("/nowhere")), 200)


def mutated(random_source):
    """A request with something broken in it."""
    data = bytearray(random_source.choice([
        request("/"), request("/.dossier/desk.json?page=x"), request("/../x", "POST"),
        request("/.dossier/words.json", "GET", "localhost", "Range: bytes=0-1"),
        request("/chapitres/", "GET", "localhost", 'If-None-Match: "x"', "X: y"),
    ]))
    for _ in range(random_source.randrange(1, 6)):
        place = random_source.randrange(len(data))
        match random_source.randrange(4):
            case 0: data[place] = random_source.randrange(256)
            case 1: del data[place:place + random_source.randrange(1, 20)]
            case 2: data[place:place] = bytes(random_source.randrange(256) for _ in range(5))
            case 3: data[place:place] = data[place:place + 30] * 3
        if not data:
            return b"\r\n"
    return bytes(data)


def check_random(port, count, faults):
    """Broken requests; what matters is that the server neither ends nor tells."""
    random_source = random.Random(9)
    for number in range(count):
        answer = ask(port, mutated(random_source))
        if SECRET in answer or status(answer) >= 500 and status(answer) not in (501, 505):
            faults.append(f"request {number}: {answer[:80]!r}")


def check_open_connections(port, faults):
    """Many half requests at once leave room for a whole one."""
    idle = []
    try:
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", port), timeout=60)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            idle.append(connection)
        if status(ask(port, request("/"))) != 200:
            faults.append("no answer beside 200 slow requests")
    finally:
        for connection in idle:
            connection.close()


def main():
    binary, dossier = sys.argv[1:3]
    preview = Preview(binary, dossier, "--date", "2026-11-22")
    faults = []
    before = preview.get()
    check_named(preview.port, faults)
    check_open_connections(preview.port, faults)
    check_random(preview.port, COUNT, faults)
    if preview.get() != before:
        faults.append("another page afterwards")
    # A second preview takes another port; both end when they are told to.
    if preview.stop(signal.SIGINT) != 0:
        faults.append("SIGINT is no clean end")
    for fault in faults:
        print(fault)
    print(f"{COUNT} broken requests and {len(list(traversals()))} traversals: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
