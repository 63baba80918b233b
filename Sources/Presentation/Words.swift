// The words of the interface in one language: a flat catalogue for views, a nested map for
// templates. Nothing else in the product holds words that a reader sees.

package import Diagnostics
import DossierModel
package import TemplateEngine

/// The words of the interface in one language.
///
/// Keys are dotted: `status.established`. A dossier may override single words with a file of its
/// own; what it leaves out keeps the text of the built-in theme.
package struct Words: Sendable {
  /// The BCP 47 tag of the language.
  package let language: String
  private var texts: [String: String] = [:]
  /// Keys in the order of the files, for a stable map.
  private var order: [String] = []

  /// Makes an empty catalogue.
  package init(language: String) { self.language = language }

  /// The text of a key; the key itself where there is none, so that the gap shows.
  package subscript(_ key: String) -> String { texts[key] ?? key }

  /// The text of a key, or `nil`.
  package func text(_ key: String) -> String? { texts[key] }

  /// The keys, in the order of the files.
  package var keys: [String] { order }

  /// Sets one text.
  package mutating func set(_ key: String, _ text: String) {
    if texts.updateValue(text, forKey: key) == nil { order.append(key) }
  }

  /// The text of a key with `{0}`, `{1}` … replaced.
  package func callAsFunction(_ key: String, _ arguments: String...) -> String {
    var text = self[key]
    var out: [UInt8] = []
    // Searching a string for each argument costs more than all else a label needs.
    text.withUTF8 { bytes in
      out.reserveCapacity(arguments.reduce(bytes.count) { $0 + $1.utf8.count })
      var start = 0
      var index = 0
      while index + 2 < bytes.count {
        let digit = bytes[index + 1]
        guard bytes[index] == UInt8(ascii: "{"), bytes[index + 2] == UInt8(ascii: "}"),
          digit >= UInt8(ascii: "0"), Int(digit - UInt8(ascii: "0")) < arguments.count
        else {
          index += 1
          continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        out.append(contentsOf: arguments[Int(digit - UInt8(ascii: "0"))].utf8)
        index += 3
        start = index
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The text for a count: the key with `.one` or `.other`; in French zero is singular.
  package func counted(_ key: String, _ count: Int) -> String {
    let isSingular = language == "fr" ? count < 2 : count == 1
    return self(key + (isSingular ? ".one" : ".other"), String(count))
  }

  /// Adds the texts of a YAML file; later files win.
  package mutating func add(
    _ source: SourceID, in map: SourceMap, into bag: inout DiagnosticBag
  ) {
    let bytes = map.bytes(of: source)
    let tree = YAMLReader.read(source, bytes: bytes, range: bytes.indices, into: &bag)
    if let root = tree.root { add(root, prefix: "", into: &bag) }
  }

  private mutating func add(_ node: DataNode, prefix: String, into bag: inout DiagnosticBag) {
    switch node.content {
    case .map(let entries):
      for entry in entries {
        add(entry.value, prefix: prefix.isEmpty ? entry.key : prefix + "." + entry.key, into: &bag)
      }
    case .scalar(let scalar): set(prefix, scalar.text)
    case .list: bag.add(.malformedWords(prefix, at: node.span))
    case .unreadable: break
    }
  }

  /// The catalogue as a map of maps, for templates: `w.status.established`.
  package var value: Value {
    final class Branch {
      var leaves: [(String, Value)] = []
      var branches: [(String, Branch)] = []
      func value() -> Value { .map(leaves + branches.map { ($0.0, $0.1.value()) }) }
    }
    let root = Branch()
    for key in order {
      var branch = root
      let parts = key.split(separator: ".").map(String.init)
      for part in parts.dropLast() {
        if let next = branch.branches.first(where: { $0.0 == part }) {
          branch = next.1
        } else {
          let next = Branch()
          branch.branches.append((part, next))
          branch = next
        }
      }
      if let last = parts.last { branch.leaves.append((last, .string(self[key]))) }
    }
    return root.value()
  }
}
