// Owns the figures by which a dossier is judged: how much of it is supported, by how many independent
// sources, and what is left to do; and the bounds that the dossier sets itself.

package import Diagnostics
package import DossierModel
import Markdown

/// The coverage of a dossier on a day.
package struct Audit: Sendable {
  /// A sentence of a chapter that nothing supports.
  package struct BareSentence: Sendable {
    /// The chapter.
    package let chapter: ChapterID
    /// The sentence.
    package let span: Span
  }

  /// A bound of `dossier.yaml` that is missed.
  package struct Failure: Hashable, Sendable {
    /// The key of the bound.
    package let key: String
    /// The bound, as written.
    package let bound: Double
    /// The figure.
    package let figure: Double
    /// Where the bound is written.
    package let span: Span
  }

  /// The sentences of the chapters' paragraphs, lists and notes.
  package let sentenceCount: Int
  /// The sentences that hold a citation or a reference to a record that can show something.
  package let citedSentenceCount: Int
  /// The sentences that only another one of their paragraph, behind them, supports.
  package let carriedSentenceCount: Int
  /// The other sentences, in order.
  package let bareSentences: [BareSentence]
  /// The quotations, and how many are exact or normalised.
  package let quotations: (count: Int, verified: Int)
  /// The claims that need a witness: all with a verdict that decides, but those the law shows.
  package let witnessedClaimCount: Int
  /// The independent sources of these claims, added up.
  package let independentSourceCount: Int
  /// The claims with a single independent source.
  package let singleSourceClaims: [ClaimID]
  /// The claims that rest on unreliable sources and copies alone.
  package let unreliableClaims: [ClaimID]
  /// The claims that nothing supports, and that need it.
  package let unsupportedClaims: [ClaimID]
  /// What is left to verify: open points, records and notes.
  package let toVerifyCount: Int
  /// The dates of review, and those that have passed.
  package let reviews: (count: Int, overdue: Int)
  /// The bounds that are missed.
  package private(set) var failures: [Failure]

  /// The share of sentences with evidence, in percent; 100 for a dossier without sentences.
  package var supportedShare: Double {
    Self.share(citedSentenceCount + carriedSentenceCount, of: sentenceCount)
  }
  /// The share of quotations that are as in their source, in percent.
  package var verifiedShare: Double { Self.share(quotations.verified, of: quotations.count) }
  /// The independent sources per claim that needs a witness.
  package var sourcesPerClaim: Double {
    witnessedClaimCount == 0 ? 0 : Double(independentSourceCount) / Double(witnessedClaimCount)
  }

  /// Examines a dossier.
  ///
  /// - Complexity: O(n) in the size of the dossier.
  package init(_ dossier: Dossier, options: CheckOptions) {
    var sentences = SentenceCount()
    for (id, chapter) in zip(dossier.chapters.ids, dossier.chapters) {
      sentences.add(chapter.body, of: id)
    }
    sentenceCount = sentences.count
    citedSentenceCount = sentences.cited
    carriedSentenceCount = sentences.carried
    bareSentences = sentences.bare

    var assessor = QuotationAssessor(dossier, archive: options.archive)
    let outcomes = dossier.quotations.ids.map { assessor.assess($0).outcome }
    quotations = (outcomes.count, outcomes.count { $0 == .exact || $0 == .normalised })

    let origins = SourceOrigins(dossier.sources)
    var witnessed = 0
    var independent = 0
    var single: [ClaimID] = []
    var unreliable: [ClaimID] = []
    var unsupported: [ClaimID] = []
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) where claim.needsWitness {
      witnessed += 1
      // What speaks against a claim shows its verdict as well.
      let support = claim.support(in: dossier) + claim.evidence.opposing
      let roots = origins.independent(support)
      independent += roots.count
      if roots.isEmpty { unsupported.append(id) }
      if roots.count == 1 { single.append(id) }
      let known = support.compactMap { dossier.sources[$0] }
      if !known.isEmpty, known.allSatisfy(\.isUnreliable) { unreliable.append(id) }
    }
    witnessedClaimCount = witnessed
    independentSourceCount = independent
    singleSourceClaims = single
    unreliableClaims = unreliable
    unsupportedClaims = unsupported
    toVerifyCount = Self.toVerifyCount(dossier)
    reviews = (
      dossier.reviews.count, EvidenceReport.overdue(dossier, on: options.buildDate).count
    )
    failures = []
    failures = Self.failures(of: self, dossier.settings.audit)
  }

  private static func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 100 : Double(part) * 100 / Double(whole)
  }

  private static func toVerifyCount(_ dossier: Dossier) -> Int {
    var count = dossier.openPoints.count
    count += dossier.actors.reduce(0) { $0 + $1.toVerify.count }
    count += dossier.events.count { $0.status == .toVerify }
    count += dossier.provisions.count { $0.status == .toVerify }
    count += dossier.provisions.flatMap(\.versions).count { $0.status == .toVerify }
    count += dossier.sources.count { $0.status == .toVerify }
    count += dossier.quotations.count { $0.status == .toVerify }
    count += dossier.claims.count { $0.verdict.value == .toVerify || $0.status == .toVerify }
    return count
  }

  private static func failures(of audit: Audit, _ bounds: AuditThresholds?) -> [Failure] {
    guard let bounds else { return [] }
    var failures: [Failure] = []
    func atLeast(_ key: String, _ bound: Located<Double>?, _ figure: Double) {
      if let bound, figure < bound.value {
        failures.append(Failure(key: key, bound: bound.value, figure: figure, span: bound.span))
      }
    }
    func atMost(_ key: String, _ bound: Located<Int>?, _ figure: Int) {
      if let bound, figure > bound.value {
        failures.append(
          Failure(key: key, bound: Double(bound.value), figure: Double(figure), span: bound.span))
      }
    }
    atLeast("min-supported-sentences", bounds.minSupportedSentences, audit.supportedShare)
    atLeast("min-verified-quotations", bounds.minVerifiedQuotations, audit.verifiedShare)
    atLeast("min-sources-per-claim", bounds.minSourcesPerClaim, audit.sourcesPerClaim)
    atMost("max-single-source-claims", bounds.maxSingleSourceClaims, audit.singleSourceClaims.count)
    atMost("max-unreliable-claims", bounds.maxUnreliableClaims, audit.unreliableClaims.count)
    atMost("max-to-verify", bounds.maxToVerify, audit.toVerifyCount)
    atMost("max-overdue", bounds.maxOverdue, audit.reviews.overdue)
    return failures
  }
}

