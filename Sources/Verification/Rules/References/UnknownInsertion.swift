// R0107: `{{ name argument }}` names a table, a list or a quotation that can be inserted.

import Diagnostics
import DossierModel
import Markdown

/// What an author can insert.
package enum InsertionCatalogue {
  /// The words that may follow each name; a quotation takes any id.
  package static let arguments: [String: [String]] = [
    "quote": [],
    "table": ["penalties", "matrix", "verdicts", "contradictions", "limits"],
    "list": ["open-points"],
  ]

  /// The names, in alphabetical order.
  package static let names: [String] = arguments.keys.sorted()
}

extension Rule {
  /// Insertions name something that can be inserted.
  static let unknownInsertion = Rule(.unknownInsertion, .references, reads: "insertions in prose") {
    context, bag in
    for text in context.texts {
      for insertion in text.document.insertions {
        guard let known = InsertionCatalogue.arguments[insertion.name] else {
          bag.add(
            .unknownInsertion(
              insertion.name, at: insertion.nameSpan, known: InsertionCatalogue.names))
          continue
        }
        guard let argument = insertion.arguments.first else {
          bag.add(
            .insertionWithoutArgument(insertion.name, at: insertion.nameSpan, known: known))
          continue
        }
        // The id of a quotation is a reference like any other and is checked with them.
        if !known.isEmpty, !known.contains(argument.text) {
          bag.add(
            .unknownInsertionArgument(
              argument.text, of: insertion.name, at: argument.span, known: known))
        }
      }
    }
  }
}
