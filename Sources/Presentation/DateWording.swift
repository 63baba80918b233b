// Dates in words, as precise as they are known and no more, in the language of the dossier.

package import DossierModel

/// How a date is written.
package enum DateStyle: String, CaseIterable, Sendable {
  /// `2 janvier 2026`.
  case long
  /// `2 janv. 2026`.
  case short
  /// `2 janvier`, under a heading that names the year.
  case day
}

/// Writes dates in words.
package struct DateWording: Sendable {
  private let words: Words
  private let isFrench: Bool
  private let months: [String]
  private let shortMonths: [String]

  /// Makes a wording from the catalogue.
  package init(_ words: Words) {
    self.words = words
    isFrench = words.language == "fr"
    months = (1...12).map { words["date.month.\($0)"] }
    shortMonths = (1...12).map { words["date.short_month.\($0)"] }
  }

  /// The date as text, without markup.
  package func text(_ value: DateValue, _ style: DateStyle = .long) -> String {
    phrase(value, style) { date, style in plain(date, style) }
  }

  /// A day as text, without markup.
  package func text(_ day: CivilDate, _ style: DateStyle = .long) -> String {
    text(DateValue(day), style)
  }

  /// The date as HTML: a `time` element for each date that is known, doubts in words outside it.
  package func html(_ value: DateValue, _ style: DateStyle = .long) -> String {
    phrase(value, style) { date, style in
      var text = plain(date, style)
      if isFrench, date.day == 1, text.hasPrefix("1er") {
        text = "1<sup>er</sup>" + text.dropFirst(3)
      }
      return "<time datetime=\"\(Self.machine(date))\">\(text)</time>"
    }
  }

  /// A phrase of the catalogue around a date, as HTML: `Version du 23 mai 2024`.
  ///
  /// A month or a year takes the form of the key with `_partial` ("Version de juin 2009"), an
  /// interval or an estimate the one with `_other`, where the catalogue has them.
  package func html(_ key: String, _ value: DateValue, _ style: DateStyle = .short) -> String {
    form(key, value).replacing("{0}", with: html(value, style))
  }

  /// The same without markup.
  package func text(_ key: String, _ value: DateValue, _ style: DateStyle = .long) -> String {
    form(key, value).replacing("{0}", with: text(value, style))
  }

  /// Since a date: `depuis le 23 mai 2024`, `depuis juin 2009`.
  package func since(_ value: DateValue) -> String {
    guard case .single(let date) = value.form, date.day != nil, !date.isApproximate else {
      return words("date.since_month", text(value))
    }
    return words("date.since_day", text(value))
  }

  /// From one date to another, both single.
  package func between(_ start: DateValue, _ end: DateValue) -> String {
    guard case .single(let from) = start.form, case .single(let to) = end.form else {
      return "\(text(start)) – \(text(end))"
    }
    return text(DateValue(.interval(start: .date(from), end: .date(to))))
  }

  private func form(_ key: String, _ value: DateValue) -> String {
    guard case .single(let date) = value.form, !date.isApproximate else {
      return words.text(key + "_other") ?? words.text(key + "_partial") ?? words[key]
    }
    guard date.day == nil, let partial = words.text(key + "_partial") else { return words[key] }
    return isFrench && Self.isElided(date) ? partial.replacing("de {0}", with: "d’{0}") : partial
  }

  /// The name of a month with its year: `janvier 2026`.
  package func month(_ month: Int, year: Int) -> String {
    "\(months[month - 1]) \(year)"
  }

  /// The short name of a month: `janv.`.
  package func shortMonth(_ month: Int) -> String { shortMonths[month - 1] }

  /// How far a day lies from another: `dans 10 jours`, `demain`; `nil` beyond a year.
  package func distance(from day: CivilDate, to other: CivilDate) -> String? {
    let count = day.days(until: other)
    switch count {
    case 0: return words["date.today"]
    case 1: return words["date.tomorrow"]
    case 2...365: return words.counted("date.in_days", count)
    default: return nil
    }
  }

  /// The date for machines, without its doubts, as `time` accepts it.
  private static func machine(_ date: PartialDate) -> String {
    let text = date.description
    guard let last = text.unicodeScalars.last, "?~%".unicodeScalars.contains(last) else {
      return text
    }
    return String(text.dropLast())
  }

  private func plain(_ date: PartialDate, _ style: DateStyle) -> String {
    guard let month = date.month else { return String(date.year) }
    let name = style == .short ? shortMonths[month - 1] : months[month - 1]
    let year = style == .day ? "" : " \(date.year)"
    guard let day = date.day else { return name + year }
    let number = isFrench && day == 1 ? "1er" : String(day)
    return "\(number)\u{A0}\(name)\(year)"
  }

  private func phrase(
    _ value: DateValue, _ style: DateStyle, _ write: (PartialDate, DateStyle) -> String
  ) -> String {
    switch value.form {
    case .single(let date): return doubted(date, style, write)
    case .interval(let start, let end):
      switch (start.date, end.date) {
      case (let from?, let to?):
        return words(
          from.day == nil && to.day == nil
            ? (Self.isElided(from) ? "date.between_months_elided" : "date.between_months")
            : "date.between_days",
          inInterval(from, style, shared: Self.shared(from, to), write),
          inInterval(to, style, write))
      case (let from?, nil):
        let key = end == .open ? "date.since" : "date.from"
        return words(key + (from.day == nil ? "_month" : "_day"), inInterval(from, style, write))
      case (nil, let to?):
        return words(
          "date.until" + (to.day == nil ? "_month" : "_day"), inInterval(to, style, write))
      case (nil, nil): return words["date.unknown"]
      }
    }
  }

  private func doubted(
    _ date: PartialDate, _ style: DateStyle, _ write: (PartialDate, DateStyle) -> String
  ) -> String {
    var text = write(date, style)
    if date.isApproximate {
      text = words(date.day == nil ? "date.about_month" : "date.about_day", text)
    }
    if date.isUncertain { text = words("date.to_confirm", text) }
    return text
  }

  /// Whether the name of the month begins with a vowel, which French joins to `de`.
  private static func isElided(_ date: PartialDate) -> Bool {
    date.day == nil && [4, 8, 10].contains(date.month)
  }

  /// What the two ends of an interval share and need not say twice.
  private enum Shared { case nothing, year, month }

  private static func shared(_ from: PartialDate, _ to: PartialDate) -> Shared {
    guard from.year == to.year, !from.isApproximate, !from.isUncertain else { return .nothing }
    if from.day != nil, to.day != nil, from.month == to.month { return .month }
    return from.month != nil && to.month != nil ? .year : .nothing
  }

  private func inInterval(
    _ date: PartialDate, _ style: DateStyle, shared: Shared = .nothing,
    _ write: (PartialDate, DateStyle) -> String
  ) -> String {
    var text = write(date, style)
    switch shared {
    case .nothing: break
    case .year: text = text.replacing(" \(date.year)<", with: "<").removingSuffix(" \(date.year)")
    case .month:
      let whole = plain(date, style)
      let day = whole.prefix { $0 != "\u{A0}" }
      let rest = String(whole.dropFirst(day.count))
      text = text.replacing(rest, with: "")
    }
    if date.isApproximate { text = words("date.approximately", text) }
    if date.isUncertain { text = words("date.to_confirm", text) }
    return text
  }
}

extension String {
  fileprivate func removingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
