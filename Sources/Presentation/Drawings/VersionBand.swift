// The versions of a provision as a band: one segment a version, at widths that stay readable.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  /// The geometry of the band.
  ///
  /// Widths follow the square root of the time a version lasted, so that thirty years and six months
  /// both stay visible; the list beside the drawing gives the dates.
  func versionBand(_ provision: Provision) -> Value {
    struct Stretch {
      let index: Int
      let start: CivilDate
      let end: CivilDate?
    }
    let stretches = provision.versions.indices.compactMap { index -> Stretch? in
      let version = provision.versions[index]
      guard let start = version.inForce.value.earliest else { return nil }
      return Stretch(index: index, start: start, end: version.until?.value.earliest)
    }.sorted { $0.start < $1.start }
    let asOf = dossier.settings.asOf.value
    let horizon = max(asOf, stretches.last?.start ?? asOf).adding(days: 365)
    let weights = stretches.enumerated().map { position, stretch -> Double in
      let next = position + 1 < stretches.count ? stretches[position + 1].start : horizon
      let days = max(1, stretch.start.days(until: min(stretch.end ?? next, next)))
      return Double(days).squareRoot()
    }
    let total = weights.reduce(0, +)
    let width = 796.0
    let minimum = min(110.0, width / Double(max(1, stretches.count)))
    let spare = max(0, width - minimum * Double(stretches.count))
    var x = 2.0
    var segments: [Value] = []
    var markX: Double?
    let current = checked.law(
      dossier.provisions.id(of: provision.slug) ?? ProvisionID(raw: 0), on: lawDate
    ).applicable
    for (position, stretch) in stretches.enumerated() {
      let length = minimum + (total > 0 ? spare * weights[position] / total : 0)
      let next = position + 1 < stretches.count ? stretches[position + 1].start : horizon
      if asOf >= stretch.start, asOf < next || position == stretches.count - 1 {
        let share =
          Double(stretch.start.days(until: asOf))
          / Double(max(1, stretch.start.days(until: next)))
        markX = x + length * min(1, max(0, share))
      }
      let version = provision.versions[stretch.index]
      let isOpen = stretch.end == nil
      let left = Int(x.rounded())
      let right = Int((x + length).rounded())
      segments.append(
        record(
          "BandSegment",
          [
            "x": count(left), "width": count(right - left), "open": .bool(isOpen),
            "path": .string("M\(left) 36H\(right - 14)L\(right) 51L\(right - 14) 66H\(left)z"),
            "current": .bool(stretch.index == current),
            "text_x": count(left + 9), "name": .string(versionName(provision, stretch.index)),
            "date": .string(presenter.dates.text(version.inForce.value, .short)),
            // Narrow segments alternate between two lines, so that dates never meet.
            "date_x": count(left), "date_y": count(minimum < 108 && position % 2 == 1 ? 110 : 94),
          ]))
      x += length
    }
    let mark = markX.map { position -> Value in
      let place = Int(position.rounded())
      let isRight = place > 410
      return record(
        "BandMark",
        [
          "x": count(place), "text_x": count(isRight ? place + 4 : place - 4),
          "anchor": .string(isRight ? "fin" : ""),
          "label": .string(words("provision.closed_on", presenter.dates.text(asOf, .short))),
        ])
    }
    let sentences = stretches.map { stretch -> String in
      let version = provision.versions[stretch.index]
      let name = versionName(provision, stretch.index)
      guard let until = version.until else {
        return words("provision.band_open", name, presenter.dates.since(version.inForce.value))
      }
      return words(
        "provision.band_closed", name,
        presenter.dates.between(version.inForce.value, until.value))
    }
    return record(
      "Band",
      [
        "title": .string(words("provision.band_title", heading(provision))),
        "description": .string(
          (sentences + [words["provision.band_note"]]).joined(separator: " ")),
        "segments": .list(segments), "mark": mark ?? .none,
      ])
  }
}
