// Owns what a build leaves for the next one of its pages: what each was made from, which file it became
// and where its links lead, in one file of numbers that is read with one read. A page rests on parts of
// the dossier (`Facet`); a part is known by its mark. What is damaged or of another site is ignored.

import DossierModel
import FileSystem
import Presentation

/// A page of the last build.
struct PublishedPage: Sendable {
  /// The file that it became.
  var file: KeptFile
  /// The parts of the dossier that it read.
  var reads: [UInt32]
  /// Its links.
  var links: PageLinks
}

/// The pages of a build, with the marks of all they rest on.
struct PublishedPages: Sendable {
  /// The state of a site that pages rest on.
  struct Basis: Sendable {
    /// The program, what it was asked to do, and all that makes every page again.
    var whole: Fingerprint
    /// The parts that can change by themselves, ascending, each once.
    var facets: [UInt32]
    /// Their marks.
    var marks: [UInt64]

    /// Takes the marks of a site; parts that are given twice stand for one.
    init(whole: Fingerprint, _ parts: [(facet: Facet, mark: UInt64)]) {
      self.whole = whole
      let sorted = parts.sorted { $0.facet < $1.facet }
      facets = []
      marks = []
      facets.reserveCapacity(sorted.count)
      marks.reserveCapacity(sorted.count)
      for (facet, mark) in sorted {
        if facet.raw == facets.last {
          marks[marks.count - 1] = marks[marks.count - 1] &* 31 &+ mark
          continue
        }
        facets.append(facet.raw)
        marks.append(mark)
      }
    }

    fileprivate init(whole: Fingerprint, facets: [UInt32], marks: [UInt64]) {
      self.whole = whole
      self.facets = facets
      self.marks = marks
    }

    /// What differs from an earlier state.
    ///
    /// - Complexity: O(n) in the number of parts.
    func change(from old: Basis) -> DossierChange {
      guard whole == old.whole else { return .whole }
      var change = DossierChange()
      var (left, right) = (0, 0)
      while left < facets.count || right < old.facets.count {
        let new = left < facets.count ? facets[left] : .max
        let before = right < old.facets.count ? old.facets[right] : .max
        if new == before, left < facets.count, right < old.facets.count {
          if marks[left] != old.marks[right] { change.facets.insert(Facet(raw: new)) }
          left += 1
          right += 1
        } else if new < before || right == old.facets.count {
          change.facets.insert(Facet(raw: new))
          left += 1
        } else {
          change.facets.insert(Facet(raw: before))
          right += 1
        }
      }
      return change
    }
  }

  var basis: Basis
  /// The parts of the dossier that the theme holds ready for all pages.
  var themeReads: [UInt32]
  /// The pages in the order of the site; `nil` for those that say something when they are made.
  var pages: [PublishedPage?]

  /// Which pages rest on nothing that differs.
  ///
  /// - Complexity: O(n log m) in the number of pages and of what they read.
  func untouched(by change: DossierChange) -> [Bool] {
    if change.isWhole || !Self.isUntouched(themeReads, change) {
      return pages.map { _ in false }
    }
    let changed = change.facets.map(\.raw).sorted()
    return pages.map { page in page.map { Self.isUntouched($0.reads, changed) } ?? false }
  }

  private static func isUntouched(_ reads: [UInt32], _ change: DossierChange) -> Bool {
    isUntouched(reads, change.facets.map(\.raw).sorted())
  }

  /// Whether two ascending lists have nothing in common.
  private static func isUntouched(_ reads: [UInt32], _ changed: [UInt32]) -> Bool {
    let (short, long) = reads.count < changed.count ? (reads, changed) : (changed, reads)
    for facet in short {
      var (low, high) = (0, long.count)
      while low < high {
        let middle = (low + high) / 2
        if long[middle] < facet { low = middle + 1 } else { high = middle }
      }
      if low < long.count, long[low] == facet { return false }
    }
    return true
  }
}

// MARK: - The file

extension PublishedPages {
  private static let heading = Array("dossier pages 1\n".utf8)
  /// How many numbers a page has in the table of pages.
  private static let columnCount = 11

  /// The file: a heading, the lengths of the tables, the tables, and a hash of all that.
  var bytes: [UInt8] {
    var table: [UInt64] = []
    table.reserveCapacity(pages.count * Self.columnCount)
    var (readCount, idCount, fragmentCount) = (0, 0, 0)
    for page in pages {
      let stamp = page?.file.stamp
      table.append(page == nil ? 0 : stamp == nil ? 1 : 2)
      table.append(page?.file.fingerprint.high ?? 0)
      table.append(page?.file.fingerprint.low ?? 0)
      table.append(UInt64(page?.file.size ?? 0))
      table += stamp?.words ?? [0, 0, 0, 0]
      let counts = (
        page?.reads.count ?? 0, page?.links.ids.count ?? 0, page?.links.fragments.count ?? 0
      )
      table.append(UInt64(counts.0))
      table.append(UInt64(counts.1))
      table.append(UInt64(counts.2))
      readCount += counts.0
      idCount += counts.1
      fragmentCount += counts.2
    }
    let lengths: [UInt64] = [
      basis.whole.high, basis.whole.low, UInt64(basis.facets.count), UInt64(themeReads.count),
      UInt64(pages.count), UInt64(readCount), UInt64(idCount), UInt64(fragmentCount),
    ]
    var out = Self.heading
    out.reserveCapacity(
      200 + basis.facets.count * 12 + table.count * 8 + readCount * 4 + idCount * 8
        + fragmentCount * 12)
    Self.append(lengths, to: &out)
    Self.append(basis.facets, to: &out)
    Self.append(basis.marks, to: &out)
    Self.append(themeReads, to: &out)
    Self.append(table, to: &out)
    for page in pages { if let page { Self.append(page.reads, to: &out) } }
    for page in pages { if let page { Self.append(page.links.ids, to: &out) } }
    for page in pages {
      if let page {
        Self.append(page.links.fragments.map { UInt32(bitPattern: $0.page) }, to: &out)
      }
    }
    for page in pages { if let page { Self.append(page.links.fragments.map(\.id), to: &out) } }
    let hash = Fingerprint(out)
    Self.append([hash.high, hash.low], to: &out)
    return out
  }

