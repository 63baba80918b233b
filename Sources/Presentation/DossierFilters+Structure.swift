// The filters of dossiers on the structure of texts and lists: ids of headings, tables of contents,
// trees from flat lists.

import Diagnostics
import DossierModel
import Markdown
import TemplateEngine

extension DossierFilters {
  /// Adds `heading_ids`, `toc` and `nest`.
  static func registerStructure(in environment: inout Environment) {
    environment.addFilter(
      "heading_ids",
      signature: Signature("html", "html", "headings get ids made of their words")
    ) { call throws(TemplateFault) in
      var out: [UInt8] = []
      let bytes = try markup(call, "heading_ids")
      var at = 0
      var taken: [String: Int] = [:]
      let headings = Heading.all(in: bytes)
      for heading in headings {
        if let id = heading.id { taken[id] = 1 }
      }
      for heading in headings where heading.id == nil {
        let base = String(decoding: slug(of: Array(heading.label.utf8)), as: UTF8.self)
        var id = base.isEmpty ? "section" : base
        if let count = taken[id] {
          var number = count + 1
          while taken["\(id)-\(number)"] != nil { number += 1 }
          taken[id] = number
          id = "\(id)-\(number)"
        }
        taken[id] = 1
        out.append(contentsOf: bytes[at..<heading.nameEnd])
        out.append(contentsOf: " id=\"\(PageScope.escaped(id))\"".utf8)
        at = heading.nameEnd
      }
      out.append(contentsOf: bytes[at...])
      return .markup(out)
    }
    environment.addFilter(
      "toc", parameters: ["deepest?: int"],
      signature: Signature(
        "html", "[{string: any}]",
        "the headings with ids, down to `h3` or `deepest`: `level`, `id`, `url`, `label`")
    ) { call throws(TemplateFault) in
      let deepest = call[0].intValue ?? 3
      let bytes = try markup(call, "toc")
      return .list(
        Heading.all(in: bytes).compactMap { heading in
          guard let id = heading.id, heading.level <= deepest else { return nil }
          return .map([
            ("level", .int(Int64(heading.level))), ("id", .string(id)), ("url", .string("#" + id)),
            ("label", .string(heading.label)),
          ])
        })
    }
    environment.addFilter(
      "nest", parameters: ["level?: string"],
      signature: Signature(
        "[any]", "[{string: any}]",
        "a flat list as a tree: each `item` with its `children`, by the field `level`")
    ) { call throws(TemplateFault) in
      guard case .list(let list) = call.value else {
        throw TemplateFault(
          Wording(
            "`nest` takes a list, not \(call.value.typeName)",
            fr: "`nest` prend une liste, non \(call.value.typeName)"))
      }
      return .list(try nested(list.items, by: call[0].stringValue ?? "level"))
    }
  }

  /// A branch that is still being filled.
  private struct Branch {
    let level: Int64
    let item: Value
    var children: [Value] = []

    var value: Value { .map([("item", item), ("children", .list(children))]) }
  }

  private static func nested(
    _ items: [Value], by field: String
  ) throws(TemplateFault) -> [Value] {
    var roots: [Value] = []
    var open: [Branch] = []
    func close() {
      guard let branch = open.popLast() else { return }
      if open.isEmpty {
        roots.append(branch.value)
      } else {
        open[open.count - 1].children.append(branch.value)
      }
    }
    for item in items {
      let level: Value? =
        switch item {
        case .map(let map): map.value(of: .string(field))
        case .record(let record): record[field]
        default: nil
        }
      guard let level = level?.intValue else {
        throw TemplateFault(
          Wording(
            "an item to nest has no whole number `\(field)`",
            fr: "un élément à emboîter n'a pas d'entier `\(field)`"))
      }
      while let last = open.last, last.level >= level { close() }
      if open.count >= 100 {
        throw TemplateFault(
          Wording("items nest more than 100 deep", fr: "plus de 100 niveaux emboîtés"))
      }
      open.append(Branch(level: level, item: item))
    }
    while !open.isEmpty { close() }
    return roots
  }

  private static func markup(
    _ call: FilterCall, _ name: String
  ) throws(TemplateFault) -> [UInt8] {
    if case .text(let text) = call.value, text.isMarkup {
      try call.charge(text.bytes.count)
      return text.bytes
    }
    throw TemplateFault(
      Wording("`\(name)` takes HTML, not \(call.value.typeName)", fr: "`\(name)` prend du HTML"),
      hint: Wording("make it with `markdown`", fr: "produisez-le avec `markdown`"))
  }
}

/// A heading of HTML that the program made or trusts.
private struct Heading {
  let level: Int
  let id: String?
  /// Its words without markup.
  let label: String
  /// The offset behind the name of its start tag.
  let nameEnd: Int

  static func all(in bytes: [UInt8]) -> [Heading] {
    var headings: [Heading] = []
    var at = 0
    while let open = bytes[at...].firstIndex(of: 0x3C) {
      at = open + 1
      guard at + 2 < bytes.count, bytes[at] | 0x20 == 0x68,
        (0x31...0x36).contains(bytes[at + 1]), bytes[at + 2] == 0x20 || bytes[at + 2] == 0x3E,
        let close = bytes[(at + 2)...].firstIndex(of: 0x3E)
      else { continue }
      let level = bytes[at + 1]
      let tag = bytes[(at + 2)..<close]
      var end = close + 1
      while end + 3 < bytes.count,
        !(bytes[end] == 0x3C && bytes[end + 1] == 0x2F && bytes[end + 2] | 0x20 == 0x68
          && bytes[end + 3] == level)
      {
        end += 1
      }
      headings.append(
        Heading(
          level: Int(level - 0x30), id: id(in: tag), label: words(bytes[(close + 1)..<end]),
          nameEnd: at + 2))
      at = end
    }
    return headings
  }

  private static func id(in tag: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: tag, as: UTF8.self)
    guard let start = text.firstRange(of: " id=\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  private static func words(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var isInTag = false
    for byte in bytes {
      if byte == 0x3C {
        isInTag = true
      } else if byte == 0x3E, isInTag {
        isInTag = false
      } else if !isInTag {
        text.append(byte)
      }
    }
    var string = String(decoding: text, as: UTF8.self)
    for (reference, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"),
      ("&amp;", "&"),
    ] {
      string = string.replacing(reference, with: sign)
    }
    return string
  }
}
