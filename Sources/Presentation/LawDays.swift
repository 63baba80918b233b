// The days on which the law of the dossier changed, in order, each with what changed. A page a day;
// between two of them the law stands still, so that these pages answer for any day.

package import DossierModel
import Verification

/// A day on which a provision came to apply, entered into force or ended.
package struct LawDay: Sendable {
  /// What became of one provision.
  struct Change: Sendable, Equatable {
    let provision: ProvisionID
    /// The index of the version that applied the day before.
    let before: Int?
    /// The index of the version that applies from this day.
    let after: Int?
    /// The index of a version that enters into force this day and applies later.
    let entering: Int?
  }

  /// The day; the first one of a month or year where no day is known.
  package let day: CivilDate
  /// The date as precise as it is known.
  package let date: DateValue
  /// The place of its page.
  package let route: Route
  /// The next day on which the law changed.
  package let next: CivilDate?
  let changes: [Change]

  /// The date in a list of days: as precise as it is known, its doubts left to its page.
  var listed: DateValue {
    guard case .single(let partial) = date.form, partial.precision != .day else {
      return DateValue(day)
    }
    let plain = String(day.description.prefix(partial.precision == .year ? 4 : 7))
    return (try? DateValue.parse(plain)) ?? date
  }

  /// Whether a day falls between this change and the next.
  package func covers(_ other: CivilDate) -> Bool {
    other >= day && next.map { other < $0 } ?? true
  }
}

/// The days on which the law changed.
package struct LawDays: Sendable {
  /// In order.
  package let all: [LawDay]
  private let byPath: [String: Int]

  /// How many lines a table of all provisions may take on all pages together: beyond that, pages
  /// list what changed and leave the rest to the index.
  private static let lineLimit = 50_000

  /// Whether each page lists every provision.
  let isComplete: Bool

  /// Adds the days and what changed on them to the facts by which two states are compared.
  func mark(_ text: inout MarkText) {
    text.add(isComplete)
    text.add(all.count)
    for day in all {
      text.add(day.day.description)
      text.add(day.date.description)
      text.add(day.route.path)
      text.add(day.route.fragment)
      text.add(day.next?.description)
      text.add(day.changes.count)
      for change in day.changes {
        text.add(change.provision.raw)
        text.add(change.before ?? -1)
        text.add(change.after ?? -1)
        text.add(change.entering ?? -1)
      }
    }
  }

  /// Whether the law changed on the same days in the same way in another state.
  func isSame(as other: LawDays) -> Bool {
    isComplete == other.isComplete
      && all.elementsEqual(other.all) { left, right in
        left.day == right.day && left.date == right.date && left.route == right.route
          && left.next == right.next && left.changes == right.changes
      }
  }

  /// Gathers the days from the versions of all provisions.
  ///
  /// - Complexity: O(n log n) in versions, and quadratic in those of one provision.
  init(_ checked: CheckedDossier, router: Router) {
    let dossier = checked.dossier
    var changes: [CivilDate: [LawDay.Change]] = [:]
    var dates: [CivilDate: DateValue] = [:]
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      var days = Set<CivilDate>()
      func note(_ date: Located<DateValue>?) {
        guard let value = date?.value, let day = value.earliest, day > .first else { return }
        days.insert(day)
        // An exact day speaks before a month that begins with it.
        if dates[day]?.exactDay == nil { dates[day] = value }
      }
      for version in provision.versions {
        note(version.inForce)
        note(version.applicable)
        note(version.until)
      }
      for day in days.sorted() {
        let before = checked.law(id, on: day.adding(days: -1))
        let after = checked.law(id, on: day)
        let entering = provision.versions.indices.first {
          provision.state(ofVersion: $0, on: day) == .inForce
            && provision.state(ofVersion: $0, on: day.adding(days: -1)) != .inForce
        }
        guard before.applicable != after.applicable || entering != nil else { continue }
        changes[day, default: []].append(
          LawDay.Change(
            provision: id, before: before.applicable, after: after.applicable, entering: entering))
      }
    }
    let days = changes.keys.sorted()
    var paths = Set<String>()
    all = days.indices.map { index in
      let day = days[index]
      let date = dates[day] ?? DateValue(day)
      // A month or a year has no day to be named by.
      var slug = day.description
      if case .single(let partial) = date.form, partial.precision != .day {
        slug = String(slug.prefix(partial.precision == .year ? 4 : 7))
      }
      if !paths.insert(slug).inserted { slug = day.description }
      return LawDay(
        day: day, date: date, route: router.page(.lawDays, slug: slug),
        next: index + 1 < days.count ? days[index + 1] : nil, changes: changes[day] ?? [])
    }
    byPath = Dictionary(
      zip(all.map(\.route.path), all.indices), uniquingKeysWith: { first, _ in first })
    isComplete = all.count * dossier.provisions.count <= Self.lineLimit
  }

  /// The change under whose law a day falls: the last one on or before it.
  ///
  /// - Complexity: O(log n).
  package func at(_ day: CivilDate) -> LawDay? {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? all[low - 1] : nil
  }

  /// The rank of the day that a page is about.
  func rank(path: String) -> Int? { byPath[path] }
}
