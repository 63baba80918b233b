// Laws as jurists cite them: `C. pén., art. 226-8-1`, `Règl. (UE) 2022/2065, 19 oct. 2022, art. 34`
// in a French dossier, `Regulation (EU) 2022/2065, art 34` in an English one.

import DossierModel
import TemplateEngine

extension PageScope {
  /// An act with what it is about and where it was published, as a bibliography lists it.
  ///
  /// - Source: in French the publishers' guide RefLex (SNE), in English OSCOLA, fourth edition.
  func legalCitation(_ instrument: Instrument) -> String {
    guard words.language == "fr" else { return Self.shortEnglish(instrument) }
    let title = ActTitle(instrument.title)
    let parts = [shortFrench(instrument, title), title?.subject, journal(instrument)]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      .replacing(", (", with: " (")
  }

  /// An article of an act: `C. pén., art. 226-8-1`.
  func legalCitation(_ provision: Provision) -> String {
    guard let instrument = dossier.instruments[provision.instrument] else {
      return article(provision)
    }
    let act =
      words.language == "fr"
      ? shortFrench(instrument, ActTitle(instrument.title)) : Self.shortEnglish(instrument)
    // Acts of the United Kingdom have sections, whatever the record calls them.
    let section = Self.section(provision)
    return section != nil || instrument.jurisdiction == .unitedKingdom
      ? words("citation.section", act, section ?? provision.article)
      : words("citation.article", act, provision.article)
  }

  /// An act in running text: `L. n° 2024-449, 21 mai 2024`.
  private func shortFrench(_ instrument: Instrument, _ title: ActTitle?) -> String {
    if let title { return act(title) }
    return FrenchLegalNames.code(instrument.title) ?? instrument.title
  }

  func act(_ title: ActTitle) -> String {
    let day = title.day.map { presenter.dates.text($0, .short) }
    guard let number = title.number else {
      return [title.kind, day].compactMap { $0 }.joined(separator: " ")
    }
    return ["\(title.kind) \(number)", day].compactMap { $0 }.joined(separator: ", ")
  }

  /// The official journal that published an act.
  private func journal(_ instrument: Instrument) -> String? {
    guard let day = instrument.published?.value else { return nil }
    let name: String
    switch instrument.jurisdiction {
    case .france: name = "JO"
    case .europeanUnion: name = "JOUE"
    default: return nil
    }
    return "\(name) \(presenter.dates.text(day, .short))"
  }

  /// The kind and number of an act of the Union; the title of every other.
  private static func shortEnglish(_ instrument: Instrument) -> String {
    let words = instrument.title.split(separator: " ")
    guard let kind = words.first, ["Regulation", "Directive", "Decision"].contains(kind),
      let end = words.prefix(4).lastIndex(where: { $0.contains("/") })
    else { return instrument.title }
    return words[...end].joined(separator: " ")
  }
}
