// Owns the nodes of records in the words of schema.org, one kind after the other. A value that the
// dossier does not know is left out.

import DossierModel
import Verification

extension GraphSheet {
  /// Writes what programs learn of a record, on the page where it lives.
  func write(_ key: EntityKey, to writer: inout JSONWriter) {
    writer.member("@type", LinkedData.type(of: key, in: dossier))
    write(nameOf: key, to: &writer)
    switch key {
    case .actor(let id): write(dossier.actors[id], to: &writer)
    case .event(let id): write(dossier.events[id], to: &writer)
    case .instrument(let id): write(dossier.instruments[id], to: &writer)
    case .provision(let id): write(id, to: &writer)
    case .source(let id): write(dossier.sources[id], to: &writer)
    case .quotation(let id): write(dossier.quotations[id], to: &writer)
    case .claim(let id): write(dossier.claims[id], to: &writer)
    case .correction(let id): write(dossier.corrections[id], to: &writer)
    case .term(let id): write(dossier.glossary[id], to: &writer)
    case .chapter(let id): write(id, to: &writer)
    case .archivedDocument(let id): write(dossier.archivedDocuments[id], to: &writer)
    case .contradiction, .limit, .measure, .openPoint: break
    }
  }

  // MARK: - Persons

  private func write(_ actor: Actor, to writer: inout JSONWriter) {
    writer.member("name", actor.name)
    writer.member("description", line(actor.description))
    if !actor.links.isEmpty {
      writer.key("sameAs")
      writer.list(actor.links.map(\.url))
    }
    let tenures =
      actor.roles.map {
        Tenure(name: $0.title, of: $0.organisation, in: nil, from: $0.from, to: $0.to)
      }
      + actor.memberships.map {
        Tenure(
          name: $0.capacity, of: $0.organisation, in: $0.group, from: $0.from, to: $0.to)
      }
    write(
      tenures.filter { $0.organisation != nil || $0.group != nil }, as: "memberOf",
      type: "OrganizationRole", to: &writer)
    // An office without an organisation is an occupation; only persons have one.
    if actor.kind == .person {
      write(
        tenures.filter { $0.organisation == nil && $0.group == nil }, as: "hasOccupation",
        type: "Role", to: &writer)
    }
    member("subjectOf", keys(actor.sources), isBare: true, to: &writer)
  }

  /// A time in an office or a group.
  private struct Tenure {
    let name: String?
    let organisation: Reference<Actor>?
    let group: String?
    let from: DateValue?
    let to: DateValue?

    init(
      name: String?, of organisation: Reference<Actor>?, in group: String?,
      from: Located<DateValue>?, to: Located<DateValue>?
    ) {
      self.name = name
      self.organisation = organisation
      self.group = group
      self.from = from?.value
      self.to = to?.value
    }
  }

  private func write(
    _ tenures: [Tenure], as property: String, type: String, to writer: inout JSONWriter
  ) {
    guard !tenures.isEmpty else { return }
    writer.key(property)
    writer.list { writer in
      for term in tenures {
        writer.object { writer in
          writer.member("@type", type)
          writer.member("roleName", term.name)
          writer.member("startDate", point(term.from))
          writer.member("endDate", point(term.to))
          if let organisation = term.organisation.flatMap({ dossier.actors.id(of: $0) }) {
            member(property, [.actor(organisation)], to: &writer)
          } else if let group = term.group {
            writer.key(property)
            writer.object {
              $0.member("@type", "Organization")
              $0.member("name", group)
            }
          } else if let name = term.name {
            writer.key(property)
            writer.object {
              $0.member("@type", "Occupation")
              $0.member("name", name)
            }
          }
        }
      }
    }
  }

  // MARK: - Facts

  private func write(_ event: Event, to writer: inout JSONWriter) {
    writer.member("name", line(event.title))
    writer.member("description", line(event.text))
    dates(event.date.value, start: "startDate", end: "endDate", to: &writer)
    if event.date.value.isAfter(data.checked.buildDate) {
      writer.member("eventStatus", "https://schema.org/EventScheduled")
    }
    member("contributor", keys(event.actors.map(\.actor)), to: &writer)
    member("about", keys(event.legalBasis + event.laws), isBare: true, to: &writer)
    member("subjectOf", keys(event.sources), isBare: true, to: &writer)
  }

