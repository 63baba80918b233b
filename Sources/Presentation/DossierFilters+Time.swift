// The filters of dossiers on points in time: a day with its hour, and how far a day lies from the day
// of the build. Nothing here reads a clock.

import Diagnostics
import DossierModel
import TemplateEngine

extension DossierFilters {
  /// Adds `datetime` and `relative_date`.
  static func registerTime(
    in environment: inout Environment, _ dates: DateWording, isFrench: Bool, day: CivilDate?
  ) {
    environment.addFilter(
      "datetime", parameters: ["style?: string", "tz?: string"],
      signature: Signature(
        "date | string", "html",
        "a day with its hour: `2 février 2026 à 15 h 04`; `tz`: `UTC` or `+02:00`"
      )
    ) { call throws(TemplateFault) in
      let written = try writtenDate(call, "datetime")
      let style = try style(call[0])
      guard let mark = written.firstIndex(where: { $0 == "T" || $0 == " " }) else {
        return .markup(dates.html(try parsed(written), style))
      }
      var day = try civil(String(written[..<mark]))
      guard var time = TimeOfDay(written[written.index(after: mark)...]) else {
        throw TemplateFault(
          Wording("`\(written)` has no hour", fr: "`\(written)` n'a pas d'heure"),
          hint: Wording("write it as `2026-01-02T15:04`", fr: "écrivez-la `2026-01-02T15:04`"))
      }
      if let zone = call[1].stringValue {
        guard let offset = zone == "UTC" ? 0 : TimeOfDay.offset(zone[...]) else {
          throw TemplateFault(
            Wording("`\(zone)` is no offset", fr: "`\(zone)` n'est pas un décalage"),
            hint: Wording("write `UTC` or `+02:00`", fr: "écrivez `UTC` ou `+02:00`"))
        }
        guard let own = time.offset else {
          throw TemplateFault(
            Wording(
              "`\(written)` does not say its offset", fr: "`\(written)` ne dit pas son décalage"))
        }
        day = time.move(by: offset - own, from: day)
      }
      let minutes = (time.minute < 10 ? "0" : "") + String(time.minute)
      let words = dates.text(day, style)
      let text =
        isFrench
        ? "\(words) à \(time.hour)\u{A0}h\u{A0}\(minutes)"
        : "\(words), \(time.hour < 10 ? "0" : "")\(time.hour):\(minutes)"
      return .markup(
        "<time datetime=\"\(PageScope.escaped(written))\">\(PageScope.escaped(text))</time>")
    }
    environment.addFilter(
      "relative_date", parameters: ["from?: date"],
      signature: Signature(
        "date", "string",
        "how far a day lies from the day of the build, or from another: `il y a 3 jours`"
      )
    ) { call throws(TemplateFault) in
      let other = try civil(writtenDate(call, "relative_date"))
      guard
        let from = try call[0].stringValue.map({ (text) throws(TemplateFault) in try civil(text) })
          ?? day
      else {
        throw TemplateFault(
          Wording(
            "`relative_date` needs a day to count from",
            fr: "`relative_date` demande un jour de départ"),
          hint: Wording(
            "write `relative_date(\"2026-01-02\")`", fr: "écrivez `relative_date(\"2026-01-02\")`"))
      }
      return .string(distance(from.days(until: other), isFrench: isFrench))
    }
  }

  /// A count of days in words, in the largest unit that fits.
  private static func distance(_ days: Int, isFrench: Bool) -> String {
    switch days {
    case 0: return isFrench ? "aujourd’hui" : "today"
    case 1: return isFrench ? "demain" : "tomorrow"
    case -1: return isFrench ? "hier" : "yesterday"
    default: break
    }
    let count = abs(days)
    let (number, french, english): (Int, String, String) =
      count < 60
      ? (count, "jours", "days")
      : count < 730 ? (count * 12 / 365, "mois", "months") : (count * 400 / 146_097, "ans", "years")
    if isFrench {
      return (days < 0 ? "il y a " : "dans ") + "\(number)\u{A0}\(french)"
    }
    return days < 0 ? "\(number) \(english) ago" : "in \(number) \(english)"
  }

  // MARK: - Reading

  static func writtenDate(_ call: FilterCall, _ name: String) throws(TemplateFault) -> String {
    if let written = call.value.stringValue { return written }
    throw TemplateFault(
      Wording(
        "`\(name)` takes a date as text, not \(call.value.typeName)",
        fr: "`\(name)` prend une date sous forme de texte, non \(call.value.typeName)"),
      hint: Wording(
        "pass a date such as `2026-01-02`", fr: "donnez une date telle que `2026-01-02`"))
  }

  static func parsed(_ written: String) throws(TemplateFault) -> DateValue {
    do throws(DateFault) {
      return try DateValue.parse(written)
    } catch {
      throw TemplateFault(
        Wording("`\(written)` is not a date: ", fr: "`\(written)` n'est pas une date : ")
          + error.reason, hint: error.hint)
    }
  }

  private static func civil(_ written: String) throws(TemplateFault) -> CivilDate {
    do throws(DateFault) {
      return try CivilDate.parse(written)
    } catch {
      throw TemplateFault(
        Wording("`\(written)` is not a day: ", fr: "`\(written)` n'est pas un jour : ")
          + error.reason, hint: error.hint)
    }
  }

  static func style(_ value: Value) throws(TemplateFault) -> DateStyle {
    guard let name = value.stringValue else { return .long }
    if let known = DateStyle(rawValue: name) { return known }
    let names = DateStyle.allCases.map(\.rawValue).joined(separator: "`, `")
    throw TemplateFault(
      Wording("dates have no style `\(name)`", fr: "les dates n'ont pas de style `\(name)`"),
      hint: Wording("use `\(names)`", fr: "employez `\(names)`"))
  }
}

/// An hour of a day as written: `15:04`, `15:04:05Z`, `15:04+02:00`.
private struct TimeOfDay {
  var hour: Int
  var minute: Int
  /// Minutes ahead of UTC, where they are written.
  let offset: Int?

  init?(_ text: Substring) {
    let end = text.firstIndex { "Zz+-".contains($0) } ?? text.endIndex
    let parts = text[..<end].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].count == 2, parts[1].count == 2,
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    self.hour = hour
    self.minute = minute
    if end == text.endIndex {
      offset = nil
    } else if text[end] == "Z" || text[end] == "z" {
      offset = 0
    } else {
      guard let given = Self.offset(text[end...]) else { return nil }
      offset = given
    }
  }

  /// Minutes of an offset written `+02:00`.
  static func offset(_ text: Substring) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hours = Int(parts[0]),
      let minutes = Int(parts[1]), (0...14).contains(hours), (0..<60).contains(minutes)
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  /// Moves the hour by less than two days and returns the day it falls on.
  mutating func move(by minutes: Int, from day: CivilDate) -> CivilDate {
    var total = hour * 60 + minute + minutes
    var result = day
    while total < 0 {
      total += 1440
      result = result.adding(days: -1)
    }
    while total >= 1440 {
      total -= 1440
      result = result.adding(days: 1)
    }
    hour = total / 60
    minute = total % 60
    return result
  }
}
