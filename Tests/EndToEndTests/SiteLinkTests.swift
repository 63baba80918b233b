// Walks every link and anchor of the finished site with a reader of its own, independent of the
// one in the product.

import Foundation
import TestSupport
import Testing

/// What a page links to and which anchors it has, read from its HTML.
struct PageLinks {
  var targets: [String] = []
  var anchors: [String] = []
  var loads: [String] = []

  init(_ html: String) throws {
    let attribute = try Regex(#"\s(href|src|srcset|id|action|poster|data)="([^"]*)""#)
    let tag = try Regex(#"<([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>"#)
    for found in html.matches(of: tag) {
      let name = String(found.output[1].substring ?? "").lowercased()
      let attributes = String(found.output[2].substring ?? "")
      for item in attributes.matches(of: attribute) {
        let key = String(item.output[1].substring ?? "")
        let value = String(item.output[2].substring ?? "")
          .replacingOccurrences(of: "&amp;", with: "&")
        switch key {
        case "id": anchors.append(value)
        case "href" where name == "a" || name == "area": targets.append(value)
        case "href" where name == "link" && attributes.contains("canonical"): continue
        default:
          targets.append(value)
          loads.append(value)
        }
      }
    }
  }
}

@Suite struct SiteLinkTests {
  @Test func everyLinkAndAnchorOfTheOutputLeadsSomewhere() throws {
    let copy = try DossierCopy()
    #expect(try copy.run("build").status == 0)
    let names = try copy.workspace.list("public").filter { $0.hasSuffix(".html") }
    var pages: [String: PageLinks] = [:]
    for name in names { pages[name] = try PageLinks(copy.workspace.read("public/" + name)) }
    #expect(pages.count > 20)
    let files = Set(try copy.workspace.list("public"))
    var internalCount = 0
    var reached: Set<String> = ["index.html", "404.html"]
    for (name, page) in pages {
      #expect(Set(page.anchors).count == page.anchors.count, "\(name) repeats an id")
      for target in page.targets {
        if target.hasPrefix("https://") || target.hasPrefix("http://")
          || target.hasPrefix("mailto:")
        {
          #expect(!page.loads.contains(target), "\(name) loads \(target) from elsewhere")
          continue
        }
        if target.hasPrefix("data:,") { continue }
        internalCount += 1
        #expect(!target.hasPrefix("/"), "\(name) links to the root: \(target)")
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = resolve(String(parts[0]), from: name)
        #expect(path.map(files.contains) == true, "\(name) links to nothing: \(target)")
        if let path { reached.insert(path) }
        if parts.count == 2, let path, let other = pages[path] {
          let fragment = String(parts[1]).removingPercentEncoding ?? ""
          #expect(other.anchors.contains(fragment), "\(name) links to no anchor: \(target)")
        }
      }
    }
    #expect(internalCount > 500)
    for name in names { #expect(reached.contains(name), "no page links to \(name)") }
  }

  @Test func noPageHasScriptOrStyleInside() throws {
    let copy = try DossierCopy()
    try copy.run("build")
    for name in try copy.workspace.list("public") where name.hasSuffix(".html") {
      let html = try copy.workspace.read("public/" + name)
      #expect(!html.contains(" style="), "\(name) has an inline style")
      #expect(!html.contains("<style"), "\(name) has a style element")
      #expect(html.contains("Content-Security-Policy"), "\(name) has no policy")
      #expect(html.contains("<html lang=\"fr\""), "\(name) names no language")
      #expect(html.matches(of: /<h1[ >]/).count == 1, "\(name) has not one h1")
    }
  }

  private func resolve(_ path: String, from page: String) -> String? {
    if path.isEmpty { return page }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(String(part).removingPercentEncoding ?? String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