  private func write(_ quotation: Quotation, to writer: inout JSONWriter) {
    let source = dossier.sources.id(of: quotation.source)
    let document = dossier.archivedDocuments[quotation.passage.document]
    writer.member("text", quotation.text.value)
    writer.member(
      "inLanguage",
      document?.language ?? source.flatMap { dossier.sources[$0].language }
        ?? settings.language.rawValue)
    writer.member("dateCreated", point(quotation.date?.value))
    member("creator", keys(quotation.speakers), to: &writer)
    member("isBasedOn", [source.map(EntityKey.source)], to: &writer)
  }

  private func write(_ claim: Claim, to writer: inout JSONWriter) {
    writer.member("identifier", claim.cote)
    writer.member("text", line(claim.text))
    writer.member("inLanguage", settings.language.rawValue)
    writer.member("dateCreated", point(claim.date?.value))
    member("author", keys(claim.speakers), to: &writer)
    member("about", keys(claim.about) + keys(claim.laws), isBare: true, to: &writer)
    member(
      "isPartOf", [claim.parent.flatMap { dossier.claims.id(of: $0).map(EntityKey.claim) }],
      isBare: true, to: &writer)
    member("appearance", keys([claim.source]), isBare: true, to: &writer)
    member(
      "citation", keys(claim.evidence.supporting + claim.evidence.opposing), isBare: true,
      to: &writer)
  }

  /// Writes the verdict on a statement as a rating of the published scale.
  func writeReview(of id: ClaimID, to writer: inout JSONWriter) {
    let claim = dossier.claims[id]
    writer.member("@type", "ClaimReview")
    writer.member("url", self.id(.claim(id)))
    writer.member("claimReviewed", line(claim.text))
    writer.member("inLanguage", settings.language.rawValue)
    writePublisher("author", to: &writer)
    writer.key("itemReviewed")
    writer.object { $0.member("@id", self.id(.claim(id))) }
    let verdict = claim.verdict.value
    guard let rating = LinkedData.rating(verdict) else { return }
    writer.key("reviewRating")
    writer.object { writer in
      writer.member("@type", "Rating")
      writer.key("ratingValue")
      writer.number(rating)
      writer.key("bestRating")
      writer.number(3)
      writer.key("worstRating")
      writer.number(1)
      writer.member(
        "alternateName",
        claim.verdictLabel ?? data.word("verdict.\(verdict.rawValue.replacing("-", with: "_"))"))
      writer.member("ratingExplanation", line(claim.why))
    }
  }

  // MARK: - Law

  private func write(_ instrument: Instrument, to writer: inout JSONWriter) {
    writer.member("name", instrument.title)
    writer.member("alternateName", instrument.short)
    let identifiers = instrument.identifiers
    let all = [
      identifiers.eli, identifiers.celex, identifiers.ecli, identifiers.nor, identifiers.jorftext,
      identifiers.legitext,
    ].compactMap { $0?.value }
    if !all.isEmpty {
      writer.key("legislationIdentifier")
      writer.list(all)
    }
    writer.member("legislationDate", point(instrument.date?.value))
    writer.member("datePublished", point(instrument.published?.value))
    if instrument.jurisdiction != .international {
      writer.member("legislationJurisdiction", instrument.jurisdiction.rawValue.uppercased())
    }
    writer.member("url", instrument.url)
    member("subjectOf", keys(instrument.sources), isBare: true, to: &writer)
  }

  private func write(_ id: ProvisionID, to writer: inout JSONWriter) {
    let provision = dossier.provisions[id]
    let instrument = dossier.instruments.id(of: provision.instrument)
    let place = data.place(of: .provision(id))
    writer.member("name", words(of: provision))
    writer.member("alternateName", provision.title)
    writer.member("description", line(provision.summary))
    member("isPartOf", [instrument.map(EntityKey.instrument)], to: &writer)
    writer.key("workExample")
    writer.list { writer in
      for version in provision.versions {
        writer.object { writer in
          writer.member("@type", "Legislation")
          // A version is an element of the page that the provision fills.
          if let place, place.fragment == nil {
            writer.member("@id", address(place.path, fragment: version.id.value))
          }
          writer.member("name", "\(words(of: provision)) (\(version.id.value))")
          write(version, to: &writer)
        }
      }
    }
  }

