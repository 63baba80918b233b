// R0305, R0306 and R0307: a text of law cited in prose has its own date, number and kind.

import Diagnostics
import DossierModel

extension Rule {
  /// "loi n° 2024-449 du 21 mars 2024" is refused: that law is of 21 May.
  static let wrongLawDate = Rule(
    .wrongLawDate, .law, reads: "texts cited in prose with their dates, `date` of instruments"
  ) { context, bag in
    let dossier = context.dossier
    for (found, name) in context.citedTexts where !found.isDisowned {
      guard let cited = name.date else { continue }
      let span = found.span(of: cited.range)
      let target =
        context.lawNames.instrument(of: name)
        ?? (name.number == nil ? found.labelLaw.flatMap(dossier.instrument) : nil)
      if let target {
        let instrument = dossier.instruments[target]
        guard let date = instrument.date, !date.value.isSameDay(cited) else { continue }
        bag.add(
          .wrongLawDate(
            cited.text, of: instrument.short, right: date.value.description, at: span,
            record: date.span))
      } else if let number = name.number, let word = name.word {
        let year = LawNumber.isYear(number.first) ? number.first : number.second
        let limit = word.celexLetter == nil ? 0 : 1
        if LawNumber.isYear(year), abs(year - cited.year) > limit {
          bag.add(.lawDateAgainstNumber(number.text, year: cited.year, at: span))
        }
      }
    }
  }

  /// "loi du 21 mars 2024" is warned of where the dossier has a law of 21 May 2024.
  static let doubtfulCitation = Rule(
    .doubtfulCitation, .law, reads: "texts cited in prose by date or number"
  ) { context, bag in
    for (found, name) in context.citedTexts where !found.isDisowned && found.labelLaw == nil {
      guard let word = name.word, context.lawNames.instrument(of: name) == nil,
        let near = nearest(name, word, context)
      else { continue }
      let instrument = context.dossier.instruments[near]
      bag.add(
        .doubtfulCitation(
          context.sources.text(found.span(of: name.range)), near: instrument.short,
          title: instrument.title, at: found.span(of: name.range), record: instrument.idSpan))
    }
  }

  private static func nearest(
    _ name: LawName, _ word: LawWord, _ context: CheckContext
  ) -> InstrumentID? {
    let dossier = context.dossier
    var near: InstrumentID?
    for (id, instrument) in zip(dossier.instruments.ids, dossier.instruments)
    where instrument.kind.isCalled(word) {
      if let number = name.number {
        guard let key = context.lawNames.keys[id] else { continue }
        let isSlip =
          key.year == number.first && isExchanged(key.number, number.second)
          || key.number == number.second && isExchanged(key.year, number.first)
        if near == nil, isSlip { near = id }
      } else if let cited = name.date, let date = instrument.date?.value {
        if date.isSameDay(cited) { return nil }
        if near == nil, let day = date.exactDay, isSlip(cited, day) { near = id }
      }
    }
    return near
  }

  /// Whether a day is another in one of its three numbers only, and a year no more than two off.
  private static func isSlip(_ cited: CitedDay, _ day: CivilDate) -> Bool {
    switch (cited.day == day.day, cited.month == day.month, cited.year == day.year) {
    case (true, false, true), (false, true, true): true
    case (true, true, false): abs(cited.year - day.year) <= 2
    default: false
    }
  }

  /// Whether two numbers have the same digits in another order.
  private static func isExchanged(_ left: Int, _ right: Int) -> Bool {
    left != right && String(left).utf8.sorted() == String(right).utf8.sorted()
  }

  /// "directive (UE) 1385/2024" is refused, and so is "règlement (UE) 2024/1385" for a directive.
  static let wrongActNumber = Rule(
    .wrongActNumber, .law, reads: "acts of the Union cited in prose"
  ) { context, bag in
    let names = context.lawNames
    for (found, name) in context.citedTexts where !found.isDisowned {
      guard let word = name.word, word.celexLetter != nil, let number = name.number else {
        continue
      }
      let span = found.span(of: name.range)
      if number.isSwapped || names.isSwapped(number, word) {
        bag.add(
          .swappedActNumber(number.text, right: "\(number.second)/\(number.first)", at: span))
      } else if names.instrument(word, number) == nil, let other = names.otherKind(word, number) {
        let instrument = context.dossier.instruments[other]
        bag.add(
          .wrongActKind(
            number.text, title: instrument.title, at: span, record: instrument.idSpan))
      }
    }
  }
}

extension CheckContext {
  /// The texts named in prose: alone, and as owners of articles.
  var citedTexts: [(found: FoundCitation, name: LawName)] {
    citations.compactMap { found in
      switch found.citation.content {
      case .text(let name), .articles(_, of: .named(let name)): (found, name)
      case .articles, .identifier: nil
      }
    }
  }
}

extension LawNumber {
  /// Whether the year stands behind the number in an act since 2015.
  var isSwapped: Bool {
    isOfUnion && !(1952...2049).contains(first) && (2015...2049).contains(second)
  }
}

extension LawNames {
  /// Whether the dossier has an act since 2015 with the number the other way round only.
  func isSwapped(_ number: LawNumber, _ word: LawWord) -> Bool {
    guard let id = instrument(word, number), let key = keys[id] else { return false }
    return key.year >= 2015 && key.year == number.second && key.number == number.first
      && number.first != number.second
  }
}

extension InstrumentKind {
  /// Whether a text of this kind is called by a word.
  func isCalled(_ word: LawWord) -> Bool {
    switch word {
    case .statute: self == .statute
    case .regulation: self == .regulation
    case .directive: self == .directive
    case .decree, .order, .decision: false
    }
  }
}

extension DateValue {
  /// Whether a day can be meant; a date with doubts is not compared.
  fileprivate func isSameDay(_ cited: CitedDay) -> Bool {
    guard !isUncertain, !isApproximate, let first = earliest, let last = latest,
      let day = cited.civil
    else { return true }
    return first <= day && day <= last
  }
}

extension CitedDay {
  /// The day in ISO 8601, as written.
  var text: String {
    let parts = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(year)-\(parts.joined(separator: "-"))"
  }
}
