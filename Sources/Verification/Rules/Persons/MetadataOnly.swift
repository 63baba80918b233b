// R0507: evidence under `metadata-only` is described, and neither kept, quoted nor linked.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A source or document under `metadata-only` has no address, no captured body and no quotation,
  /// and the paragraphs that cite it hold no address and no image.
  static let metadataOnly = Rule(
    .metadataOnly, .persons,
    reads: "`policy`, addresses and bodies of sources and documents; prose that cites them"
  ) { context, bag in
    let dossier = context.dossier
    var guarded = Set<String>()
    for source in dossier.sources where source.policy.value == .metadataOnly {
      guarded.insert(source.slug)
      guarded.formUnion(source.identity.aliases.map(\.value))
      func add(_ what: Wording, _ span: Span) {
        bag.add(.metadataOnly(source.slug, what, at: span, record: source.policy.span))
      }
      if let url = source.url { add(.anAddress, url.span) }
      if let archive = source.archive { add(.aBody, archive.span) }
    }
    for (id, document) in zip(dossier.archivedDocuments.ids, dossier.archivedDocuments)
    where document.policy.value == .metadataOnly {
      func add(_ what: Wording, _ span: Span) {
        bag.add(.metadataOnly(document.slug, what, at: span, record: document.policy.span))
      }
      if document.address != nil { add(.anAddress, document.idSpan) }
      if let passage = document.passages.first {
        add(Wording("passages", fr: "des passages"), passage.id.span)
      }
      if context.options.archive?[dossier.archivedDocuments[id].slug] != nil {
        add(.aBody, document.idSpan)
      }
    }
    for quotation in dossier.quotations {
      guard let source = dossier.sources.id(of: quotation.source),
        dossier.sources[source].policy.value == .metadataOnly
      else { continue }
      bag.add(
        .metadataOnly(
          dossier.sources[source].slug, Wording("a quotation", fr: "une citation"),
          at: quotation.source.span, record: dossier.sources[source].policy.span))
    }
    for text in context.texts { checkProse(text, guarded, context, into: &bag) }
  }

  private static func checkProse(
    _ text: ProseText, _ guarded: Set<String>, _ context: CheckContext,
    into bag: inout DiagnosticBag
  ) {
    if guarded.isEmpty { return }
    let document = text.document
    var own: String?
    if case .record(.source(let id)) = text.owner, guarded.contains(context.slug(id)) {
      own = context.slug(id)
    }
    guard
      own != nil
        || document.citations.contains(where: { $0.items.contains { guarded.contains($0.id) } })
        || document.references.contains(where: { $0.kind == "source" && guarded.contains($0.id) })
    else { return }
    for (index, block) in document.proseBlocks.enumerated() {
      let slug =
        own
        ?? block.citations.flatMap { document.citations[$0.index].items }.first {
          guarded.contains($0.id)
        }?.id
        ?? block.references.map { document.references[$0.index] }.first {
          $0.kind == "source" && guarded.contains($0.id)
        }?.id
      guard let slug, let source = context.dossier.sources[slug: slug] else { continue }
      for link in document.links where link.blockIndex == index {
        bag.add(
          .metadataOnly(
            source.slug,
            link.isImage ? Wording("an image here", fr: "une image ici") : .anAddress,
            at: link.span, record: source.policy.span))
      }
      for range in addresses(in: block.text) {
        let span = block.span(of: range)
        if document.links.contains(where: { $0.blockIndex == index && $0.span.overlaps(span) }) {
          continue
        }
        bag.add(.metadataOnly(source.slug, .anAddress, at: span, record: source.policy.span))
      }
    }
  }

  /// Where addresses are written out in a text.
  private static func addresses(in bytes: [UInt8]) -> [Range<Int>] {
    let filter = ProseWordFilter(["http://", "https://", "www.", "hxxp"])
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard filter.begins(bytes, at: index) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, ProseBytes.spaceWidth(bytes, at: index) == nil { index += 1 }
      found.append(start..<index)
    }
    return found
  }
}

extension Wording {
  fileprivate static let anAddress = Wording("an address", fr: "une adresse")
  fileprivate static let aBody = Wording("a captured body", fr: "un corps capturé")
}

extension CheckContext {
  fileprivate func slug(_ id: DocumentSourceID) -> String { dossier.sources[id].slug }
}

extension Span {
  fileprivate func overlaps(_ other: Span) -> Bool {
    source == other.source && start < other.end && other.start < end
  }
}
