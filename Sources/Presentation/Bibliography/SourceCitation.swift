// Sources as a bibliography of law cites them: in a French dossier as French jurists do, in an English
// one after OSCOLA. What is no title but our description of a document stands in square brackets.

import DossierModel
import TemplateEngine

extension PageScope {
  /// A source in full, without its address: `« Titre », Le Monde, 5 janv. 2026, consulté le …`.
  ///
  /// - Source: in French the publishers' guide RefLex (SNE), in English OSCOLA, fourth edition.
  func citation(_ source: Source) -> Value {
    var text = words.language == "fr" ? frenchCitation(source) : englishCitation(source)
    if let accessed = source.accessed?.value {
      text +=
        words["citation.separator"]
        + presenter.dates.html(
          "citation.accessed", accessed, words.language == "fr" ? .short : .long)
    }
    return .markup(text + ".")
  }

  // MARK: - French

  private func frenchCitation(_ source: Source) -> String {
    let date = source.date.map { presenter.dates.html($0.value, .short) }
    if source.kind == .court, let number = Self.decisionNumber(source.title) {
      return joined([
        typesetHTML(FrenchLegalNames.court(source.publisher)), date, typesetHTML(number),
      ])
    }
    if source.kind == .official, !source.isDescribed, let title = ActTitle(source.title) {
      // The day of the act is the date of the source.
      return joined([typesetHTML(act(title)), typesetHTML(title.subject), work(source.publisher)])
        .replacing(", (", with: " (")
    }
    let author = source.author.map { typesetHTML($0) }
    guard Self.isArticle(source) else {
      let publisher =
        source.kind == .court ? FrenchLegalNames.court(source.publisher) : source.publisher
      // The year of an act of Parliament stands in its title.
      let year = source.date.map { presenter.dates.text($0.value, .short) }
      let isDated = year.map { source.title.hasSuffix(" \($0)") } ?? false
      return joined([
        author, typesetHTML(publisher), title(source, isWork: true), isDated ? nil : date,
      ])
    }
    let publisher =
      source.kind == .agency && !source.isDescribed
      ? typesetHTML(words("citation.dispatch", source.publisher)) : work(source.publisher)
    return source.isDescribed
      ? joined([author, publisher, title(source, isWork: false), date])
      : joined([author, title(source, isWork: false), publisher, date])
  }

  // MARK: - English

  private func englishCitation(_ source: Source) -> String {
    let date = source.date.map { " (\(presenter.dates.html($0.value)))" } ?? ""
    if source.kind == .court, let number = Self.decisionNumber(source.title) {
      return joined([typesetHTML(source.publisher), typesetHTML(number)]) + date
    }
    let author = source.author.map { typesetHTML($0) }
    guard Self.isArticle(source) else {
      return joined([author, typesetHTML(source.publisher), title(source, isWork: true)]) + date
    }
    return source.isDescribed
      ? joined([author, work(source.publisher), title(source, isWork: false)]) + date
      : joined([author, title(source, isWork: false)]) + " " + work(source.publisher) + date
  }

  // MARK: - Parts

  private func joined(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func work(_ name: String) -> String {
    // A name such as EUR-Lex stays on one line.
    let isOneWord = name.count < 24 && !name.contains(where: \.isWhitespace)
    return "<cite\(isOneWord ? " class=\"nb\"" : "")>\(typesetHTML(name))</cite>"
  }

  /// The title: of a work in italics, of an article in quotation marks, a description in brackets.
  private func title(_ source: Source, isWork: Bool) -> String {
    if source.isDescribed { return "[\(typesetHTML(source.title))]" }
    let isForeign = source.language.map { $0 != dossier.settings.language.rawValue } ?? false
    let own = isForeign ? Self.escaped(source.title) : typesetHTML(Self.innerQuotes(source.title))
    let language = isForeign ? " lang=\"\(Self.escaped(source.language ?? ""))\"" : ""
    if isWork { return "<cite\(language)>\(own)</cite>" }
    return words("citation.title", isForeign ? "<span\(language)>\(own)</span>" : own)
  }

  /// Whether a source is a part of a paper or site, whose name stands in italics.
  private static func isArticle(_ source: Source) -> Bool {
    switch source.kind {
    case .press, .agency, .blog, .doctrine: true
    case .court, .dataset, .ngo, .official, .parliament, .regulator: false
    }
  }

  /// The number of a decision that its title gives: `n° 2024-866 DC`.
  static func decisionNumber(_ title: String) -> String? {
    let words = title.split(whereSeparator: \.isWhitespace)
    guard let sign = words.firstIndex(where: { $0 == "n°" || $0 == "no" || $0 == "No" }),
      words.indices.contains(sign + 1)
    else { return nil }
    var parts = [words[sign], words[sign + 1]]
    // The letters that the Conseil constitutionnel puts behind: DC, QPC.
    if let letters = words.dropFirst(sign + 2).first, (2...4).contains(letters.count),
      letters.allSatisfy(\.isUppercase)
    {
      parts.append(letters)
    }
    return parts.joined(separator: " ")
  }

  /// A title that stands in guillemets, with the guillemets of its own as the second kind.
  static func innerQuotes(_ title: String) -> String {
    guard title.contains("«") else { return title }
    var out = ""
    for character in title {
      switch character {
      case "«": out.append("“")
      case "»":
        while out.last?.isWhitespace == true { out.removeLast() }
        out.append("”")
      case _ where character.isWhitespace && out.last == "“": break
      default: out.append(character)
      }
    }
    return out
  }
}
