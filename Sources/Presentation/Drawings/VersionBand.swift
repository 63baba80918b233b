// The versions of a provision as a band: one bar a version over a scale of their dates, on which each
// stretch stays wide enough to read.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  /// What is drawn of one version: a full bar while it applies, a dashed one before.
  private struct Stretch {
    let index: Int
    /// The day it entered into force.
    let inForce: CivilDate
    /// The day it began to apply.
    let start: CivilDate
    /// The day it ended, where that is known.
    let until: CivilDate?
    /// The day up to which the dossier knows that it applies unchanged.
    let known: CivilDate
  }

  /// Places days from left to right: the width between two dates follows the square root of the time,
  /// so that thirty years and six months both stay visible; the list beside gives the dates.
  private struct Scale {
    private let days: [CivilDate]
    private let places: [Double]

    init(_ days: [CivilDate]) {
      self.days = days
      let weights = zip(days, days.dropFirst()).map {
        Double(max(1, $0.days(until: $1))).squareRoot()
      }
      let width = 796.0
      let least = min(104.0, width / Double(max(1, weights.count)))
      let spare = max(0, width - least * Double(weights.count))
      let total = max(1, weights.reduce(0, +))
      var x = 2.0
      var places = [x]
      for weight in weights {
        x += least + spare * weight / total
        places.append(x)
      }
      self.places = places
    }

    func place(_ day: CivilDate) -> Int {
      guard let next = days.firstIndex(where: { $0 > day }) else { return Int(places.last ?? 2) }
      guard next > 0 else { return Int(places[0]) }
      let share =
        Double(days[next - 1].days(until: day))
        / Double(max(1, days[next - 1].days(until: days[next])))
      return Int((places[next - 1] + (places[next] - places[next - 1]) * share).rounded())
    }
  }

  private func stretches(_ provision: Provision) -> [Stretch] {
    let settings = dossier.settings
    return provision.versions.indices.compactMap { index -> Stretch? in
      let version = provision.versions[index]
      guard let inForce = version.inForce.value.earliest else { return nil }
      let start = version.firstApplicableDay ?? inForce
      // A version that was not read again is sure only to the day on which the law was read.
      let read = version.verified?.value.latest ?? settings.asOf.value
      let known =
        version.status == .toVerify && version.verified == nil ? settings.lawDate.value : read
      return Stretch(
        index: index, inForce: inForce, start: max(start, inForce),
        until: version.until?.value.earliest, known: known)
    }.sorted { $0.start < $1.start }
  }

  /// The time between entry into force and application, said in words.
  private func pendingBar(_ stretch: Stretch, _ scale: Scale) -> Value {
    let left = scale.place(stretch.inForce)
    return record(
      "BandPending",
      [
        "x": count(left), "end": count(scale.place(stretch.start)),
        "word": .string(LawState.inForce.wording(dossier.settings.language)),
      ])
  }

  /// The geometry of the band.
  func versionBand(_ provision: Provision) -> Value {
    let stretches = stretches(provision)
    let asOf = dossier.settings.asOf.value
    let starts = stretches.map(\.start)
    let horizon = max(asOf, starts.last ?? asOf).adding(days: 365)
    let pending = stretches.filter { $0.inForce < $0.start }.map(\.inForce)
    let ends = stretches.compactMap(\.until)
    let days = Set(starts + pending + ends + [horizon]).sorted()
    let scale = Scale(days)
    let labels = Set(starts).sorted()
    let isTight = zip(labels, labels.dropFirst()).contains {
      scale.place($1) - scale.place($0) < 108
    }
    let current = checked.law(
      dossier.provisions.id(of: provision.slug) ?? ProvisionID(raw: 0), on: lawDate
    ).applicable
    let segments = stretches.map { stretch -> Value in
      let version = provision.versions[stretch.index]
      let left = scale.place(stretch.start)
      let right = scale.place(stretch.until ?? horizon)
      let sure = max(left, min(right, scale.place(min(stretch.known, horizon))))
      let isCurrent = stretch.index == current && sure > left + 40
      let row = (labels.firstIndex(of: stretch.start) ?? 0) % 2
      return record(
        "BandSegment",
        [
          "x": count(left), "width": count(sure - left),
          "open": .bool(sure < right && stretch.until == nil),
          "path": .string("M\(sure) 46H\(right - 14)L\(right) 61L\(right - 14) 76H\(sure)"),
          "rest_x": count(sure), "rest_width": count(stretch.until == nil ? 0 : right - sure),
          "current": .bool(isCurrent), "text_x": count(left + 9),
          "name": .string(versionName(provision, stretch.index)),
          "date": .string(
            presenter.dates.text((version.applicable ?? version.inForce).value, .short)),
          // Narrow bars alternate between two lines, so that dates never meet.
          "date_x": count(left), "date_y": count(isTight && row == 1 ? 120 : 104),
          "pending": stretch.inForce < stretch.start ? pendingBar(stretch, scale) : .none,
        ])
    }
    let place = scale.place(asOf)
    let isRight = place > 410
    let mark = record(
      "BandMark",
      [
        "x": count(place), "text_x": count(isRight ? place - 4 : place + 4),
        "anchor": .string(isRight ? "fin" : ""),
        "label": .string(words("provision.closed_on", presenter.dates.text(asOf, .short))),
      ])
    let sentences = stretches.map { stretch -> String in
      let version = provision.versions[stretch.index]
      let name = versionName(provision, stretch.index)
      let start = (version.applicable ?? version.inForce).value
      guard let until = version.until else {
        return words("provision.band_open", name, presenter.dates.since(start))
      }
      return words(
        "provision.band_closed", name,
        presenter.dates.between(start, until.value))
    }
    return record(
      "Band",
      [
        "title": .string(words("provision.band_title", heading(provision))),
        "description": .string(
          (sentences + [words["provision.band_note"]]).joined(separator: " ")),
        "segments": .list(segments), "mark": segments.isEmpty ? .none : mark,
      ])
  }
}
