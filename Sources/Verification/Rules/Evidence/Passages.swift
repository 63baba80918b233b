// R0402: the passage of a quotation is one of the register, or lies inside one.

import Diagnostics
import DossierModel

extension Rule {
  /// `start`, `end` and `sha256` of a quotation agree with a passage of its document; a part
  /// (`within`) lies inside the passage that it names.
  static let unregisteredPassage = Rule(
    .unregisteredPassage, .evidence, reads: "`passage` of quotations, passages of the register"
  ) { context, bag in
    let dossier = context.dossier
    for quotation in dossier.quotations {
      let selector = quotation.passage
      guard let document = dossier.archivedDocuments[selector.document] else { continue }
      let length = selector.end - selector.start
      if selector.end > document.size {
        bag.add(
          .unregisteredPassage(
            "the passage ends at byte \(selector.end) of a document of \(document.size)",
            at: selector.span, register: document.idSpan))
        continue
      }
      if let within = selector.within {
        guard let passage = document.passage(within.value) else {
          bag.add(
            .unregisteredPassage(
              "`\(document.slug)` has no passage `\(within.value)`", at: within.span,
              register: document.idSpan,
              notes: near(within.value, among: document.passages.map(\.id.value))))
          continue
        }
        if selector.start < passage.start || selector.end > passage.end {
          bag.add(
            .unregisteredPassage(
              "bytes \(selector.start) to \(selector.end) are not inside the passage"
                + " `\(within.value)`", at: selector.span, register: passage.id.span,
              notes: ["it has the bytes \(passage.start) to \(passage.end)"]))
        }
        continue
      }
      guard
        let passage = document.passages.first(where: {
          $0.start == selector.start && $0.end == selector.end
        })
      else {
        bag.add(
          .unregisteredPassage(
            "`\(document.slug)` has no passage from byte \(selector.start) to \(selector.end)",
            at: selector.span, register: document.idSpan,
            notes: [
              "the quotation has \(quotation.text.value.utf8.count) bytes, its passage \(length)"
            ]
          ))
        continue
      }
      if passage.sha256.value != selector.sha256.value {
        bag.add(
          .unregisteredPassage(
            "the hash is not that of the passage `\(passage.id.value)`", at: selector.sha256.span,
            register: passage.sha256.span,
            notes: ["registered \(passage.sha256.value)", "here \(selector.sha256.value)"]))
      }
    }
  }

  private static func near(_ id: String, among ids: [String]) -> [Wording] {
    let near = Suggestion.nearest(to: id, among: ids)
    return near.isEmpty ? [] : ["near: \(near.map { "`\($0)`" }.joined(separator: ", "))"]
  }
}
