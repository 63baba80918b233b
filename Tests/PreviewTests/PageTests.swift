// What the preview adds to a page, and where a change of one is found.

import FileSystem
import Testing

@testable import Preview

@Suite struct PageTests {
  private func decorated(_ page: String) -> String {
    String(decoding: PageDecoration.decorate(Array(page.utf8), route: "a/b\".html"), as: UTF8.self)
  }

  @Test func thePolicyIsKeptAndOpenedForOurOwnParts() {
    let page = decorated(
      """
      <head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; \
      img-src 'self' data:; base-uri 'none'"></head><body></body>
      """)
    for part in [
      "default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-src 'self'",
      "img-src 'self' data:", "base-uri 'none'", "data-dossier-page=\"a/b&quot;.html\"",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("unsafe"))
    #expect(page.contains("preview.js"))
  }

  @Test func aPolicyOfATheme() {
    let page = decorated(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'sha256-x'; connect-src 'none'\"></head>"
    )
    #expect(page.contains("script-src 'sha256-x' 'self'"))
    #expect(page.contains("connect-src 'self'"))
    #expect(decorated("no head at all").contains("preview.js"))
  }

  @Test func aDifferenceIsPlacedByTheIdBeforeIt() {
    func fragment(_ old: String, _ new: String) -> String? {
      PageDifference.fragment(Array(old.utf8), Array(new.utf8))
    }
    #expect(
      fragment("<h2 id=\"a\">x</h2><p id=\"p1\">y</p>", "<h2 id=\"a\">x</h2><p id=\"p1\">z</p>")
        == "p1")
    #expect(fragment("<h2 id=\"a\">x</h2>", "<h2 id=\"a\">xy</h2>") == "a")
    #expect(fragment("<p>x</p>", "<p>y</p>") == nil)
    #expect(fragment("", "") == nil)
  }

  @Test func editorsAreOpenedByAddresses() {
    let address = EditorLink("vscode")?.address(path: "/a b/é.md", line: 3, column: 7)
    #expect(address == "vscode://file/a%20b/%C3%A9.md:3:7")
    #expect(
      EditorLink("my-editor://{path}?l={line}&c={column}")?.address(path: "/x", line: 1, column: 2)
        == "my-editor:///x?l=1&c=2")
    #expect(EditorLink(command: "/usr/bin/code --wait") == EditorLink("code"))
    #expect(EditorLink(command: "vi") == EditorLink.none)
    #expect(EditorLink(command: nil) == EditorLink.none)
    #expect(EditorLink("no-such-editor") == nil)
    #expect(EditorLink("javascript:alert('{path}')") == nil)
    #expect(EditorLink("{path}") == nil)
  }
}
