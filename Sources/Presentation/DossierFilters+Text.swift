// The filters of dossiers on words: typography, Markdown, plurals, ordinals, identifiers; and the
// function that reads the words of the interface.

import Diagnostics
import DossierModel
import Markdown
import TemplateEngine

extension DossierFilters {
  /// Adds what works on words to an environment.
  static func registerText(in environment: inout Environment, words: Words) {
    let isFrench = words.language == "fr"
    let language = isFrench ? MarkdownLanguage.fr : .en
    registerTypography(in: &environment, language)
    registerNumbers(in: &environment, words)
    environment.addFilter(
      "slug",
      signature: Signature("text", "string", "the text as a part of an address: `oeuvre-d-art`")
    ) { call throws(TemplateFault) in
      .string(slug(of: Array(try text(call.value, "slug").utf8)))
    }
    environment.addFilter(
      "excerpt", parameters: ["words?: int"],
      signature: Signature("text", "string", "the first 30 or `words` words")
    ) { call throws(TemplateFault) in
      let limit = max(1, Int(clamping: call[0].intValue ?? 30))
      let parts = try text(call.value, "excerpt").split(whereSeparator: \.isWhitespace)
      let shown = parts.prefix(limit).joined(separator: " ")
      return .string(parts.count > limit ? shown + "…" : shown)
    }
    environment.addFilter(
      "abbr", parameters: ["title: string"],
      signature: Signature("text", "html", "an abbreviation with its words")
    ) { call throws(TemplateFault) in
      let short = PageScope.escaped(try text(call.value, "abbr"))
      let long = PageScope.escaped(try text(call[0], "abbr"))
      return .markup("<abbr title=\"\(long)\">\(short)</abbr>")
    }
    environment.addFunction(
      "t", parameters: ["key: string", "*arguments"],
      signature: Signature(
        "any", "string", "a word of the interface, with `{0}`, `{1}` … filled in")
    ) { call throws(TemplateFault) in
      let key = try text(call[0], "t")
      guard var word = words.text(key) else {
        let near = Suggestion.nearest(to: key, among: words.keys)
        throw TemplateFault(
          Wording(
            "the interface has no word `\(key)`", fr: "l'interface n'a pas de mot `\(key)`"),
          hint: Suggestion.hint(near)?.text)
      }
      if case .list(let list) = call[1] {
        for (index, argument) in list.items.enumerated() {
          word = word.replacing("{\(index)}", with: try text(argument, "t"))
        }
      }
      return .string(word)
    }
  }

  private static func registerTypography(
    in environment: inout Environment, _ language: MarkdownLanguage
  ) {
    environment.addFilter(
      "typo", parameters: ["locale?: string"],
      signature: Signature("text", "string", "with the typography of the language")
    ) { call throws(TemplateFault) in
      let chosen: MarkdownLanguage =
        switch call[0].stringValue?.prefix(2) {
        case nil: language
        case "fr": .fr
        case "en": .en
        default:
          throw TemplateFault(
            Wording("`typo` knows `fr` and `en`", fr: "`typo` connaît `fr` et `en`"))
        }
      return .string(Typographer(chosen).typeset(try text(call.value, "typo")))
    }
    for (name, isInline, clause) in [
      ("markdown", false, "Markdown as blocks of HTML"),
      ("inline_markdown", true, "Markdown of one paragraph as HTML without `p`"),
    ] {
      environment.addFilter(name, signature: Signature("text", "html", clause)) {
        call throws(TemplateFault) in
        var map = SourceMap()
        var bag = DiagnosticBag()
        let bytes = Array(try text(call.value, name).utf8)
        let source = map.add(path: "template", bytes: bytes)
        let span = Span(source: source, start: 0, end: bytes.count)
        let document = parseMarkdown(
          bytes, origin: TextOrigin(opaque: span),
          options: MarkdownOptions(profile: .dossier, language: language), into: &bag)
        var out: [UInt8] = []
        let writer = HTMLWriter(resolver: PlainResolver())
        if isInline {
          writer.inline(document, into: &out)
        } else {
          writer.write(document, into: &out)
        }
        return .markup(out)
      }
    }
  }

  private static func registerNumbers(in environment: inout Environment, _ words: Words) {
    let isFrench = words.language == "fr"
    let numbers = NumberWording(words)
    environment.addFilter(
      "plural", parameters: ["one: text", "other: text", "locale?: string"],
      signature: Signature("int", "string", "`one` or `other`; in French zero is singular")
    ) { call throws(TemplateFault) in
      let count = try whole(call, "plural")
      let french = call[2].stringValue.map { $0.hasPrefix("fr") } ?? isFrench
      let isSingular = french ? abs(count) < 2 : count == 1
      return .string(try text(isSingular ? call[0] : call[1], "plural"))
    }
    environment.addFilter(
      "ordinal", parameters: ["locale?: string"],
      signature: Signature("int", "string", "`1er`, `2e`; `1st`, `2nd`")
    ) { call throws(TemplateFault) in
      let number = try whole(call, "ordinal")
      if call[0].stringValue.map({ $0.hasPrefix("fr") }) ?? isFrench {
        return .string(number == 1 ? "1er" : "\(number)e")
      }
      let suffix =
        switch (number.magnitude % 10, number.magnitude % 100) {
        case (_, 11...13): "th"
        case (1, _): "st"
        case (2, _): "nd"
        case (3, _): "rd"
        default: "th"
        }
      return .string("\(number)\(suffix)")
    }
    environment.addFilter(
      "roman", signature: Signature("int", "string", "from 1 to 3999 in Roman numerals")
    ) { call throws(TemplateFault) in
      var rest = try whole(call, "roman")
      guard (1...3999).contains(rest) else {
        throw TemplateFault(
          Wording(
            "`roman` takes a number from 1 to 3999", fr: "`roman` prend un nombre de 1 à 3999"))
      }
      var out = ""
      for (value, letters) in [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
      ] {
        while rest >= value {
          out += letters
          rest -= value
        }
      }
      return .string(out)
    }
    environment.addFilter(
      "unit", parameters: ["name: string"],
      signature: Signature(
        "int", "string", "a number with its unit behind a space that does not break")
    ) { call throws(TemplateFault) in
      let number = numbers.number(try whole(call, "unit"))
      return .string("\(number)\u{A0}\(try text(call[0], "unit"))")
    }
    environment.addFilter(
      "currency", parameters: ["code: string"],
      signature: Signature("int", "string", "an amount with its currency: `\"EUR\"`")
    ) { call throws(TemplateFault) in
      let number = numbers.number(try whole(call, "currency"))
      let code = try text(call[0], "currency")
      let signs = ["EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CHF": "CHF"]
      let sign = signs[code] ?? code
      return .string(isFrench || sign.count > 1 ? "\(number)\u{A0}\(sign)" : "\(sign)\(number)")
    }
  }

  /// The text of a value that a filter works on.
  private static func text(_ value: Value, _ name: String) throws(TemplateFault) -> String {
    switch value {
    case .text(let text): return text.string
    case .int(let number): return String(number)
    default:
      throw TemplateFault(
        Wording(
          "`\(name)` takes text, not \(value.typeName)",
          fr: "`\(name)` prend du texte, non \(value.typeName)"))
    }
  }
}

/// Writes references as the words that name them: a filter knows no records.
private struct PlainResolver: MarkdownResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    HTMLText.append(reference.label ?? reference.id, into: &out)
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    HTMLText.append(citation.items.map(\.id).joined(separator: ", "), into: &out)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {}

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}
