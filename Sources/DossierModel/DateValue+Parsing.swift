// Reads EDTF and says what is wrong with what is not EDTF: the day that February does not have,
// the order of day and month, missing zeros, a written month.

package import Diagnostics

/// What is wrong with a text that should be a date.
package struct DateFault: Error, Hashable, Sendable {
  /// One clause without final stop: "February 2026 has 28 days".
  package let reason: Wording
  /// What to write instead, where it can be told.
  package let hint: Wording?

  /// Makes a fault.
  package init(reason: Wording, hint: Wording?) {
    self.reason = reason
    self.hint = hint
  }
}

extension Wording {
  /// The advice to write a date.
  fileprivate static func write(_ date: CivilDate) -> Wording {
    Wording("write `\(date)`", fr: "écrivez `\(date)`")
  }
}

extension DateValue {
  /// Reads a date or interval.
  ///
  /// Accepted: EDTF level 0 dates (year, month, day) and intervals, and of level 1 the marks `?`,
  /// `~` and `%`, unspecified digits of a whole part (`2026-01-XX`), open (`..`) and unknown (empty)
  /// ends. Times of day, seasons and sets are refused with a reason.
  ///
  /// - Throws: `DateFault`, with what is wrong.
  package static func parse(_ text: String) throws(DateFault) -> DateValue {
    if let day = plainDay(text) { return DateValue(day) }
    if text.isEmpty {
      throw DateFault(
        reason: Wording("the date is empty", fr: "la date est vide"),
        hint: Wording(
          "write `2026-01-02`, `2026-01` or `2026`", fr: "écrivez `2026-01-02`, `2026-01` ou `2026`"
        ))
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 1, let fault = slashedDate(parts) { throw fault }
    guard parts.count <= 2 else {
      throw DateFault(
        reason: Wording(
          "an interval has two ends, here are \(parts.count)",
          fr: "un intervalle a deux bornes, en voici \(parts.count)"),
        hint: Wording("write `2026-01-02/2026-01-09`", fr: "écrivez `2026-01-02/2026-01-09`"))
    }
    guard parts.count == 2 else { return DateValue(.single(try PartialDate.parse(text[...]))) }
    let start = try bound(parts[0])
    let end = try bound(parts[1])
    if start.date == nil, end.date == nil {
      throw DateFault(
        reason: Wording(
          "an interval needs at least one date", fr: "un intervalle demande au moins une date"),
        hint: nil)
    }
    if let first = start.date, let last = end.date, first.earliest > last.latest {
      throw DateFault(
        reason: Wording(
          "the interval ends on \(last) before it begins on \(first)",
          fr: "l'intervalle finit le \(last) avant de commencer le \(first)"),
        hint: Wording("write `\(last)/\(first)`", fr: "écrivez `\(last)/\(first)`"))
    }
    return DateValue(.interval(start: start, end: end))
  }

  /// The day of a text of the form `2026-01-02`, which most dates have; `nil` for every other form and
  /// for days that the calendar has not.
  private static func plainDay(_ text: String) -> CivilDate? {
    let bytes = text.utf8
    guard bytes.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      let digit = Int(byte - 0x30)
      switch index {
      case 0...3: numbers.year = numbers.year * 10 + digit
      case 5, 6: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    return CivilDate(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  private static func bound(_ text: Substring) throws(DateFault) -> Bound {
    if text.isEmpty { return .unknown }
    if text == ".." { return .open }
    return .date(try PartialDate.parse(text))
  }

  /// The fault of a date written with slashes, `02/01/2026`; `nil` for a proper interval.
  private static func slashedDate(_ parts: [Substring]) -> DateFault? {
    guard parts.count == 3 else { return nil }
    let numbers = parts.map { Int($0) ?? -1 }
    let reason = Wording(
      "a date is written year first, with hyphens",
      fr: "une date s'écrit année d'abord, avec des tirets")
    if numbers[2] >= 1000, CivilDate(year: numbers[2], month: numbers[1], day: numbers[0]) != nil {
      return DateFault(
        reason: reason,
        hint: .write(CivilDate(validYear: numbers[2], month: numbers[1], day: numbers[0])))
    }
    if numbers[0] >= 1000, CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) != nil {
      return DateFault(
        reason: reason,
        hint: .write(CivilDate(validYear: numbers[0], month: numbers[1], day: numbers[2])))
    }
    return nil
  }
}

extension PartialDate {
  /// Reads one date with an optional mark at its end.
  static func parse(_ text: Substring) throws(DateFault) -> PartialDate {
    var body = text
    var isUncertain = false
    var isApproximate = false
    if let mark = body.last, mark == "?" || mark == "~" || mark == "%" {
      isUncertain = mark != "~"
      isApproximate = mark != "?"
      body = body.dropLast()
    }
    if let other = body.first(where: { "?~%".contains($0) }) {
      throw DateFault(
        reason: Wording(
          "`\(other)` stands inside the date", fr: "`\(other)` est à l'intérieur de la date"),
        hint: Wording(
          "put one mark at the end: `2026-02-01?`; `%` means uncertain and approximate",
          fr:
            "mettez un seul signe, à la fin : `2026-02-01?` ; `%` veut dire incertaine et approximative"
        ))
    }
    if body.contains("T") || body.contains(":") {
      throw DateFault(
        reason: Wording("a date carries no time of day", fr: "une date ne porte pas d'heure"),
        hint: Wording(
          "write the day only; an event has the key `time`",
          fr: "n'écrivez que le jour ; un événement a la clé `time`"))
    }
    let parts = body.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = digits(parts[0], count: 4) else {
      throw notADate(body, parts)
    }
    guard year >= 1 else {
      throw DateFault(
        reason: Wording("there is no year 0000", fr: "il n'y a pas d'année 0000"), hint: nil)
    }
    guard parts.count > 1 else {
      return PartialDate(year: year, isUncertain: isUncertain, isApproximate: isApproximate)
    }
    if parts[1] == "XX" {
      guard parts.count == 2 || parts[2] == "XX" else {
        throw DateFault(
          reason: Wording(
            "the day is given and the month is not", fr: "le jour est donné et le mois ne l'est pas"
          ), hint: nil)
      }
      return PartialDate(year: year, isUncertain: isUncertain, isApproximate: isApproximate)
    }
    guard let month = digits(parts[1], count: 2) else { throw notADate(body, parts) }
    guard (1...12).contains(month) else { throw monthFault(month, parts: parts, year: year) }
    guard parts.count > 2, parts[2] != "XX" else {
      return PartialDate(
        year: year, month: month, isUncertain: isUncertain, isApproximate: isApproximate)
    }
    guard let day = digits(parts[2], count: 2) else { throw notADate(body, parts) }
    let limit = CivilDate.dayCount(ofMonth: month, year: year)
    guard day >= 1, day <= limit else {
      throw DateFault(
        reason: day == 0
          ? Wording("there is no day 00", fr: "il n'y a pas de jour 00")
          : Wording(
            "\(monthNames[month - 1]) \(year) has \(limit) days",
            fr: "\(frenchMonthNames[month - 1]) \(year) a \(limit) jours"),
        hint: day == 0
          ? Wording(
            "leave the day out when it is not known: `\(year)-\(parts[1])`",
            fr: "laissez le jour quand il n'est pas connu : `\(year)-\(parts[1])`") : nil)
    }
    return PartialDate(
      year: year, month: month, day: day, isUncertain: isUncertain, isApproximate: isApproximate)
  }

  private static func digits(_ text: Substring, count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func monthFault(_ month: Int, parts: [Substring], year: Int) -> DateFault {
    if parts.count == 2, (21...41).contains(month) {
      return DateFault(
        reason: Wording(
          "seasons are not read; month \(month) does not exist",
          fr: "les saisons ne sont pas lues ; le mois \(month) n'existe pas"),
        hint: Wording(
          "write an interval of months: `\(year)-03/\(year)-05`",
          fr: "écrivez un intervalle de mois : `\(year)-03/\(year)-05`"))
    }
    if parts.count == 3, let day = digits(parts[2], count: 2),
      CivilDate(year: year, month: day, day: month) != nil
    {
      return DateFault(
        reason: Wording("there is no month \(parts[1])", fr: "il n'y a pas de mois \(parts[1])"),
        hint: Wording(
          "month and day are exchanged: write `\(year)-\(parts[2])-\(parts[1])`",
          fr: "le mois et le jour sont échangés : écrivez `\(year)-\(parts[2])-\(parts[1])`"))
    }
    return DateFault(
      reason: Wording("there is no month \(parts[1])", fr: "il n'y a pas de mois \(parts[1])"),
      hint: Wording("months are written `01` to `12`", fr: "les mois s'écrivent `01` à `12`"))
  }

  /// The fault of a text that has not the form of a date, with the date it may mean.
  private static func notADate(_ body: Substring, _ parts: [Substring]) -> DateFault {
    let form = Wording(
      "a date is written `2026-01-02`, `2026-01` or `2026`",
      fr: "une date s'écrit `2026-01-02`, `2026-01` ou `2026`")
    let numbers = parts.map { Int($0) ?? -1 }
    if parts.count == 3 {
      if numbers[0] >= 1000, CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) != nil
      {
        let date = CivilDate(validYear: numbers[0], month: numbers[1], day: numbers[2])
        return DateFault(
          reason: Wording(
            "year, month and day have four, two and two digits",
            fr: "l'année, le mois et le jour ont quatre, deux et deux chiffres"), hint: .write(date)
        )
      }
      if numbers[2] >= 1000, CivilDate(year: numbers[2], month: numbers[1], day: numbers[0]) != nil
      {
        let date = CivilDate(validYear: numbers[2], month: numbers[1], day: numbers[0])
        return DateFault(
          reason: Wording("a date is written year first", fr: "une date s'écrit année d'abord"),
          hint: .write(date))
      }
    }
    if let date = spelled(body) {
      return DateFault(
        reason: Wording(
          "a date is written in digits, year first",
          fr: "une date s'écrit en chiffres, année d'abord"), hint: .write(date))
    }
    return DateFault(
      reason: form,
      hint: Wording(
        "leave out what is not known; `~` means about, `?` doubtful",
        fr: "laissez ce qui n'est pas connu ; `~` veut dire vers, `?` douteuse"))
  }

  /// The date that a text such as `2 janvier 2026` means.
  private static func spelled(_ body: Substring) -> CivilDate? {
    let words = body.split(separator: " ")
    guard words.count == 3, let year = Int(words[2]) else { return nil }
    let dayDigits = words[0].prefix { ("0"..."9").contains($0) }
    guard let day = Int(dayDigits) else { return nil }
    let name = words[1].lowercased()
    guard
      let index = monthNames.firstIndex(where: { $0.lowercased() == name })
        ?? frenchMonthNames.firstIndex(of: name)
    else { return nil }
    return CivilDate(year: year, month: index + 1, day: day)
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let frenchMonthNames = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]
}
