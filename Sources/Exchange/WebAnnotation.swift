// Owns the quotations as annotations of their sources.

import DossierModel
import Verification

/// One annotation a quotation: it points at the exact words in the source.
///
/// The bytes are those of the captured document of the register, whose hash is given; the words are
/// as they stand there. A captured document itself is not published.
/// - Source: W3C Web Annotation Data Model, sections 4.2.4 (text quote), 4.2.6 (data position) and
///   4.3.1 (time state).
enum WebAnnotation {
  /// The route of the file.
  static let route = "citations.annotations.json"

  /// Returns the file.
  static func quotations(_ context: ExchangeContext) -> [UInt8] {
    let quotations = context.dossier.quotations
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("@context", "http://www.w3.org/ns/anno.jsonld")
      writer.member(
        "id",
        context.address(ofFile: route) ?? StableIdentifier.urn(context, named: "annotations"))
      writer.member("type", "AnnotationCollection")
      writer.member("label", context.dossier.settings.title)
      writer.key("total")
      writer.number(quotations.count)
      writer.key("first")
      writer.object { writer in
        writer.member("id", StableIdentifier.urn(context, named: "annotations/1"))
        writer.member("type", "AnnotationPage")
        writer.key("startIndex")
        writer.number(0)
        writer.key("items")
        writer.list { writer in
          for id in quotations.ids {
            writer.object { write(id, context, to: &$0) }
          }
        }
      }
    }
    return writer.finished()
  }

  private static func write(
    _ id: QuotationID, _ context: ExchangeContext, to writer: inout JSONWriter
  ) {
    let quotation = context.dossier.quotations[id]
    let source = context.dossier.sources[quotation.source]
    let document = context.dossier.archivedDocuments[quotation.passage.document]
    writer.member("id", StableIdentifier.urn(context, .quotation(id)))
    writer.member("type", "Annotation")
    writer.member("motivation", "linking")
    if let address = context.address(of: .quotation(id)) {
      writer.member("body", address)
    } else {
      writer.key("body")
      writer.object {
        $0.member("type", "TextualBody")
        $0.member("format", "text/plain")
        $0.member("value", quotation.identity.cote?.value ?? quotation.slug)
      }
    }
    writer.key("target")
    writer.object { writer in
      // A source without an address is named by the bytes that were captured of it.
      writer.member(
        "source", source?.url?.value ?? "urn:sha256:" + (document?.sha256.value ?? ""))
      if let captured = document?.captured?.value.exactDay {
        writer.key("state")
        writer.object {
          $0.member("type", "TimeState")
          $0.member("sourceDate", Atom.stamp(captured))
        }
      }
      writer.key("selector")
      writer.list { writer in
        writer.object {
          $0.member("type", "TextQuoteSelector")
          $0.member("prefix", quotation.passage.prefix)
          $0.member("exact", quotation.text.value)
          $0.member("suffix", quotation.passage.suffix)
        }
        writer.object { writer in
          writer.member("type", "DataPositionSelector")
          writer.key("start")
          writer.number(quotation.passage.start)
          writer.key("end")
          writer.number(quotation.passage.end)
        }
      }
    }
  }
}
