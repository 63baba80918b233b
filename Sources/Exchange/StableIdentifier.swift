// Owns the identifiers that records have in feeds, graphs and annotations: the same on every
// machine and in every build, whatever the address of the site.

import DossierModel
import Verification

/// Identifiers made of the dossier and a record.
enum StableIdentifier {
  /// A URN of a record, and of a part of it where one is named: the same as long as the dossier's
  /// and the record's id are, whatever else changes.
  ///
  /// - Source: RFC 9562, section 5.8: a UUID of version 8, here from the SHA-256 of the names.
  static func urn(_ context: ExchangeContext, _ key: EntityKey, part: String = "") -> String {
    urn([context.dossierName, key.kind.rawValue, name(context, key), part])
  }

  /// A URN of a thing of the dossier that is no record, such as a feed.
  static func urn(_ context: ExchangeContext, named name: String) -> String {
    urn([context.dossierName, "", name])
  }

  /// The hash of a record's names, in 40 hexadecimal digits, for programs that want ids without
  /// punctuation.
  static func digest(_ context: ExchangeContext, _ key: EntityKey, part: String = "") -> String {
    let names = [context.dossierName, key.kind.rawValue, name(context, key), part]
    return String(hash(names).prefix(40))
  }

  /// The name of a record: its first id, so that one which was renamed is still the same to
  /// programs that have read it.
  static func name(_ context: ExchangeContext, _ key: EntityKey) -> String {
    let identity = context.dossier.identity(of: key)
    return identity.aliases.first?.value ?? identity.slug
  }

  /// The names of the parts of a record, told apart by what they say and not by their place among
  /// the others; equal ones are counted.
  static func names(ofParts parts: [[String?]]) -> [String] {
    var seen: [String: Int] = [:]
    return parts.map { words in
      let name = words.map { $0 ?? "" }.joined(separator: "/")
      seen[name, default: 0] += 1
      let count = seen[name, default: 1]
      return count == 1 ? name : "\(name)/\(count)"
    }
  }

  /// The names are joined by a byte that none of them holds.
  private static func hash(_ names: [String]) -> String {
    SHA256.hexadecimal(Array(names.joined(separator: "\n").utf8))
  }

  private static func urn(_ names: [String]) -> String {
    var digits = Array(hash(names).utf8.prefix(32))
    digits[12] = UInt8(ascii: "8")
    // The variant of RFC 9562 has the two highest bits 10: the digit is 8, 9, a or b.
    let variants = Array("89ab".utf8)
    digits[16] = variants[Int(digits[16]) & 3]
    var text = "urn:uuid:"
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return text
  }
}
