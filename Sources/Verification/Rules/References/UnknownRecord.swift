// R0101 and R0108: a reference leads to a record, and names a kind that exists.

import Diagnostics
import DossierModel

extension Rule {
  /// For how many faults near ids are searched, which costs a look at every id: a dossier with more
  /// lacks a file, or has one written by a program.
  private static let nearLimit = 500

  /// Every reference, from data and from prose, leads to a record.
  static let unknownRecord = Rule(.unknownRecord, .references, reads: "every reference") {
    context, bag in
    var slugs: [[EntityKind]: [String]] = [:]
    var faultCount = 0
    for reference in context.references where reference.target == nil && !reference.kinds.isEmpty {
      let slug = reference.slug
      if reference.kinds.contains(where: { context.dossier.mayBeUnread($0, slug: slug) }) {
        continue
      }
      faultCount += 1
      var near: [String] = []
      if faultCount <= nearLimit {
        let candidates =
          slugs[reference.kinds] ?? reference.kinds.flatMap(context.dossier.slugs(of:))
        slugs[reference.kinds] = candidates
        near = Suggestion.nearest(to: slug, among: candidates)
      }
      let others = EntityKind.allCases.filter {
        !reference.kinds.contains($0) && context.dossier.key($0, slug: slug) != nil
      }
      bag.add(
        .unknownRecord(
          slug, kindWord: reference.kindWord, at: reference.span,
          near: near, otherKinds: others.map(\.referenceName)))
    }
  }

  /// The word before the colon of a reference is a kind.
  static let unknownKind = Rule(
    .unknownKind, .references, reads: "the kind of references in prose and in `concerns`"
  ) { context, bag in
    for reference in context.references where reference.kinds.isEmpty {
      bag.add(
        .unknownKind(
          reference.kindWord, at: reference.kindSpan ?? reference.span,
          known: EntityKind.referenceNames))
    }
  }
}
