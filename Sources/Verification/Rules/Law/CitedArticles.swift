// R0304, R0310, R0311 and R0312: articles cited in prose are those of the dossier, by their numbers of
// today, under the right label, and linked.

import Diagnostics
import DossierModel

extension Rule {
  /// "article 226-6-1 du code pénal" is warned of where the dossier has 226-8-1 of that code.
  static let unknownArticle = Rule(
    .unknownArticle, .law, reads: "articles cited in prose, `article` of provisions"
  ) { context, bag in
    let codes = context.dossier.instruments.ids.filter {
      context.dossier.instruments[$0].kind == .code
    }
    var search = SlipSearch(context.lawNames)
    for found in context.citations where !found.isDisowned && !found.isFormer {
      guard case .articles(let numbers, let owner) = found.citation.content else { continue }
      let instruments: [InstrumentID]
      switch owner {
      case .other: continue
      case .named(let name):
        guard let id = context.lawNames.instrument(of: name) else { continue }
        instruments = [id]
      case .unnamed:
        instruments = codes
      }
      for number in numbers where owner != .unnamed || number.isDistinctive {
        if instruments.contains(where: { context.lawNames.provision(number, of: $0) != nil }) {
          continue
        }
        for instrument in instruments {
          let near = search.near(number, in: instrument)
          if near.isEmpty { continue }
          bag.add(
            .unknownArticle(
              number.text, of: context.dossier.instruments[instrument].short,
              near: near.map { ($0.0.text, context.dossier.provisions[$0.1].slug) }, at: found.span)
          )
          break
        }
      }
    }
  }

  /// "6-I-3 LCEN" without a date is warned of: the law of 21 May 2024 gave it another place.
  static let renumberedArticle = Rule(
    .renumberedArticle, .law, reads: "articles cited in prose"
  ) { context, bag in
    for found in context.citations where !found.isDated && !found.isDisowned {
      guard case .articles(let numbers, .named(let name)) = found.citation.content,
        let instrument = context.lawNames.instrument(of: name),
        let key = context.lawNames.keys[instrument]
      else { continue }
      for number in numbers {
        guard let entry = RenumberedArticle.find(number, of: key) else { continue }
        bag.add(
          .renumberedArticle(
            number.text, of: context.dossier.instruments[instrument].short, now: entry,
            at: found.span))
      }
    }
  }

  /// `[[law:cp-226-8|article 226-8-1]]` is refused: the label names another article.
  static let mislabelledLaw = Rule(
    .mislabelledLaw, .law, reads: "labels of references to laws"
  ) { context, bag in
    let dossier = context.dossier
    for found in context.citations where !found.isDisowned {
      switch found.citation.content {
      case .identifier: continue
      case .articles(let numbers, _):
        // "article 6-I-8, devenu 6-3" names the old number on purpose.
        if found.isFormer { continue }
        for case .provision(let id) in found.linkedLaws {
          let provision = dossier.provisions[id]
          let own = ArticleNumber.all(in: provision.article)
          if own.isEmpty || numbers.contains(where: own.contains) { continue }
          bag.add(
            .mislabelledLaw(
              numbers.map(\.text).joined(separator: ", "), provision.slug,
              "\(dossier.instruments.short(of: provision)), \(provision.article)", at: found.span,
              record: provision.idSpan))
        }
      case .text(let name):
        guard let label = found.labelLaw, let cited = context.lawNames.instrument(of: name),
          let target = dossier.instrument(of: label), cited != target
        else { continue }
        bag.add(
          .mislabelledLaw(
            dossier.instruments[cited].short, dossier.slug(of: label),
            dossier.instruments[target].title, at: found.span,
            record: dossier.instruments[target].idSpan))
      }
    }
  }

  /// A provision of the dossier that a chapter cites is a reference: its figures are then checked.
  static let unlinkedLaw = Rule(
    .unlinkedLaw, .law, reads: "articles cited in chapters"
  ) { context, bag in
    for found in context.citations
    where found.field == .body && found.linkedLaws.isEmpty && !found.isDisowned {
      guard case .articles(let numbers, .named(let name)) = found.citation.content,
        let instrument = context.lawNames.instrument(of: name)
      else { continue }
      for number in numbers {
        guard let id = context.lawNames.provision(number, of: instrument),
          !found.blockLaws.contains(.provision(id))
        else { continue }
        let text = context.sources.text(found.span)
        // A citation over line ends or marks cannot be made a label as it stands.
        guard numbers.count == 1, !text.contains("\n"), !text.contains("[[") else { continue }
        bag.add(
          .unlinkedLaw(text, slug: context.dossier.provisions[id].slug, at: found.span))
      }
    }
  }
}

/// Looks for articles that a wrong one may have meant, once for each number.
private struct SlipSearch {
  private struct Question: Hashable {
    let number: ArticleNumber
    let instrument: InstrumentID
  }

  private let names: LawNames
  private var answers: [Question: [(ArticleNumber, ProvisionID)]] = [:]

  init(_ names: LawNames) { self.names = names }

  /// Up to three articles of a text.
  mutating func near(
    _ number: ArticleNumber, in instrument: InstrumentID
  ) -> [(ArticleNumber, ProvisionID)] {
    let question = Question(number: number, instrument: instrument)
    if let known = answers[question] { return known }
    let near = (names.provisions[instrument] ?? []).lazy.filter { number.isSlip(of: $0.0) }
    let found = Array(near.prefix(3))
    answers[question] = found
    return found
  }
}

extension EntityTable<Instrument> {
  /// The short title of the text that a provision belongs to.
  fileprivate func short(of provision: Provision) -> String {
    id(of: provision.instrument).map { self[$0].short } ?? provision.instrument.slug
  }
}

extension Dossier {
  /// The instrument of a law: itself, or that of the provision.
  func instrument(of law: EntityKey) -> InstrumentID? {
    switch law {
    case .instrument(let id): id
    case .provision(let id): instruments.id(of: provisions[id].instrument)
    default: nil
    }
  }
}

extension LawNames {
  /// The instrument that a name in prose means.
  func instrument(of name: LawName) -> InstrumentID? {
    if let instrument = name.instrument { return instrument }
    guard let word = name.word, let number = name.number else { return nil }
    return instrument(word, number)
  }
}

extension SourceMap {
  /// The text of a span.
  func text(_ span: Span) -> String {
    String(decoding: bytes(of: span.source)[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}
