// Numbers, money, percentages and terms of prison in the language of the dossier.

/// Writes quantities.
package struct NumberWording: Sendable {
  private let words: Words
  private let isFrench: Bool

  /// Makes a wording from the catalogue.
  package init(_ words: Words) {
    self.words = words
    isFrench = words.language == "fr"
  }

  /// A whole number; groups of three from five digits on, as the Imprimerie nationale writes it.
  package func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "\u{2212}" : ""
    if isFrench, digits.utf8.count < 5 { return sign + digits }
    let separator = isFrench ? "\u{202F}" : ","
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out += separator }
      out.append(digit)
    }
    return sign + out
  }

  /// A number with at most two decimals.
  package func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let whole = number(hundredths / 100)
    let rest = abs(hundredths % 100)
    if rest == 0 { return whole }
    let decimals =
      rest.isMultiple(of: 10) ? String(rest / 10) : (rest < 10 ? "0\(rest)" : String(rest))
    return whole + (isFrench ? "," : ".") + decimals
  }

  /// An amount in euros; millions in words.
  package func money(_ euros: Int) -> String {
    if euros >= 1_000_000, euros.isMultiple(of: 100_000) {
      return words("number.million_euros", number(Double(euros) / 1_000_000))
    }
    return words("number.euros", number(euros))
  }

  /// A percentage.
  package func percent(_ value: Double) -> String { words("number.percent", number(value)) }

  /// A term of prison given in months.
  package func prison(months: Int) -> String {
    let years = months / 12
    let rest = months % 12
    if years == 0 || months < 24 && rest > 0 { return words.counted("number.months", months) }
    if rest == 0 { return words.counted("number.years", years) }
    return words(
      "number.and", words.counted("number.years", years), words.counted("number.months", rest))
  }
}
