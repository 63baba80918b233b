// Owns the JSON of measures and of corrections.

import DossierModel

extension JSONType where Value == Measure {
  static var measure: JSONType {
    JSONShape<Measure>("measure", "What an authority or a platform did, or may do.") {
      $0.identity { $0.measures }
      $0.required("title", .prose, "The measure in a sentence.", \.title)
      $0.optional("text", .prose, "More about it.", \.text)
      $0.required("kind", .word, "What it is.", \.kind)
      $0.required("authority", .ids { $0.actors }, "Who takes it.", \.authorities)
      $0.required("addressee", .ids { $0.actors }, "Whom it aims at.", \.addressees)
      $0.optional("date", .date, "When, or in which interval it holds.") { $0.date?.value }
      $0.required("status", .word, "How far it has gone.") { $0.status.value }
      $0.required("laws", .list(of: .law), "The law it rests on.", \.laws)
      $0.required("events", .ids { $0.events }, "The events of it.", \.events)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Correction {
  static var correction: JSONType {
    JSONShape<Correction>("correction", "What the dossier said, and what it says now.") {
      $0.identity { $0.corrections }
      $0.required("date", .day, "The day of the correction.") { $0.date.value }
      $0.required("concerns", .list(of: .qualified), "What it bears on.", \.concerns)
      $0.required("was", .prose, "What the dossier said before.", \.before)
      $0.required("is", .prose, "What it says now.", \.after)
      $0.required("reason", .prose, "Why it was changed.", \.reason)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
    }.type
  }
}
