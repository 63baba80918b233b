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
            Wording(
              "the passage ends at byte \(selector.end) of a document of \(document.size)",
              fr: "le passage finit à l'octet \(selector.end) d'un document de \(document.size)"),
            at: selector.span, register: document.idSpan))
        continue
      }
      if let within = selector.within {
        guard let passage = document.passage(within.value) else {
          bag.add(
            .unregisteredPassage(
              Wording(
                "`\(document.slug)` has no passage `\(within.value)`",
                fr: "`\(document.slug)` n'a pas de passage `\(within.value)`"), at: within.span,
              register: document.idSpan,
              notes: near(within.value, among: document.passages.map(\.id.value))))
          continue
        }
        if selector.start < passage.start || selector.end > passage.end {
          bag.add(
            .unregisteredPassage(
              Wording(
                "bytes \(selector.start) to \(selector.end) are not inside the passage"
                  + " `\(within.value)`",
                fr: "les octets \(selector.start) à \(selector.end) ne sont pas dans le passage"
                  + " `\(within.value)`"), at: selector.span, register: passage.id.span,
              notes: [
                Wording(
                  "it has the bytes \(passage.start) to \(passage.end)",
                  fr: "il a les octets \(passage.start) à \(passage.end)")
              ]))
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
            Wording(
              "`\(document.slug)` has no passage from byte \(selector.start) to \(selector.end)",
              fr: "`\(document.slug)` n'a pas de passage de l'octet \(selector.start)"
                + " à \(selector.end)"),
            at: selector.span, register: document.idSpan,
            notes: [
              Wording(
                "the quotation has \(quotation.text.value.utf8.count) bytes,"
                  + " its passage \(length)",
                fr: "la citation a \(quotation.text.value.utf8.count) octets,"
                  + " son passage \(length)")
            ]
          ))
        continue
      }
      if passage.sha256.value != selector.sha256.value {
        bag.add(
          .unregisteredPassage(
            Wording(
              "the hash is not that of the passage `\(passage.id.value)`",
              fr: "l'empreinte n'est pas celle du passage `\(passage.id.value)`"),
            at: selector.sha256.span,
            register: passage.sha256.span,
            notes: [
              Wording(
                "registered \(passage.sha256.value)", fr: "au registre \(passage.sha256.value)"),
              Wording("here \(selector.sha256.value)", fr: "ici \(selector.sha256.value)"),
            ]))
      }
    }
  }

  private static func near(_ id: String, among ids: [String]) -> [Wording] {
    let near = Suggestion.nearest(to: id, among: ids)
    let names = near.map { "`\($0)`" }.joined(separator: ", ")
    return near.isEmpty ? [] : [Wording("near: \(names)", fr: "proche : \(names)")]
  }
}
