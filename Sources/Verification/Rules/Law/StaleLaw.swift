// R0313: what the dossier concluded from a version of the law is marked once that version is no longer
// the one that applies.

import Diagnostics
import DossierModel

extension Rule {
  /// A conclusion of law is judged again once the law it read has changed.
  static let staleConclusion = Rule(
    .staleConclusion, .law,
    reads: "`laws`, `law-date` and `law-read` of statements and chapters, versions, the build day"
  ) { context, bag in
    let dossier = context.dossier
    for stale in StaleConclusion.all(in: dossier, on: context.options.buildDate) {
      let provision = dossier.provisions[stale.provision]
      let read = provision.versions[stale.readVersion]
      let what: Wording
      let span: Span
      switch stale.owner {
      case .claim(let id):
        let claim = dossier.claims[id]
        what = Wording(
          "the verdict on `\(claim.slug)`", fr: "le verdict sur `\(claim.slug)`")
        span = claim.lawDate?.span ?? claim.verdict.span
      case .chapter(let id):
        let chapter = dossier.chapters[id]
        what = Wording("the chapter `\(chapter.slug)`", fr: "le chapitre `\(chapter.slug)`")
        span = chapter.lawDate?.span ?? chapter.idSpan
      default: continue
      }
      let current = stale.currentVersion.map { provision.versions[$0] }
      if stale.isCorrected, let current {
        bag.add(
          .correctedLaw(
            what, law: provision.slug, read: read.id.value, day: stale.lawDate,
            now: current.id.value, at: span,
            version: (current.published ?? current.adopted ?? current.inForce).span))
        continue
      }
      bag.add(
        .staleConclusion(
          what, law: provision.slug, read: read.id.value, day: stale.lawDate,
          now: current.map {
            Wording("now version `\($0.id.value)`", fr: "à présent la version `\($0.id.value)`")
          } ?? Wording("no longer in force", fr: "n'est plus en vigueur"), at: span,
          version: (current.map { $0.applicable ?? $0.inForce } ?? read.until ?? read.inForce).span)
      )
    }
  }
}
