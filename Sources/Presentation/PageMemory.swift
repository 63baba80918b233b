// What a worker made for one page and may show again on the next: links, evidence and menus that
// depend on the folder of a page and on nothing else of it. Lives in one worker; never shared.

import DossierModel
import TemplateEngine

/// Values that pages of one folder have in common, made once by each worker.
///
/// A link to another page reads the same on all pages of a folder. What leads to the page itself
/// reads otherwise there, and is never kept. Each value knows what it was made from, so that the pages
/// that show it again rest on the same (`Noted`).
final class PageMemory {
  /// A piece of evidence in the margin, with what decides how it reads there.
  struct Note {
    /// The day on which a law is read.
    let day: CivilDate
    /// The day whose law the page reads.
    let lawDate: CivilDate
    let value: Value
    /// Whether it gives the identifier of a law.
    let identifies: Bool
  }

  private var identity: PresenterIdentity?
  private var folder = ""

  /// Links to records for templates.
  var references = RecordValues<Noted<Value>>()
  /// Links to records that cite another.
  var citingLinks = RecordValues<Noted<Value>>()
  /// The addresses of paragraphs of chapters, up to the number.
  var paragraphAddresses = RecordValues<Noted<[UInt8]>>()
  /// Links to records in running text, with the default label.
  var textLinks = RecordValues<Noted<[UInt8]>>()
  /// Evidence in the margin, on pages that have not yet given the law's identifier.
  var firstNotes = RecordValues<Noted<Note>>()
  /// Evidence in the margin, where the law's identifier stands above.
  var laterNotes = RecordValues<Noted<Note>>()
  /// The signs of state.
  var signs: [Sign: Value] = [:]
  /// Links to the chapters before and behind those that were made last.
  private(set) var neighbours: [(chapter: Int, link: Noted<Value>)] = []
  /// What all pages of one kind show in their frame, for kinds with a page for each record.
  var menus: [PageKind: Noted<FrameMenus>] = [:]
  /// The variable `site`, where it is the same on all pages of a folder.
  var site: Noted<Value>?

  /// Forgets what was made for another site or another folder.
  func begin(_ identity: PresenterIdentity, folder: String) {
    if self.identity === identity, self.folder == folder { return }
    self.identity = identity
    self.folder = folder
    references.forget()
    citingLinks.forget()
    paragraphAddresses.forget()
    textLinks.forget()
    firstNotes.forget()
    laterNotes.forget()
    signs = [:]
    neighbours = []
    menus = [:]
    site = nil
  }

  /// Keeps the link to a chapter: pages are made in order, so that a few are enough.
  func keep(neighbour chapter: Int, _ link: Noted<Value>) {
    if neighbours.count == 4 { neighbours.removeFirst() }
    neighbours.append((chapter, link))
  }
}

/// One value for each of some records, found by index and forgotten together.
struct RecordValues<Element> {
  private var columns = [[Element?]](repeating: [], count: EntityKind.allCases.count)
  private var keys: [EntityKey] = []

  /// The value of a record; `nil` where none was set.
  subscript(key: EntityKey) -> Element? {
    get {
      let place = Int(key.index)
      let column = key.kind.order
      return place < columns[column].count ? columns[column][place] : nil
    }
    set {
      let place = Int(key.index)
      let column = key.kind.order
      let missing = place + 1 - columns[column].count
      if missing > 0 {
        // Twice as long each time, so that a record costs the same however many there are.
        columns[column] += repeatElement(nil, count: max(missing, columns[column].count))
      }
      if columns[column][place] == nil { keys.append(key) }
      columns[column][place] = newValue
    }
  }

  /// Forgets all values.
  ///
  /// - Complexity: O(n) in the number of values that were set.
  mutating func forget() {
    for key in keys { columns[key.kind.order][Int(key.index)] = nil }
    keys.removeAll(keepingCapacity: keys.capacity < 4_096)
  }
}

/// The parts of a page's frame that lead to other pages.
struct FrameMenus {
  let navigation: Value
  let footer: Value
  let alternates: Value
}

/// Tells sites apart: two presenters with one identity make the same pages.
final class PresenterIdentity: Sendable {}