extension Claim {
  /// Whether the verdict decides what somebody must have seen: what the law shows, an opinion and what
  /// is open need no witness.
  fileprivate var needsWitness: Bool {
    switch verdict.value {
    case .established, .exact, .inexact, .partly: laws.isEmpty
    case .open, .opinion, .announcementKept, .attributed, .malformed, .toVerify: false
    }
  }
}

/// The sentences of chapters and what supports them.
private struct SentenceCount {
  var count = 0
  var cited = 0
  var carried = 0
  var bare: [Audit.BareSentence] = []

  /// Counts the sentences of a text. Headings, captions and cells of tables say nothing by
  /// themselves; what stands between two ends of sentences without a word is none.
  mutating func add(_ document: MarkdownDocument, of chapter: ChapterID) {
    for block in document.proseBlocks {
      switch block.kind {
      case .paragraph, .listItem, .footnote: break
      case .heading, .cell, .other: continue
      }
      let ranges = Self.sentences(block.text)
      if ranges.isEmpty { continue }
      // A reference to a person, a term or another chapter names and does not show.
      let shows = block.references.filter {
        !["actor", "term", "chapter"].contains(document.references[$0.index].kind)
      }
      let places = (shows + block.citations).map(\.offset).sorted()
      count += ranges.count
      let last = places.last
      for range in ranges {
        if places.contains(where: { range.contains($0) || $0 == range.upperBound }) {
          cited += 1
        } else if let last, last >= range.upperBound {
          carried += 1
        } else {
          bare.append(Audit.BareSentence(chapter: chapter, span: block.span(of: range)))
        }
      }
    }
  }

  /// The sentences of a block: they end with a stop, and what follows before the next word belongs to
  /// them, as a citation behind the stop does.
  private static func sentences(_ text: [UInt8]) -> [Range<Int>] {
    let tokens = ProseTokens(text)
    var ranges: [Range<Int>] = []
    var start: Int?
    var hasWord = false
    for index in tokens.tokens.indices {
      let token = tokens.tokens[index]
      if start == nil { start = token.range.lowerBound }
      if token.kind == .word { hasWord = true }
      let isStop = token.kind == .sign && ["!", "?", "…", "."].contains(token.text)
      guard isStop, tokens.endsSentence(at: index, in: text) else { continue }
      if hasWord, let from = start {
        ranges.append(from..<token.range.upperBound)
        start = nil
        hasWord = false
      }
    }
    if hasWord, let start { ranges.append(start..<text.count) }
    // What stands between two sentences belongs to the one before.
    for index in ranges.indices.dropLast() {
      ranges[index] = ranges[index].lowerBound..<ranges[index + 1].lowerBound
    }
    if let last = ranges.indices.last { ranges[last] = ranges[last].lowerBound..<text.count }
    return ranges
  }
}
