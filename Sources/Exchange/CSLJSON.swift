// Owns the sources for reference managers and citation processors: Zotero, Pandoc, citeproc.

import DossierModel
import Verification

/// The sources as CSL-JSON, one item a source, in the order of the dossier.
///
/// A source that only repeats another is an item of its own; `custom` says what it copies and how
/// far it can be relied on, which CSL has no words for.
/// - Source: Citation Style Language 1.0.2, "CSL-JSON" and `csl-data.json`.
enum CSLJSON {
  /// The route of the file.
  static let route = "sources.csl.json"

  /// Returns the file.
  static func sources(_ context: ExchangeContext) -> [UInt8] {
    var writer = JSONWriter()
    writer.list { writer in
      for source in context.dossier.sources {
        writer.object { write(source, context, to: &$0) }
      }
    }
    return writer.finished()
  }

  private static func write(
    _ source: Source, _ context: ExchangeContext, to writer: inout JSONWriter
  ) {
    writer.member("id", source.slug)
    writer.member("type", type(of: source))
    // Of a document without a title known to us styles print the description in brackets.
    writer.member("title", source.isDescribed ? "[\(source.title)]" : source.title)
    if let author = source.author {
      writer.key("author")
      writer.list { $0.object { $0.member("literal", author) } }
    }
    writer.member(isInContainer(source) ? "container-title" : "publisher", source.publisher)
    if let date = source.date?.value {
      writer.key("issued")
      write(date, to: &writer)
    }
    if let date = source.accessed?.value {
      writer.key("accessed")
      write(date, to: &writer)
    }
    writer.member("URL", source.url?.value)
    if let document = context.archived(source) {
      writer.member("archive", context.dossier.settings.title)
      writer.member("archive_location", "sha256:" + document.sha256.value)
    }
    writer.member("language", source.language)
    writer.member("note", source.note.map(context.line))
    writer.member("citation-label", source.cote)
    writer.key("custom")
    writer.object { writer in
      writer.member("kind", source.kind.rawValue)
      writer.member("level", source.level.rawValue)
      writer.member("copies", source.copies.map { context.slug($0, in: context.dossier.sources) })
      writer.member("reliability", source.reliability?.rawValue)
      writer.member("status", source.status?.rawValue)
    }
  }

  /// The type of an item; never one that would claim more than the dossier knows of the source.
  static func type(of source: Source) -> String {
    switch source.kind {
    case .press, .agency: "article-newspaper"
    case .court: "legal_case"
    case .ngo: "report"
    case .doctrine: "article"
    case .blog: "post-weblog"
    case .dataset: "dataset"
    case .official, .regulator, .parliament: source.url == nil ? "document" : "webpage"
    }
  }

  /// Whether the publisher is the paper or site in which the source appeared.
  private static func isInContainer(_ source: Source) -> Bool {
    switch source.kind {
    case .press, .agency, .blog: true
    case .court, .dataset, .doctrine, .ngo, .official, .parliament, .regulator: false
    }
  }

  /// Writes a date in parts, as far as they are known; a date with an open end, which CSL has no
  /// parts for, in EDTF.
  private static func write(_ date: DateValue, to writer: inout JSONWriter) {
    let ends: [PartialDate]
    switch date.form {
    case .single(let single): ends = [single]
    case .interval(.date(let start), .date(let end)): ends = [start, end]
    case .interval: ends = []
    }
    writer.object { writer in
      guard !ends.isEmpty else { return writer.member("raw", date.description) }
      writer.key("date-parts")
      writer.list { writer in
        for end in ends {
          writer.list { writer in
            for part in [end.year, end.month, end.day] {
              if let part { writer.number(part) }
            }
          }
        }
      }
      if date.isApproximate || date.isUncertain {
        writer.key("circa")
        writer.boolean(true)
      }
    }
  }
}
