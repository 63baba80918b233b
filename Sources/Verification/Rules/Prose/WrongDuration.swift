// R0701: a duration written beside an interval is as long as the interval.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "11 jours" beside "du 29 décembre au 9 janvier" is warned of: both included, these are 12.
  ///
  /// A duration counts when it stands at most six words from the interval, in the same sentence.
  static let wrongDuration = Rule(
    .wrongDuration, .prose, reads: "intervals of days and durations in prose"
  ) { context, bag in
    let isEnglish = context.dossier.settings.language == .english
    for signed in context.signedBlocks where !signed.dates.isEmpty {
      let block = signed.block
      let dates = signed.dates
      let intervals = ProseInterval.all(among: dates, in: block.text)
      if intervals.isEmpty { continue }
      let tokens = ProseTokens(block.text)
      let skipped = signed.skipped
      for interval in intervals where !skipped.contains(where: { $0.overlaps(interval.range) }) {
        for duration in near(interval, tokens, block.text, isEnglish: isEnglish)
        where !duration.fits(interval) && !skipped.contains(where: { $0.overlaps(duration.range) })
        {
          bag.add(
            .wrongDuration(
              String(decoding: block.text[duration.range], as: UTF8.self), interval: interval,
              at: block.span(of: duration.range), other: block.span(of: interval.range)))
        }
      }
    }
  }

  /// The durations at most six words before or behind an interval, in its sentence.
  private static func near(
    _ interval: ProseInterval, _ tokens: ProseTokens, _ text: [UInt8], isEnglish: Bool
  ) -> [ProseDuration] {
    let all = tokens.tokens
    let first = all.firstIndex { $0.range.lowerBound >= interval.range.lowerBound } ?? 0
    let last = all.firstIndex { $0.range.lowerBound >= interval.range.upperBound } ?? all.count
    var found: [ProseDuration] = []
    var index = first - 1
    while index >= 0, index >= first - 8, !tokens.endsSentence(at: index, in: text) { index -= 1 }
    var cursor = max(0, index + 1)
    while cursor < first {
      if let duration = ProseDuration.read(tokens, at: cursor, isEnglish: isEnglish),
        duration.tokens.upperBound <= first
      {
        found.append(duration)
        cursor = duration.tokens.upperBound
      } else {
        cursor += 1
      }
    }
    cursor = last
    while cursor < min(all.count, last + 6), !tokens.endsSentence(at: cursor, in: text) {
      if let duration = ProseDuration.read(tokens, at: cursor, isEnglish: isEnglish) {
        found.append(duration)
        cursor = duration.tokens.upperBound
      } else {
        cursor += 1
      }
    }
    return found
  }
}
