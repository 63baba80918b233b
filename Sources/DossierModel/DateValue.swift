// Dates as precise as they are known: the part of EDTF (ISO 8601-2) that dossiers need. Parsing is
// in `DateValue+Parsing.swift`; the wording belongs to Presentation.

/// A date or interval with its precision and doubts: `2026-01-02`, `2026-01`, `2026-02-01?`,
/// `2025-12-31~/2026-01-02`, `2026-02/..`.
package struct DateValue: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// A single date or an interval.
  package enum Form: Hashable, Sendable {
    case single(PartialDate)
    case interval(start: Bound, end: Bound)
  }

  /// One end of an interval.
  package enum Bound: Hashable, Sendable {
    case date(PartialDate)
    /// Written `..`: the interval has no end on this side.
    case open
    /// Written as nothing: the end exists and is not known.
    case unknown

    /// The date, where there is one.
    package var date: PartialDate? {
      if case .date(let date) = self { return date }
      return nil
    }
  }

  /// The date or interval.
  package let form: Form

  /// Makes a value from its form.
  package init(_ form: Form) { self.form = form }

  /// Makes a value of one certain day.
  package init(_ day: CivilDate) {
    form = .single(PartialDate(year: day.year, month: day.month, day: day.day))
  }

  /// The value of a required date that could not be read: it has no first and no last day.
  static let unread = DateValue(.interval(start: .unknown, end: .unknown))

  /// The first day that the value can mean; `nil` for an open or unknown start.
  package var earliest: CivilDate? {
    switch form {
    case .single(let date): date.earliest
    case .interval(let start, _): start.date?.earliest
    }
  }

  /// The last day that the value can mean; `nil` for an open or unknown end.
  package var latest: CivilDate? {
    switch form {
    case .single(let date): date.latest
    case .interval(_, let end): end.date?.latest
    }
  }

  /// Whether the value is one day, with no doubt about it.
  package var exactDay: CivilDate? {
    guard case .single(let date) = form, date.precision == .day, !date.isUncertain,
      !date.isApproximate
    else { return nil }
    return date.earliest
  }

  /// Whether the value is an interval.
  package var isInterval: Bool {
    if case .interval = form { return true }
    return false
  }

  /// Whether any part is marked `?` or `%`.
  package var isUncertain: Bool { dates.contains(where: \.isUncertain) }

  /// Whether any part is marked `~` or `%`.
  package var isApproximate: Bool { dates.contains(where: \.isApproximate) }

  /// Whether the whole value lies after a day: an event to come.
  package func isAfter(_ day: CivilDate) -> Bool { (earliest ?? .first) > day }

  /// Whether the whole value lies before a day.
  package func isBefore(_ day: CivilDate) -> Bool { (latest ?? .last) < day }

  /// Whether a day may be meant: it lies between `earliest` and `latest`.
  package func covers(_ day: CivilDate) -> Bool { !isAfter(day) && !isBefore(day) }

  private var dates: [PartialDate] {
    switch form {
    case .single(let date): [date]
    case .interval(let start, let end): [start.date, end.date].compactMap { $0 }
    }
  }

  /// By first day, then by last day, then by the written form: any input order sorts the same.
  ///
  /// A value without a first day sorts before, one without a last day after the others. A month
  /// sorts after the first day of that month, since it may mean any later day.
  package static func < (left: DateValue, right: DateValue) -> Bool {
    let leftStart = left.earliest?.dayNumber ?? Int.min
    let rightStart = right.earliest?.dayNumber ?? Int.min
    if leftStart != rightStart { return leftStart < rightStart }
    let leftEnd = left.latest?.dayNumber ?? Int.max
    let rightEnd = right.latest?.dayNumber ?? Int.max
    if leftEnd != rightEnd { return leftEnd < rightEnd }
    return left.description < right.description
  }

  /// The value in EDTF.
  package var description: String {
    switch form {
    case .single(let date): date.description
    case .interval(let start, let end): "\(Self.written(start))/\(Self.written(end))"
    }
  }

  private static func written(_ bound: Bound) -> String {
    switch bound {
    case .date(let date): date.description
    case .open: ".."
    case .unknown: ""
    }
  }
}

/// A year, a month or a day, with its doubts.
package struct PartialDate: Hashable, Sendable, CustomStringConvertible {
  /// How much of the date is known.
  package enum Precision: Hashable, Sendable, Comparable {
    case year, month, day
  }

  /// The year, 1 to 9999.
  package let year: Int
  /// The month, where known.
  package let month: Int?
  /// The day of the month, where known.
  package let day: Int?
  /// Marked `?` or `%`: the source is doubted.
  package let isUncertain: Bool
  /// Marked `~` or `%`: an estimate.
  package let isApproximate: Bool

  /// Makes a date whose parts the caller has checked against the calendar.
  init(
    year: Int, month: Int? = nil, day: Int? = nil, isUncertain: Bool = false,
    isApproximate: Bool = false
  ) {
    self.year = year
    self.month = month
    self.day = month == nil ? nil : day
    self.isUncertain = isUncertain
    self.isApproximate = isApproximate
  }

  /// How much of the date is known.
  package var precision: Precision {
    if day != nil { return .day }
    return month != nil ? .month : .year
  }

  /// The first day that the date can mean.
  package var earliest: CivilDate {
    CivilDate(validYear: year, month: month ?? 1, day: day ?? 1)
  }

  /// The last day that the date can mean.
  package var latest: CivilDate {
    let lastMonth = month ?? 12
    return CivilDate(
      validYear: year, month: lastMonth,
      day: day ?? CivilDate.dayCount(ofMonth: lastMonth, year: year))
  }

  /// The date in EDTF.
  package var description: String {
    var text = CivilDate.padded(year, to: 4)
    if let month { text += "-" + CivilDate.padded(month, to: 2) }
    if let day { text += "-" + CivilDate.padded(day, to: 2) }
    switch (isUncertain, isApproximate) {
    case (true, true): text += "%"
    case (true, false): text += "?"
    case (false, true): text += "~"
    case (false, false): break
    }
    return text
  }
}
