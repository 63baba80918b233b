// The feeds: identity, dates, well-formed XML, the same entries in both formats.

import DossierModel
import Foundation
import Testing
import Verification

@testable import Exchange

@Suite struct FeedTests {
  private struct Entry: Hashable {
    var id = ""
    var title = ""
    var updated = ""
    var content = ""
  }

  private func items(_ route: String) async throws -> [Entry] {
    let file = try await ExchangeFixture.file(route)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    #expect(object["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect(object["feed_url"] as? String == "https://exemple.fr/dossier/donnees/" + route)
    let items = try #require(object["items"] as? [[String: Any]])
    return items.map {
      Entry(
        id: $0["id"] as? String ?? "", title: $0["title"] as? String ?? "",
        updated: $0["date_modified"] as? String ?? "", content: $0["content_text"] as? String ?? "")
    }
  }

  /// The entries of an Atom feed, read by the XML parser of Python's library.
  private func entries(_ route: String) async throws -> [Entry] {
    let file = try await ExchangeFixture.file(route)
    let script = """
      import json, sys, xml.etree.ElementTree as tree
      ns = "{http://www.w3.org/2005/Atom}"
      feed = tree.fromstring(sys.stdin.buffer.read())
      assert feed.tag == ns + "feed"
      for name in ("id", "title", "updated", "author"):
          assert len(feed.findall(ns + name)) == 1, name
      assert [link.get("rel") for link in feed.findall(ns + "link")] == ["self", "alternate"]
      keys = ("id", "title", "updated", "content")
      print(json.dumps([{key: entry.find(ns + key).text or "" for key in keys}
                        for entry in feed.findall(ns + "entry")]))
      """
    let output = try run("/usr/bin/env", ["python3", "-c", script], input: file.bytes)
    let objects = try #require(
      try JSONSerialization.jsonObject(with: output) as? [[String: String]])
    return objects.map {
      Entry(
        id: $0["id"] ?? "", title: $0["title"] ?? "", updated: $0["updated"] ?? "",
        content: $0["content"] ?? "")
    }
  }

  private func run(_ path: String, _ arguments: [String], input: [UInt8]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    stdin.fileHandleForWriting.write(Data(input))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return output
  }

  @Test(arguments: FeedChannel.allCases)
  func bothFormatsTellTheSame(channel: FeedChannel) async throws {
    let atom = try await entries(channel.atomRoute)
    let json = try await items(channel.jsonRoute)
    #expect(!atom.isEmpty)
    #expect(atom == json)
    #expect(Set(atom.map(\.id)).count == atom.count)
    #expect(atom.allSatisfy { $0.id.hasPrefix("urn:uuid:") && $0.id.count == 45 })
    #expect(atom.map(\.updated) == atom.map(\.updated).sorted(by: >))
  }

  /// No entry is dated after the dossier's last change, or with a day that nobody knows.
  @Test func noEntryIsOfTheFuture() async throws {
    for channel in FeedChannel.allCases {
      let last = try await ExchangeFixture.checked(
        ExchangeFixture.folder.appendingPathComponent("dossier"),
        on: ExchangeFixture.day("2026-11-22")
      ).dossier.settings.lastChange.value
      for entry in try await items(channel.jsonRoute) {
        #expect(entry.updated <= Atom.stamp(last), "\(entry.title)")
      }
    }
  }

  @Test func markupStaysText() async throws {
    let entry = try #require(try await entries("corrections.atom").first)
    #expect(entry.title.contains("<agence>"))
    #expect(entry.content.contains("janvier & non du"))
  }

  @Test func controlsNeverReachXML() {
    var text = XMLText()
    text.element("a", "x\u{1B}y\u{0}\r\n<&\">", [("b", "\u{8}\"")])
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == "<a b=\"\u{FFFD}&quot;\">x\u{FFFD}y\u{FFFD}&#13;\n&lt;&amp;&quot;&gt;</a>\n")
  }
}
