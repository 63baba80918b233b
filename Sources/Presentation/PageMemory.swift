// What a worker made for one page and may show again on the next: links, evidence and menus that
// depend on the folder of a page and on nothing else of it. Lives in one worker; never shared.

import DossierModel
import TemplateEngine

/// Values that pages of one folder have in common, made once by each worker.
///
/// A link to another page reads the same on all pages of a folder. What leads to the page itself
/// reads otherwise there, and is never kept.
final class PageMemory {
  /// What decides how a piece of evidence reads in the margin.
  struct NoteKey: Hashable {
    let key: EntityKey
    /// The day on which a law is read.
    let day: CivilDate
    /// The day whose law the page reads.
    let lawDate: CivilDate
    /// Whether the margin of the page has not yet given the law's identifier.
    let isFirst: Bool
  }

  /// A piece of evidence in the margin.
  struct Note {
    let value: Value
    /// Whether it gives the identifier of a law.
    let identifies: Bool
  }

  private var identity: PresenterIdentity?
  private var folder = ""

  /// Links to records for templates.
  var references: [EntityKey: Value] = [:]
  /// Links to records that cite another.
  var citingLinks: [EntityKey: Value] = [:]
  /// Links to records in running text, with the default label.
  var textLinks: [EntityKey: [UInt8]] = [:]
  /// Evidence in the margin.
  var notes: [NoteKey: Note] = [:]
  /// The signs of state.
  var signs: [Sign: Value] = [:]
  /// What all pages of one kind show in their frame, for kinds with a page for each record.
  var menus: [PageKind: FrameMenus] = [:]
  /// The variable `site`, where it is the same on all pages of a folder.
  var site: Value?

  /// Forgets what was made for another site or another folder.
  func begin(_ identity: PresenterIdentity, folder: String) {
    if self.identity === identity, self.folder == folder { return }
    self.identity = identity
    self.folder = folder
    references = [:]
    citingLinks = [:]
    textLinks = [:]
    notes = [:]
    signs = [:]
    menus = [:]
    site = nil
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
