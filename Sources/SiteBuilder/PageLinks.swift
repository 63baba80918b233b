// HOT: reads the ids and addresses of a finished page in one pass over its bytes, and keeps of them
// numbers only, so that the page itself need not be kept. What is wrong is only noticed here;
// `LinkChecker` finds the words for it by making the page again.

/// What a page offers to links and asks of other pages.
package struct PageLinks: Sendable {
  /// A fragment of another page.
  struct Fragment: Sendable {
    let page: Int32
    let id: UInt64
  }

  /// The hashes of the ids of its elements, ascending.
  private(set) var ids: [UInt64] = []
  /// The fragments of other pages that it links to, each once.
  private(set) var fragments: [Fragment] = []
  /// Whether something is wrong with the page itself: an id given twice, a link to nowhere.
  private(set) var isFaulty = false

  /// Links as they were kept, of a page with which nothing was wrong.
  init(ids: [UInt64], fragments: [Fragment]) {
    self.ids = ids
    self.fragments = fragments
  }

  /// Whether an element of the page has an id.
  func has(_ id: UInt64) -> Bool {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id
  }

  /// Scans a page.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - path: Its path below the root of the site.
  ///   - addresses: All paths of the site.
  ///   - number: The number of the page among them.
  ///   - scratch: Memory that a worker reuses.
  /// - Complexity: O(n log n) in the number of ids, O(n) in all else.
  init(
    _ bytes: [UInt8], path: String, number: Int32, addresses: SiteAddresses,
    scratch: inout LinkScratch
  ) {
    scratch.begin(path: path)
    bytes.withUnsafeBytes { page in
      TagScan.attributes(of: page) { kind, value in
        switch kind {
        case .id: scratch.ids.append(scratch.hash(UnsafeRawBufferPointer(rebasing: page[value])))
        case .idReferences:
          var start = value.lowerBound
          while start < value.upperBound {
            var end = start
            while end < value.upperBound, page[end] != UInt8(ascii: " ") { end += 1 }
            if end > start {
              let id = scratch.hash(UnsafeRawBufferPointer(rebasing: page[start..<end]))
              scratch.ownFragments.append(id)
            }
            start = end + 1
          }
        case .link, .file:
          add(
            UnsafeRawBufferPointer(rebasing: page[value]), isFile: kind == .file, number, addresses,
            &scratch)
        }
      }
    }
    scratch.ids.sort()
    // Exactly as long as they need to be: they are kept of every page.
    ids = scratch.ids.withUnsafeBufferPointer { Array($0) }
    fragments = scratch.fragments.withUnsafeBufferPointer { Array($0) }
    for index in ids.indices.dropFirst() where ids[index] == ids[index - 1] { isFaulty = true }
    for id in scratch.ownFragments where !has(id) { isFaulty = true }
  }

  private mutating func add(
    _ value: UnsafeRawBufferPointer, isFile: Bool, _ number: Int32, _ addresses: SiteAddresses,
    _ scratch: inout LinkScratch
  ) {
    // Most links within a page name a fragment of it: there is nothing to look up.
    if value.first == UInt8(ascii: "#") {
      if !isFile, value.count > 1 {
        scratch.ownFragments.append(
          scratch.hash(UnsafeRawBufferPointer(rebasing: value[1...])))
      }
      return
    }
    let hash = ByteHash.of(value) &+ (isFile ? 1 : 0)
    let known = scratch.known.look(at: hash)
    if known.isSeen { return }
    if known.isNew {
      let meaning = Self.meaning(of: value, isFile: isFile, addresses, &scratch)
      scratch.known.learn(meaning, at: known.place)
    }
    switch scratch.known.meaning(at: known.place) {
    case .nothing: break
    case .nowhere: isFaulty = true
    case .ownFragment(let id): scratch.ownFragments.append(id)
    case .fragment(let page, let id):
      if page == number {
        scratch.ownFragments.append(id)
      } else {
        scratch.fragments.append(Fragment(page: page, id: id))
      }
    }
  }

  private static func meaning(
    of value: UnsafeRawBufferPointer, isFile: Bool, _ addresses: SiteAddresses,
    _ scratch: inout LinkScratch
  ) -> KnownAddresses.Meaning {
    guard let target = scratch.target(of: value, base: addresses.base) else { return .nothing }
    if target.isOwnPage {
      return isFile ? .nothing : target.fragment.map { .ownFragment($0) } ?? .nothing
    }
    guard let page = addresses.number(target.path) else { return .nowhere }
    guard !isFile, let id = target.fragment, Int(page) < addresses.pageCount else {
      return .nothing
    }
    return .fragment(page: page, id: id)
  }
}

/// What the addresses on the pages of one folder mean: an address reads the same on all of them, so
/// that it is looked up once.
struct KnownAddresses {
  /// What a page asks by an address.
  enum Meaning {
    /// Nothing that could be missing: it leads outside, or to a whole page or file that is there.
    case nothing
    /// A page or file that the site does not have.
    case nowhere
    /// A fragment of the page on which it stands, whichever that is.
    case ownFragment(UInt64)
    /// A fragment of some page.
    case fragment(page: Int32, id: UInt64)
  }

  /// One place of a table with open addressing.
  private struct Entry {
    /// The hash of the text.
    var hash: UInt64 = 0
    /// The page that named it last, counted from 1; 0 for an empty place.
    var page: UInt32 = 0
    var meaning = Meaning.nothing
  }

  private var entries = [Entry](repeating: Entry(), count: 256)
  private var count = 0
  private var page: UInt32 = 0

