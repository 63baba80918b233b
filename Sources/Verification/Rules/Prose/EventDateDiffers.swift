// R0705: a date written right beside a reference to an event is a date of the event.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "le 3 janvier 2026 ([[event:e-03]])" is warned of when the event is of 2 January.
  ///
  /// The date stands inside the label of the reference, or next to it with nothing but brackets,
  /// commas and small words between; what lies further off may date something else.
  static let eventDateDiffers = Rule(
    .eventDateDiffers, .prose, reads: "dates beside references to events in prose"
  ) { context, bag in
    let events = context.dossier.events
    for signed in context.signedBlocks where !signed.dates.isEmpty {
      let block = signed.block
      let references = signed.text.document.references
      let anchors = block.references.filter { references[$0.index].kind == "event" }
      if anchors.isEmpty { continue }
      let dates = signed.dates
      let skipped = signed.skipped
      for anchor in anchors {
        let reference = references[anchor.index]
        guard let event = events[slug: reference.id] else { continue }
        let label = BesideReference.range(of: reference, at: anchor.offset, in: block.text)
        let others = block.references.filter { $0.offset != anchor.offset }.map(\.offset)
        for date in dates where !skipped.contains(where: { $0.overlaps(date.range) }) {
          guard BesideReference.belongs(date.range, to: label, in: block.text, others: others),
            !event.date.value.mayBe(date)
          else { continue }
          bag.add(
            .eventDateDiffers(
              String(decoding: block.text[date.range], as: UTF8.self), event: event.slug,
              eventDate: event.date.value, at: block.span(of: date.range), other: event.date.span))
        }
      }
    }
  }
}

/// What stands beside a reference in a block of prose.
enum BesideReference {
  /// Where the label of a reference stands in the text of its block: from its offset, as many
  /// scalars that are no spaces as the label has. Typography changes spaces only in number and kind.
  static func range(
    of reference: MarkdownReference, at offset: Int, in bytes: [UInt8]
  ) -> Range<Int> {
    guard let label = reference.label else { return offset..<min(offset + 3, bytes.count) }
    let labelBytes = Array(label.utf8)
    var wanted = 0
    var index = 0
    while index < labelBytes.count {
      if let width = ProseBytes.spaceWidth(labelBytes, at: index) {
        index += width
      } else {
        if labelBytes[index] & 0xC0 != 0x80 { wanted += 1 }
        index += 1
      }
    }
    var end = offset
    while end < bytes.count {
      if let width = ProseBytes.spaceWidth(bytes, at: end) {
        if wanted == 0 { break }
        end += width
        continue
      }
      if bytes[end] & 0xC0 != 0x80 {
        if wanted == 0 { break }
        wanted -= 1
      }
      end += 1
    }
    return offset..<end
  }

  /// Whether a reference is given as evidence of what is said: in the margin, with words of the
  /// sentence as its label, or alone in brackets. Elsewhere the sentence speaks of the record.
  static func isEvidence(
    _ reference: MarkdownReference, at offset: Int, in bytes: [UInt8]
  ) -> Bool {
    if reference.label != nil { return true }
    // U+FFFC stands for a reference without label and for a citation.
    func skipsTo(_ wanted: UInt8, from start: Int, by step: Int) -> Bool {
      var index = start
      while bytes.indices.contains(index) {
        switch bytes[index] {
        case wanted: return true
        case 0x20, 0x2C, 0x3B, 0xC2, 0xA0, 0xEF, 0xBF, 0xBC: index += step
        default: return false
        }
      }
      return false
    }
    return skipsTo(UInt8(ascii: "("), from: offset - 1, by: -1)
      && skipsTo(UInt8(ascii: ")"), from: offset, by: 1)
  }

  /// Whether a range lies in a label, or next to it with nothing but small words between.
  static func belongs(
    _ range: Range<Int>, to label: Range<Int>, in bytes: [UInt8], others: [Int]
  ) -> Bool {
    if label.contains(range.lowerBound) { return true }
    let between: Range<Int>
    if range.upperBound <= label.lowerBound {
      between = range.upperBound..<label.lowerBound
    } else if label.upperBound <= range.lowerBound {
      between = label.upperBound..<range.lowerBound
    } else {
      return false
    }
    guard between.count <= 8, !others.contains(where: between.contains) else { return false }
    let tokens = ProseTokens(Array(bytes[between])).tokens
    if range.upperBound <= label.lowerBound {
      // "le 3 janvier 2026 ([[event:e-03]])"
      return tokens.map(\.text) == ["("]
    }
    // "[[event:e-03|la saisine]] du 3 janvier 2026", "… (3 janvier 2026)"
    let words = tokens.map(\.text)
    return words == ["du"] || words == ["le"] || words == ["("] || words == ["of"]
      || words == ["on"] || words == [",", "le"] || words == ["(", "le"]
  }
}

extension DateValue {
  /// Whether a date in prose can be a day of this one; a month or a year says nothing of the day.
  fileprivate func mayBe(_ date: ProseDate) -> Bool {
    guard (1...12).contains(date.month) else { return true }
    if isUncertain || isApproximate { return true }
    guard let first = earliest, let last = latest else { return true }
    let years = date.year.map { [$0] } ?? Array(first.year...max(first.year, last.year))
    let days = years.prefix(50).compactMap {
      CivilDate(year: $0, month: date.month, day: date.day)
    }
    // A day that the calendar does not have is a fault of its own.
    return days.isEmpty || days.contains { $0 >= first && $0 <= last }
  }
}
