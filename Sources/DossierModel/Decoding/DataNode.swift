// What a YAML text says, with the place of everything: the tree between the reader and the
// decoder. The model never stores a node.

package import Diagnostics

/// A value of a data file with its place.
package struct DataNode: Sendable {
  /// What the value is.
  package enum Content: Sendable {
    case scalar(DataScalar)
    case list([DataNode])
    case map([DataEntry])
    /// A value that was reported and left out, such as an alias: no second message is due.
    case unreadable
  }

  /// What the value is.
  package let content: Content
  /// Where it is written, without the blank lines after it.
  package let span: Span

  /// What an author calls the value, for "expected …, found …".
  package var description: Wording {
    switch content {
    case .scalar(let scalar):
      scalar.isAbsent
        ? Wording("nothing", fr: "rien")
        : Wording("the text `\(scalar.excerpt)`", fr: "le texte `\(scalar.excerpt)`")
    case .list(let items):
      items.count == 1
        ? Wording("a list of 1 item", fr: "une liste d'un élément")
        : Wording("a list of \(items.count) items", fr: "une liste de \(items.count) éléments")
    case .map(let entries):
      entries.count == 1
        ? Wording("a record of 1 key", fr: "une fiche d'une clé")
        : Wording("a record of \(entries.count) keys", fr: "une fiche de \(entries.count) clés")
    case .unreadable: Wording("a value that cannot be read", fr: "une valeur illisible")
    }
  }

  /// Whether the value says nothing: an empty plain scalar, `~` or `null`.
  package var isAbsent: Bool {
    if case .scalar(let scalar) = content { return scalar.isAbsent }
    return false
  }
}

/// A key with its value.
package struct DataEntry: Sendable {
  /// The key as written.
  package let key: String
  /// Where the key is written.
  package let keySpan: Span
  /// What is written for it.
  package let value: DataNode
}

/// A text as written in a data file. Its type is decided by the field, never by its looks: `no`,
/// `010` and `2026-01-02` are texts until a field asks for a truth value, a number or a date.
package struct DataScalar: Sendable {
  /// How the text is written.
  package enum Style: Hashable, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// The decoded bytes, valid UTF-8.
  package let bytes: [UInt8]
  /// How the text is written.
  package let style: Style
  /// Maps an offset in `bytes` to the file.
  package let origin: TextOrigin

  /// The text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether nothing is written, or a plain `~` or `null`.
  package var isAbsent: Bool {
    guard style == .plain else { return false }
    return bytes.isEmpty || bytes.count == 1 && bytes[0] == 0x7E
      || bytes.count == 4 && bytes.elementsEqual("null".utf8)
  }

  /// The first line of the text, cut to 32 characters, for messages.
  package var excerpt: String {
    let line = text.prefix { !$0.isNewline }
    let cut = line.prefix(32)
    return cut.count < text.count ? String(cut) + "…" : String(cut)
  }
}