  /// Begins a page, of the same folder as the last one or of another.
  mutating func begin(isOtherFolder: Bool) {
    if isOtherFolder || count > 1 << 17 || page == .max {
      entries = [Entry](repeating: Entry(), count: 256)
      count = 0
      page = 0
    }
    page += 1
  }

  /// Finds the place of an address, and whether the page has named it before or no page has.
  mutating func look(at hash: UInt64) -> (place: Int, isSeen: Bool, isNew: Bool) {
    if count * 2 >= entries.count { grow() }
    let place = place(of: hash)
    let last = entries[place].page
    entries[place].page = page
    if last == 0 {
      entries[place].hash = hash
      count += 1
    }
    return (place, last == page, last == 0)
  }

  /// Keeps what an address means.
  mutating func learn(_ meaning: Meaning, at place: Int) { entries[place].meaning = meaning }

  /// What an address means.
  func meaning(at place: Int) -> Meaning { entries[place].meaning }

  private func place(of hash: UInt64) -> Int {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while entries[place].page != 0, entries[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 4)
    for entry in old where entry.page != 0 { entries[place(of: entry.hash)] = entry }
  }
}

/// Memory that a worker reuses from page to page while it reads links of one site.
struct LinkScratch {
  /// Addresses that were looked at.
  var known = KnownAddresses()
  /// The hashes of the ids of the page.
  var ids: [UInt64] = []
  /// The fragments of other pages that it names.
  var fragments: [PageLinks.Fragment] = []
  /// Fragments of the page itself that it names.
  var ownFragments: [UInt64] = []
  private var folder: [UInt8] = []
  private var path: [UInt8] = []
  private var decoded: [UInt8] = []

  /// Forgets the last page.
  mutating func begin(path: String) {
    ids.removeAll(keepingCapacity: ids.capacity < 4_096)
    fragments.removeAll(keepingCapacity: fragments.capacity < 4_096)
    ownFragments.removeAll(keepingCapacity: ownFragments.capacity < 4_096)
    let bytes = path.utf8
    let end = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) }
    let own = bytes[..<(end ?? bytes.startIndex)]
    let isOtherFolder = !own.elementsEqual(folder)
    if isOtherFolder { folder = Array(own) }
    known.begin(isOtherFolder: isOtherFolder)
  }

  /// The hash of an attribute's text.
  mutating func hash(_ value: UnsafeRawBufferPointer) -> UInt64 {
    if !Self.isEncoded(value) { return ByteHash.of(value) }
    AttributeText.decode(value, into: &decoded)
    return ByteHash.of(decoded)
  }

  /// The place in the site that an address means; `nil` for what leads outside.
  mutating func target(
    of value: UnsafeRawBufferPointer, base: [UInt8]?
  ) -> (path: UInt64, isOwnPage: Bool, fragment: UInt64?)? {
    if Self.isEncoded(value) {
      AttributeText.decode(value, into: &decoded)
      let text = decoded
      return text.withUnsafeBytes { resolve($0, base: base) }
    }
    return resolve(value, base: base)
  }

  private mutating func resolve(
    _ address: UnsafeRawBufferPointer, base: [UInt8]?
  ) -> (path: UInt64, isOwnPage: Bool, fragment: UInt64?)? {
    var start = 0
    var isBelowBase = false
    if let base, address.count >= base.count, address.starts(with: base) {
      start = base.count
      isBelowBase = true
    } else if Self.leadsOutside(address) {
      return nil
    }
    var end = start
    while end < address.count, address[end] != UInt8(ascii: "#") { end += 1 }
    var fragment: UInt64?
    if end + 1 < address.count {
      fragment = ByteHash.of(UnsafeRawBufferPointer(rebasing: address[(end + 1)...]))
    }
    var pathEnd = start
    while pathEnd < end, address[pathEnd] != UInt8(ascii: "?") { pathEnd += 1 }
    if pathEnd == start, !isBelowBase { return (0, true, fragment) }
    path.removeAll(keepingCapacity: true)
    if !isBelowBase { path.append(contentsOf: folder) }
    var index = start
    while index < pathEnd {
      var partEnd = index
      while partEnd < pathEnd, address[partEnd] != UInt8(ascii: "/") { partEnd += 1 }
      let count = partEnd - index
      if count == 2, address[index] == 0x2E, address[index + 1] == 0x2E {
        // Above the root there is nothing.
        guard !path.isEmpty else { return (0, false, fragment) }
        path.removeLast()
        while let last = path.last, last != UInt8(ascii: "/") { path.removeLast() }
      } else if count > 0, !(count == 1 && address[index] == 0x2E) {
        path.append(contentsOf: address[index..<partEnd])
        if partEnd < pathEnd { path.append(UInt8(ascii: "/")) }
      }
      index = partEnd + 1
    }
    if path.isEmpty || path.last == UInt8(ascii: "/") {
      path.append(contentsOf: "index.html".utf8)
    }
    return (ByteHash.of(path), false, fragment)
  }

  private static func isEncoded(_ value: UnsafeRawBufferPointer) -> Bool {
    for byte in value where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "%") { return true }
    return false
  }

  /// Whether an address begins with a scheme or a host.
  private static func leadsOutside(_ address: UnsafeRawBufferPointer) -> Bool {
    if address.count >= 2, address[0] == UInt8(ascii: "/"), address[1] == UInt8(ascii: "/") {
      return true
    }
    for (index, byte) in address.enumerated() {
      switch byte {
      case UInt8(ascii: ":"): return index > 0
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        continue
      default: return false
      }
    }
    return false
  }
}