  private func write(_ version: ProvisionVersion, to writer: inout JSONWriter) {
    writer.member("legislationIdentifier", version.identifier?.value)
    writer.member("legislationDate", point(version.adopted?.value))
    writer.member("datePublished", point(version.published?.value))
    writer.member("legislationDateVersion", point(version.inForce.value))
    writer.member("legislationDateOfApplicability", point(version.applicable?.value))
    let isInForce = version.isInForce(on: data.checked.buildDate)
    writer.member(
      "legislationLegalForce",
      "https://schema.org/\(isInForce ? "InForce" : "NotInForce")")
    if let start = point(version.inForce.value) {
      let end = version.until.map { point($0.value) ?? "" } ?? ".."
      writer.member("temporalCoverage", "\(start)/\(end)")
    }
    writer.member("description", line(version.summary))
    member(
      "isBasedOn",
      [version.changedBy.flatMap { dossier.instruments.id(of: $0).map(EntityKey.instrument) }],
      to: &writer)
    member("subjectOf", keys(version.sources), isBare: true, to: &writer)
  }

  // MARK: - Documents

  private func write(_ source: Source, to writer: inout JSONWriter) {
    writer.member("name", source.title)
    writer.member("identifier", source.cote)
    if let author = source.author {
      writer.key("author")
      writer.object {
        $0.member("@type", "Person")
        $0.member("name", author)
      }
    }
    writer.key("publisher")
    writer.object {
      $0.member("@type", "Organization")
      $0.member("name", source.publisher)
    }
    writer.member("datePublished", point(source.date?.value))
    writer.member("inLanguage", source.language)
    writer.member("url", source.url?.value)
    member("isBasedOn", keys([source.copies].compactMap { $0 }), isBare: true, to: &writer)
    member("citation", keys(source.drawsOn), isBare: true, to: &writer)
  }

  private func write(_ document: ArchivedDocument, to writer: inout JSONWriter) {
    writer.member("name", document.title)
    writer.member("sha256", document.sha256.value)
    writer.member("contentSize", "\(document.size) B")
    writer.member("inLanguage", document.language)
    writer.member("datePublished", point(document.date?.value))
    writer.member("dateCreated", point(document.captured?.value))
  }

  private func write(_ id: ChapterID, to writer: inout JSONWriter) {
    let chapter = dossier.chapters[id]
    writer.member("headline", chapter.title)
    writer.member("description", line(chapter.description))
    writer.key("position")
    writer.number(chapter.number)
    writer.member("inLanguage", settings.language.rawValue)
    writer.member("dateModified", settings.lastChange.value.description)
    if let picture = data.picture { writer.member("image", address(picture)) }
    writePublisher("author", to: &writer)
    writePublisher(to: &writer)
    writer.key("isPartOf")
    writer.object { $0.member("@id", reportID) }
    let links = data.checked.backlinks.links(from: .chapter(id))
    func targets(_ first: EntityKind, _ second: EntityKind? = nil) -> [EntityKey?] {
      links.compactMap { link in
        let kind = link.target.kind
        return kind == first || kind == second ? .some(link.target) : nil
      }
    }
    member("citation", targets(.source), isBare: true, to: &writer)
    member("about", targets(.provision, .instrument), isBare: true, to: &writer)
    member("mentions", targets(.actor), isBare: true, to: &writer)
  }

  private func write(_ correction: Correction, to writer: inout JSONWriter) {
    writer.member("identifier", correction.cote)
    writer.member("text", line(correction.reason))
    writer.member("dateCreated", correction.date.value.description)
    member(
      "about",
      correction.concerns.map { dossier.key(referenceName: $0.kindName, slug: $0.slug) },
      isBare: true, to: &writer)
  }

  private func write(_ term: Term, to writer: inout JSONWriter) {
    writer.member("name", term.term)
    writer.member("description", line(term.definition))
    writer.key("inDefinedTermSet")
    writer.object { $0.member("@id", address(path, fragment: data.contentAnchor)) }
  }
}
