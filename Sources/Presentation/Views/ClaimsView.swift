// All statements that the dossier examined, by nature, each with a permanent address.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  func claimsPage() -> PageContent {
    var content = PageContent(
      heading: words["claims.title"],
      description: words.counted("claims.description", wholeClaimCount))
    let bearers = quotationBearers()
    var groups: [Value] = []
    for nature in ClaimNature.allCases {
      let ids = dossier.claims.ids.filter { dossier.claims[$0].nature == nature }
      if ids.isEmpty { continue }
      let title = words["claims.natures.\(nature.key)"]
      let fragment = "n-\(nature.key)"
      content.toc.append(TocEntry(label: title, fragment: fragment))
      groups.append(
        record(
          "ClaimGroup",
          [
            "id": .string(fragment), "title": .string(title),
            "claims": .list(ids.map { claim($0, bearers: bearers) }),
          ]))
    }
    content.variables = [("groups", .list(groups)), ("tally", .list(verdictTally()))]
    return content
  }

  /// How many statements each verdict has, most frequent first.
  private func verdictTally() -> [Value] {
    var counts: [Verdict: Int] = [:]
    for claim in dossier.claims { counts[claim.verdict.value, default: 0] += 1 }
    let order = Verdict.allCases.filter { counts[$0] != nil }
    return order.compactMap { verdict in
      guard let count = counts[verdict] else { return nil }
      let drawn = dossier.claims.filter { $0.verdict.value == verdict }.map { Sign($0) }
      guard let sample = drawn.first else { return nil }
      // The shape says the nature: statements of several natures share only the filling.
      let isOneNature = drawn.allSatisfy { $0.style == sample.style }
      let style = isOneNature ? sample.style : Sign.filling(verdict)
      return record(
        "VerdictTally", ["sign": sign(Sign(style, sample.word)), "count": self.count(count)])
    }
  }

  /// Who spoke, left out where it is only the publisher of the source named just after.
  private func speakers(_ claim: Claim) -> [Reference<Actor>] {
    let publisher = dossier.sources[claim.source]?.publisher
    return claim.speakers.filter { dossier.actors[$0]?.name != publisher }
  }

  /// The statement that prints each quotation: the whole one before its parts, else the first.
  private func quotationBearers() -> [QuotationID: ClaimID] {
    var bearers: [QuotationID: ClaimID] = [:]
    for id in dossier.claims.ids {
      guard let quotation = dossier.claims[id].quotation.flatMap({ dossier.quotations.id(of: $0) })
      else { continue }
      if let known = bearers[quotation],
        dossier.claims[known].parent == nil || dossier.claims[id].parent != nil
      {
        continue
      }
      bearers[quotation] = id
    }
    return bearers
  }

  /// How many sources say so, copies counted with what they repeat: `2 sources indépendantes`.
  func independentSources(_ references: [Reference<Source>]) -> Value {
    let count = presenter.origins.independent(references).count
    return count == 0 ? .none : .string(words.counted("source.independent", count))
  }

  /// What has changed in the law since a conclusion read it, a provision each.
  func staleNotes(_ key: EntityKey) -> [Value] {
    (presenter.staleConclusions[key] ?? []).map { conclusion in
      let provision = dossier.provisions[conclusion.provision]
      return record(
        "StaleNote",
        [
          "ref": ref(.provision(conclusion.provision)),
          "read": .string(versionName(provision, conclusion.readVersion)),
          "law_date": date(conclusion.lawDate),
          "current": text(conclusion.currentVersion.map { versionName(provision, $0) }),
        ])
    }
  }

  /// What is known of the answer of those whom a statement accuses.
  func reply(_ claim: Claim) -> Value {
    guard let known = claim.reply else { return .none }
    return record(
      "Reply",
      [
        "sign": sign(Sign(known.status.value)), "event": ref(known.event),
        "text": inline(known.text), "requested": date(known.requested),
        "received": date(known.received),
      ])
  }

  private func claim(_ id: ClaimID, bearers: [QuotationID: ClaimID]) -> Value {
    let claim = dossier.claims[id]
    let key = EntityKey.claim(id)
    let quotation = claim.quotation.flatMap { dossier.quotations.id(of: $0) }
    // A quotation is printed once; the other statements drawn from it lead there.
    let bearer = quotation.flatMap { bearers[$0] }
    let quoted = bearer == id ? quotation : nil
    return record(
      "Claim",
      [
        "id": .string(claim.slug), "cote": .string(mark(key)), "url": .string("#" + claim.slug),
        "text": inline(claim.text),
        "quote": text(quoted.map { dossier.quotations[$0].text.value }),
        "quote_sign": sign(quoted.map { Sign(dossier.quotations[$0]) }),
        "quote_url": quotation.map { address(presenter.route(.quotation($0))) } ?? .none,
        "quote_mark": text(quotation.map { mark(.quotation($0)) }),
        "quote_at": bearer.map { .string("#" + dossier.claims[$0].slug) } ?? .none,
        "why": inline(claim.why), "nature": .string(words["claim.nature.\(claim.nature.key)"]),
        "parent": ref(claim.parent), "laws": refs(laws: claim.laws), "about": refs(claim.about),
        "events": refs(claim.events), "reply": reply(claim), "sign": sign(Sign(claim)),
        "speakers": refs(speakers(claim)), "date": date(claim.date), "source": ref(claim.source),
        "line": claim.line.map { count($0) } ?? .none,
        "supporting": refs(claim.evidence.supporting),
        "opposing": refs(claim.evidence.opposing),
        "independent": independentSources(claim.support(in: dossier)),
        "stale": .list(staleNotes(key)), "law_date": date(claim.lawDate?.value),
        "cited": cited(
          key, roles: [.mention, .parent, .eventClaim, .quotationClaim, .limitClaim]),
      ])
  }
}
