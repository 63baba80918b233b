// What a request may ask for, and what it may not.

import Testing

@testable import Preview

@Suite struct RequestTargetTests {
  @Test func plainTargetsAreRead() {
    #expect(RequestTarget("/")?.path == "")
    #expect(RequestTarget("/index.html")?.path == "index.html")
    #expect(RequestTarget("/a/b/")?.path == "a/b/")
    #expect(RequestTarget("/a%20b/%C3%A9t%C3%A9.html")?.path == "a b/été.html")
    let target = RequestTarget("/x?page=a%2Fb.html&day=2026-01-02&page=c")
    #expect(target?.path == "x")
    #expect(target?.query == ["page": "a/b.html", "day": "2026-01-02"])
  }

  @Test(
    arguments: [
      "", "index.html", "*", "//", "//etc/passwd", "/../etc/passwd", "/a/../b", "/./a", "/a//b",
      "/%2e%2e/x", "/%2E%2e%2Fx", "/..%2f", "/a%2fb", "/%5c..%5cx", "/..\\x", "/%00", "/a%0d%0ab",
      "/%", "/%2", "/%zz", "/%c0%ae%c0%ae/", "/%ff", "/a#b", "http://evil.example/",
      "/%e0%80%af",
    ])
  func hostileTargetsAreRefused(target: String) {
    #expect(RequestTarget(target) == nil)
  }

  /// One decoding only: what is escaped twice stays a name that no page has.
  @Test func escapesAreUndoneOnce() {
    #expect(RequestTarget("/%252e%252e/x")?.path == "%2e%2e/x")
  }

  @Test func longTargetsAreRefused() {
    #expect(RequestTarget("/" + String(repeating: "a", count: 4_000)) == nil)
  }

  @Test func onlyThisMachineIsTheHost() {
    for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8080"] {
      #expect(LoopbackHost.isOwn(host), "\(host)")
    }
    for host in [
      "", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "127.0.0.1:",
      "127.0.0.1:x", "[::1", "[::1]x", "::1", "0.0.0.0", "127.0.0.2", "user@localhost",
      "localhost:123456",
    ] {
      #expect(!LoopbackHost.isOwn(host), "\(host)")
    }
    #expect(LoopbackHost.isOwn(origin: "http://localhost:8080"))
    #expect(!LoopbackHost.isOwn(origin: "https://localhost:8080"))
    #expect(!LoopbackHost.isOwn(origin: "null"))
  }

  @Test func rangesAreRead() {
    #expect(ByteRange("bytes=0-4", length: 10) == .part(0..<5))
    #expect(ByteRange("bytes=5-", length: 10) == .part(5..<10))
    #expect(ByteRange("bytes=-3", length: 10) == .part(7..<10))
    #expect(ByteRange("bytes=-30", length: 10) == .part(0..<10))
    #expect(ByteRange("bytes=0-99999999999999999999999", length: 10) == .part(0..<10))
    #expect(ByteRange("bytes=10-", length: 10) == .unsatisfiable)
    #expect(ByteRange("bytes=99999999999999999999999-", length: 10) == .unsatisfiable)
    #expect(ByteRange("bytes=-0", length: 10) == .unsatisfiable)
    #expect(ByteRange("bytes=0-", length: 0) == .unsatisfiable)
    for odd in ["bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "0-4"]
    {
      #expect(ByteRange(odd, length: 10) == .whole, "\(odd)")
    }
  }
}
