// R0103: `[[law:id@day]]` names a day on which a version of the law applied.

import Diagnostics
import DossierModel

extension Rule {
  /// The day behind `@` is one on which the law applied.
  static let noVersionOnDay = Rule(
    .noVersionOnDay, .references, reads: "the day behind `@` in references to laws"
  ) { context, bag in
    for reference in context.references {
      guard let text = reference.date, let target = reference.target else { continue }
      let span = reference.dateSpan ?? reference.span
      guard reference.kindWord == "law" else {
        bag.add(.dateOnOther(reference.kindWord, at: span))
        continue
      }
      let day: CivilDate
      do throws(DateFault) {
        day = try CivilDate.parse(text)
      } catch {
        bag.add(.unreadableLawDate(text, reason: error.reason, at: span))
        continue
      }
      switch target {
      case .provision(let id):
        let provision = context.dossier.provisions[id]
        let known = max(day, context.options.buildDate)
        if LawAtDate(provision, on: day, known: known).applicable == nil {
          bag.add(
            .noVersionOnDay(
              provision.slug, day: day, at: span, law: provision.idSpan,
              versions: provision.versionNotes))
        }
      case .instrument(let id):
        let instrument = context.dossier.instruments[id]
        let state = instrument.state(on: day)
        if state != .applicable {
          bag.add(
            .noVersionOnDay(
              instrument.slug, day: day, at: span, law: instrument.idSpan,
              versions: [
                Wording(
                  "on that day it was \(state.wording(.english))",
                  fr: "ce jour-là, il était \(state.wording(.french))")
              ]))
        }
      default: continue
      }
    }
  }
}

extension Provision {
  /// One line a version with its dates, for messages.
  var versionNotes: [Wording] {
    versions.map { version in
      var english = "version `\(version.id.value)`: in force from \(version.inForce.value)"
      var french = "version `\(version.id.value)` : en vigueur au \(version.inForce.value)"
      if let applicable = version.applicable?.value {
        english += ", applicable from \(applicable)"
        french += ", applicable au \(applicable)"
      }
      if let until = version.until?.value {
        english += " until before \(until)"
        french += ", jusqu'avant le \(until)"
      }
      return Wording(english, fr: french)
    }
  }
}
