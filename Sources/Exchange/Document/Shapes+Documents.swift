// Owns the JSON of documents and words: sources, captured documents, chapters, terms.

import DossierModel

extension JSONType where Value == Source {
  static var source: JSONType {
    JSONShape<Source>("source", "A document that supports statements of the dossier.") {
      $0.identity { $0.sources }
      $0.required("publisher", .text, "Who published it.", \.publisher)
      $0.required("title", .text, "Its title, or a description.", \.title)
      $0.required("described", .flag, "Whether the title is a description.", \.isDescribed)
      $0.optional("author", .text, "Who wrote it.", \.author)
      $0.optional("date", .date, "When it was published.") { $0.date?.value }
      $0.optional("url", .address, "Where it can be read.") { $0.url?.value }
      $0.optional("accessed", .date, "When it was read; absent where it was not itself read.") {
        $0.accessed?.value
      }
      $0.required("kind", .word, "What it is.", \.kind)
      $0.required("level", .word, "How far it stands from what it reports.", \.level)
      $0.optional(
        "copies", .id { $0.sources }, "The source it repeats: the two count once.", \.copies)
      $0.required(
        "draws-on", .ids { $0.sources }, "Sources it rests on without repeating them.", \.drawsOn)
      $0.optional("reliability", .word, "How far it can be relied on.", \.reliability)
      $0.optional(
        "archive", .id { $0.archivedDocuments }, "The captured document.", \.archive)
      $0.optional("language", .text, "Its language, as a BCP 47 tag.", \.language)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.optional("status", .word, "How well it is known.", \.status)
      $0.required("policy", .word, "How much of it may be kept and shown.") { $0.policy.value }
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == ArchivedDocument {
  static var archivedDocument: JSONType {
    JSONShape<ArchivedDocument>(
      "document", "A captured document: its hash and what was taken from it, not its text."
    ) {
      $0.identity { $0.archivedDocuments }
      $0.required("file", .text, "Its file name in the archive.", \.file)
      $0.required("sha256", .digest, "The hash of the whole document.") { $0.sha256.value }
      $0.required("size", .count, "Its size in bytes.", \.size)
      $0.optional("lines", .count, "The number of its lines.", \.lines)
      $0.required("publisher", .text, "Who published it.", \.publisher)
      $0.required("title", .text, "Its title.", \.title)
      $0.optional("date", .date, "When it was published.") { $0.date?.value }
      $0.optional("captured", .date, "When it was captured.") { $0.captured?.value }
      $0.optional("licence", .text, "Its licence.", \.licence)
      $0.optional("address", .text, "Where it was captured.", \.address)
      $0.optional("language", .text, "Its language, as a BCP 47 tag.", \.language)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.required(
        "statements", .list(of: .archivedStatement), "What it says, in the dossier's words.",
        \.statements)
      $0.required("passages", .list(of: .archivedPassage), "Registered passages.", \.passages)
      $0.required("policy", .word, "How much of it may be kept and shown.") { $0.policy.value }
    }.type
  }
}

extension JSONType where Value == ArchivedStatement {
  static var archivedStatement: JSONType {
    JSONShape<ArchivedStatement>("statement", "A statement of a captured document.") {
      $0.required("id", .text, "The name within the document.") { $0.id.value }
      $0.required("text", .text, "The statement, in the dossier's words.", \.text)
      $0.required("line", .count, "The line.", \.line)
    }.type
  }
}

extension JSONType where Value == ArchivedPassage {
  static var archivedPassage: JSONType {
    JSONShape<ArchivedPassage>("registered-passage", "A byte range with its hash.") {
      $0.required("id", .text, "The name within the document.") { $0.id.value }
      $0.required("start", .count, "The offset of the first byte.", \.start)
      $0.required("end", .count, "The offset after the last byte.", \.end)
      $0.required("sha256", .digest, "The hash of the bytes.") { $0.sha256.value }
      $0.required("line", .count, "The line.", \.line)
    }.type
  }
}

extension JSONType where Value == Chapter {
  static var chapter: JSONType {
    JSONShape<Chapter>("chapter", "A chapter; its text is on its page.") {
      $0.identity { $0.chapters }
      $0.required("number", .count, "Its number.", \.number)
      $0.required("title", .text, "The title.", \.title)
      $0.optional("short", .text, "The title for navigation.", \.short)
      $0.required("description", .prose, "What it is about.", \.description)
      $0.optional("law-date", .day, "The day whose law it reads.") { $0.lawDate?.value }
      $0.required(
        "law-pinned", .flag, "Whether it reads the law of that day alone.", \.isLawPinned)
      $0.optional("law-read", .day, "When the law of that day was last read.") {
        $0.lawRead?.value
      }
      $0.required("presumption", .flag, "Whether it recalls the presumption.", \.presumption)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Term {
  static var term: JSONType {
    JSONShape<Term>("term", "A word of the field.") {
      $0.identity { $0.glossary }
      $0.required("term", .text, "The word.", \.term)
      $0.required("definition", .prose, "What it means here.", \.definition)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.required("laws", .list(of: .law), "The law that uses it.", \.laws)
    }.type
  }
}
