// The written form of official identifiers. Whether an identifier belongs to the text it is given
// for is Verification's question; here only whether it can be one.

package import Diagnostics

/// The systems of official identifiers.
package enum LawIdentifierKind: String, CaseIterable, Sendable {
  case legitext, jorftext, legiarti, nor, eli, celex, ecli

  /// The name as printed.
  package var name: String { rawValue.uppercased() }

  /// The article before the name.
  package var article: String {
    switch self {
    case .nor, .eli, .ecli: "an"
    default: "a"
    }
  }

  /// What the identifier looks like.
  package var form: Wording {
    switch self {
    case .legitext: Wording("`LEGITEXT` and 12 digits", fr: "`LEGITEXT` et 12 chiffres")
    case .jorftext: Wording("`JORFTEXT` and 12 digits", fr: "`JORFTEXT` et 12 chiffres")
    case .legiarti: Wording("`LEGIARTI` and 12 digits", fr: "`LEGIARTI` et 12 chiffres")
    case .nor:
      Wording(
        "4 letters, 7 digits and a letter: `ECOX0200175L`",
        fr: "4 lettres, 7 chiffres et une lettre : `ECOX0200175L`")
    case .eli:
      Wording(
        "an address path with `eli/`, such as `http://data.europa.eu/eli/reg/2022/2065/oj`",
        fr: "une adresse avec `eli/`, telle que `http://data.europa.eu/eli/reg/2022/2065/oj`")
    case .celex:
      Wording(
        "sector, year, type and number: `32022R2065`",
        fr: "secteur, année, type et numéro : `32022R2065`")
    case .ecli:
      Wording(
        "five parts: `ECLI:FR:CC:2024:2024.866.DC`",
        fr: "cinq parties : `ECLI:FR:CC:2024:2024.866.DC`")
    }
  }

  /// Whether a text has the form of the identifier.
  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .legitext, .jorftext, .legiarti:
      return bytes.count == 20 && text.hasPrefix(name) && bytes[8...].allSatisfy(Self.isDigit)
    case .nor:
      return bytes.count == 12 && bytes[..<4].allSatisfy(Self.isCapital)
        && bytes[4..<11].allSatisfy(Self.isDigit) && Self.isCapital(bytes[11])
    case .eli:
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard let index = parts.firstIndex(of: "eli") else { return false }
      return parts.count >= index + 4 && !bytes.contains(where: { $0 <= 0x20 })
    case .celex:
      return Self.isCelex(bytes)
    case .ecli:
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      return parts.count == 5 && parts[0] == "ECLI" && parts[1].utf8.count == 2
        && parts[1].utf8.allSatisfy(Self.isCapital) && (1...7).contains(parts[2].utf8.count)
        && parts[3].utf8.count == 4 && parts[3].utf8.allSatisfy(Self.isDigit)
        && (1...25).contains(parts[4].utf8.count)
    }
  }

  /// Sector (a digit, `C` or `E`), year, one or two letters, number, and what may follow:
  /// `32022R2065`, `32022R2065R(01)`, `02022R2065-20240101`.
  private static func isCelex(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, isDigit(bytes[0]) || bytes[0] == 0x43 || bytes[0] == 0x45,
      bytes[1..<5].allSatisfy(isDigit), isCapital(bytes[5])
    else { return false }
    let digitStart = isCapital(bytes[6]) ? 7 : 6
    let number = bytes[digitStart...].prefix(while: isDigit)
    guard number.count >= 2 else { return false }
    return bytes[number.endIndex...].allSatisfy {
      isDigit($0) || isCapital($0) || $0 == 0x28 || $0 == 0x29 || $0 == 0x2D || $0 == 0x5F
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
