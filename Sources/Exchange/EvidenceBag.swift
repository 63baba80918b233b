// Owns the bag of the evidence register: what was captured, and its hashes, in a form that anyone
// can check with standard tools.

import DossierModel
import Verification

/// The register of captured documents as a bag.
///
/// The documents themselves are not published. Whoever holds them puts them beside
/// `pieces.sha256` and runs `sha256sum -c pieces.sha256`; the bag itself is checked by
/// `sha256sum -c manifest-sha256.txt` in its folder.
/// - Source: RFC 8493.
enum EvidenceBag {
  /// The folder of the bag.
  static let folder = "preuves"

  /// Returns the files of the bag with their paths below `folder`, in the order of the paths.
  static func files(_ context: ExchangeContext) -> [(path: String, bytes: [UInt8])] {
    let payload: [(path: String, bytes: [UInt8])] = [
      ("data/citations.annotations.json", WebAnnotation.quotations(context)),
      ("data/pieces.sha256", hashes(context)),
      ("data/registre.json", register(context)),
    ].map { (context.name(ofFile: $0.0), $0.1) }
    let size = payload.reduce(0) { $0 + $1.bytes.count }
    let settings = context.dossier.settings
    var tags: [(path: String, bytes: [UInt8])] = [
      (
        "bag-info.txt",
        lines([
          "Source-Organization: \(oneLine(settings.publisher?.name ?? settings.title))",
          "External-Description: \(oneLine(settings.title))",
          "External-Identifier: \(StableIdentifier.urn(context, named: "bag"))",
          "Bagging-Date: \(settings.lastChange.value)",
          "Payload-Oxum: \(size).\(payload.count)",
        ])
      ),
      ("bagit.txt", lines(["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"])),
      ("manifest-sha256.txt", manifest(payload)),
    ]
    tags.append(("tagmanifest-sha256.txt", manifest(tags)))
    return (tags + payload).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The captured documents as `sha256sum` reads them.
  private static func hashes(_ context: ExchangeContext) -> [UInt8] {
    lines(context.dossier.archivedDocuments.map { "\($0.sha256.value)  \(oneLine($0.file))" })
  }

  private static func register(_ context: ExchangeContext) -> [UInt8] {
    var writer = JSONWriter()
    writer.list { writer in
      for document in context.dossier.archivedDocuments {
        writer.object { writer in
          writer.member("id", document.slug)
          writer.member("file", document.file)
          writer.member("sha256", document.sha256.value)
          writer.key("size")
          writer.number(document.size)
          writer.member("publisher", document.publisher)
          writer.member("title", document.title)
          writer.member("date", document.date?.value.description)
          writer.member("captured", document.captured?.value.description)
          writer.member("licence", document.licence)
          writer.member("address", document.address)
          writer.member("language", document.language)
          writer.key("passages")
          writer.list { writer in
            for passage in document.passages {
              writer.object { writer in
                writer.member("id", passage.id.value)
                writer.key("start")
                writer.number(passage.start)
                writer.key("end")
                writer.number(passage.end)
                writer.member("sha256", passage.sha256.value)
              }
            }
          }
        }
      }
    }
    return writer.finished()
  }

  private static func manifest(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    lines(files.map { "\(SHA256.hexadecimal($0.bytes))  \($0.path)" })
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func lines(_ lines: [String]) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }
}
