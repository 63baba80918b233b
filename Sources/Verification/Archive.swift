// Owns the reading of an archive, and the question where its passages have moved to when a document
// changed.

package import Diagnostics
package import DossierModel
import FileSystem

/// The captured documents that a person holds.
package enum Archive {
  /// Reads the documents of a register from a folder; those that are not there are left out, which
  /// the checks report.
  ///
  /// - Returns: The bytes by id of the register; `nil` when there is no such folder.
  package static func read(
    _ folder: String, for dossier: Dossier, into bag: inout DiagnosticBag
  ) -> [String: [UInt8]]? {
    guard Directory.exists(folder) else {
      bag.add(.missingArchive(folder))
      return nil
    }
    var names: Set<String>?
    do throws(Diagnostic) {
      names = Set(try Directory.files(below: folder).map(\.path))
    } catch {
      bag.add(error)
    }
    var documents: [String: [UInt8]] = [:]
    for document in dossier.archivedDocuments where names?.contains(document.file) ?? true {
      do throws(Diagnostic) {
        documents[document.slug] = try FileReader.read(PathName.join(folder, document.file))
      } catch {
        bag.add(error)
      }
    }
    return documents
  }
}

/// What a new capture of a document changes.
package struct ArchiveChange: Sendable {
  /// Where a registered passage stands now.
  package enum Place: Hashable, Sendable {
    /// Where it stood.
    case same
    /// At another offset, with the same bytes.
    case moved(to: Int)
    /// With other spaces or apostrophes.
    case normalised
    /// Nowhere.
    case gone
  }

  /// A passage and where it stands now.
  package struct PassageChange: Sendable {
    /// The name of the passage in the register.
    package let passage: String
    /// The offsets in the register.
    package let start: Int
    /// The offset behind its last byte, in the register.
    package let end: Int
    /// Where it stands now.
    package let place: Place
    /// The quotations taken from it.
    package let quotations: [QuotationID]
  }

  /// The document.
  package let document: ArchivedDocumentID
  /// The SHA-256 of the new bytes.
  package let hash: String
  /// The number of the new bytes.
  package let size: Int
  /// The registered passages, in order.
  package let passages: [PassageChange]
  /// The claims that quote the document or rest on a source captured in it, in order.
  package let claims: [ClaimID]

  /// The documents of an archive whose bytes are no longer those of the register.
  ///
  /// - Complexity: O(n) in the archive for each passage of a document that changed.
  package static func all(in dossier: Dossier, archive: [String: [UInt8]]) -> [ArchiveChange] {
    zip(dossier.archivedDocuments.ids, dossier.archivedDocuments).compactMap { id, document in
      guard let bytes = archive[document.slug] else { return nil }
      let hash = SHA256.hexadecimal(bytes)
      if hash == document.sha256.value { return nil }
      let quoted = zip(dossier.quotations.ids, dossier.quotations).filter {
        dossier.archivedDocuments.id(of: $1.passage.document) == id
      }
      let passages = document.passages.map { passage in
        let own = quoted.filter {
          $1.passage.start >= passage.start && $1.passage.end <= passage.end
        }
        return PassageChange(
          passage: passage.id.value, start: passage.start, end: passage.end,
          place: place(of: passage, in: bytes, words: own.map { Array($0.1.text.value.utf8) }),
          quotations: own.map(\.0))
      }
      return ArchiveChange(
        document: id, hash: hash, size: bytes.count, passages: passages,
        claims: claims(resting: Set(quoted.map(\.0)), on: id, dossier))
    }
  }

  /// Where the bytes of a passage stand: at their offset, else where some bytes as long, from the
  /// beginning of a word, have its hash.
  private static func place(
    of passage: ArchivedPassage, in bytes: [UInt8], words: [[UInt8]]
  ) -> Place {
    let length = passage.end - passage.start
    guard length > 0 else { return .gone }
    func isHere(_ start: Int) -> Bool {
      start >= 0 && start + length <= bytes.count
        && SHA256.hexadecimal(bytes[start..<start + length]) == passage.sha256.value
    }
    if isHere(passage.start) { return .same }
    // A quotation of the whole passage is its text: it is found without hashing.
    if let text = words.first(where: { $0.count == length }) {
      if let start = firstIndex(of: text, in: bytes), isHere(start) { return .moved(to: start) }
    } else if bytes.count * length <= 200_000_000 {
      for word in ProseBytes.words(bytes) where isHere(word.lowerBound) {
        return .moved(to: word.lowerBound)
      }
    }
    let text = NormalisedText(bytes)
    let isThere = !words.isEmpty && words.allSatisfy { PassageIndex.isInside($0, text) }
    return isThere ? .normalised : .gone
  }

  /// Where some bytes begin in others.
  static func firstIndex(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = text.first, text.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - text.count)
    where bytes[start] == first && bytes[start..<start + text.count].elementsEqual(text) {
      return start
    }
    return nil
  }

  private static func claims(
    resting quotations: Set<QuotationID>, on document: ArchivedDocumentID, _ dossier: Dossier
  ) -> [ClaimID] {
    let quoted = Set(
      quotations.flatMap { dossier.quotations[$0].claims }.compactMap { dossier.claims.id(of: $0) })
    let captured = Set(
      zip(dossier.sources.ids, dossier.sources).filter {
        $1.archive.flatMap { dossier.archivedDocuments.id(of: $0) } == document
      }.map(\.0))
    return zip(dossier.claims.ids, dossier.claims).filter { id, claim in
      if quoted.contains(id) { return true }
      if let quotation = claim.quotation.flatMap({ dossier.quotations.id(of: $0) }),
        quotations.contains(quotation)
      {
        return true
      }
      let sources = [claim.source] + claim.evidence.supporting + claim.evidence.opposing
      return sources.compactMap { dossier.sources.id(of: $0) }.contains(where: captured.contains)
    }.map(\.0)
  }
}