  private static func append<Number: FixedWidthInteger>(
    _ numbers: [Number], to out: inout [UInt8]
  ) {
    // Every machine that dossier runs on keeps its numbers in this order.
    numbers.withUnsafeBytes { out.append(contentsOf: $0) }
  }

  /// Reads a file; `nil` when it is damaged or of another program.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.heading.count + 80, bytes.starts(with: Self.heading) else {
      return nil
    }
    let end = bytes.count - 16
    let hash = bytes.withUnsafeBytes { Fingerprint(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    var tail = Reader(bytes, at: end, end: bytes.count)
    guard let halves: [UInt64] = tail.take(2), halves == [hash.high, hash.low] else { return nil }
    var reader = Reader(bytes, at: Self.heading.count, end: end)
    guard let lengths: [UInt64] = reader.take(8),
      let facetCount = Int(exactly: lengths[2]), let themeCount = Int(exactly: lengths[3]),
      let pageCount = Int(exactly: lengths[4]), pageCount <= bytes.count,
      let facets: [UInt32] = reader.take(facetCount),
      let marks: [UInt64] = reader.take(facetCount),
      let themeReads: [UInt32] = reader.take(themeCount),
      let table: [UInt64] = reader.take(pageCount * Self.columnCount),
      let readCount = Int(exactly: lengths[5]), let idCount = Int(exactly: lengths[6]),
      let fragmentCount = Int(exactly: lengths[7]),
      var reads = reader.part(readCount, of: UInt32.self),
      var ids = reader.part(idCount, of: UInt64.self),
      var targets = reader.part(fragmentCount, of: UInt32.self),
      var fragments = reader.part(fragmentCount, of: UInt64.self)
    else { return nil }
    basis = Basis(
      whole: Fingerprint(high: lengths[0], low: lengths[1]), facets: facets, marks: marks)
    self.themeReads = themeReads
    pages = []
    pages.reserveCapacity(pageCount)
    for page in 0..<pageCount {
      let row = table[(page * Self.columnCount)..<((page + 1) * Self.columnCount)]
      let first = row.startIndex
      guard row[first] > 0 else {
        pages.append(nil)
        continue
      }
      guard let size = Int(exactly: row[first + 3]), let own = Int(exactly: row[first + 8]),
        let named = Int(exactly: row[first + 9]), let linked = Int(exactly: row[first + 10]),
        let ownReads: [UInt32] = reads.take(own), let ownIDs: [UInt64] = ids.take(named),
        let pagesLinked: [UInt32] = targets.take(linked),
        let idsLinked: [UInt64] = fragments.take(linked),
        pagesLinked.allSatisfy({ $0 < UInt32(pageCount) })
      else { return nil }
      pages.append(
        PublishedPage(
          file: KeptFile(
            fingerprint: Fingerprint(high: row[first + 1], low: row[first + 2]), size: size,
            stamp: row[first] == 2 ? FileStamp(words: row[(first + 4)..<(first + 8)]) : nil),
          reads: ownReads,
          links: PageLinks(
            ids: ownIDs,
            fragments: zip(pagesLinked, idsLinked).map {
              PageLinks.Fragment(page: Int32(bitPattern: $0), id: $1)
            })))
    }
  }

  /// Takes numbers from a part of a file, never beyond its end.
  private struct Reader {
    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int

    init(_ bytes: [UInt8], at offset: Int, end: Int) {
      self.bytes = bytes
      self.offset = offset
      self.end = end
    }

    /// The next numbers; `nil` where there are not as many.
    mutating func take<Number: FixedWidthInteger>(_ count: Int) -> [Number]? {
      let width = MemoryLayout<Number>.size
      guard count >= 0, count <= (end - offset) / width else { return nil }
      defer { offset += count * width }
      return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
        bytes.withUnsafeBytes {
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count * width)]))
        }
        filled = count
      }
    }

    /// A reader of the next numbers, which are skipped here.
    mutating func part<Number: FixedWidthInteger>(
      _ count: Int, of type: Number.Type
    ) -> Reader? {
      let width = MemoryLayout<Number>.size
      guard count >= 0, count <= (end - offset) / width else { return nil }
      defer { offset += count * width }
      return Reader(bytes, at: offset, end: offset + count * width)
    }
  }
}
