// Ordered keys with a small hash index: the names of a record's fields and the keys of a map.
// Tables are shared: all records of one shape, all maps of one literal. The virtual machine
// remembers the last table an instruction met, so a field read is a comparison and an index.

/// Ordered, distinct keys and their positions.
public final class KeyTable: Sendable {
  let keys: [Value]
  private let hashes: [UInt32]
  /// Open addressing, power of two, -1 for empty; empty when a linear scan is as fast.
  private let index: [Int32]

  /// Makes a table of distinct keys, in this order.
  init(_ keys: [Value]) {
    self.keys = keys
    let hashes = keys.map(KeyTable.hash)
    self.hashes = hashes
    guard keys.count > 8 else {
      index = []
      return
    }
    var size = 32
    while size < keys.count * 2 { size *= 2 }
    var index = [Int32](repeating: -1, count: size)
    for (position, hash) in hashes.enumerated() {
      var slot = Int(hash) & (size - 1)
      while index[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      index[slot] = Int32(position)
    }
    self.index = index
  }

  /// For each key the position of the first that is equal to it.
  static func firstPositions(_ keys: [Value]) -> [Int] {
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    let mask = size - 1
    var index = [Int32](repeating: -1, count: size)
    let hashes = keys.map(KeyTable.hash)
    return keys.indices.map { position in
      var slot = Int(hashes[position]) & mask
      while index[slot] >= 0 {
        let other = Int(index[slot])
        if hashes[other] == hashes[position], keys[other].isEqual(to: keys[position]) {
          return other
        }
        slot = (slot + 1) & mask
      }
      index[slot] = Int32(position)
      return position
    }
  }

  /// Makes a table of names.
  convenience init(names: [String]) {
    self.init(names.map { Value.text(Text(Array($0.utf8))) })
  }

  /// The number of keys.
  public var count: Int { keys.count }

  /// The position of a name, or `nil`.
  func position(of name: Name) -> Int? {
    position(of: name.bytes, hash: name.hash)
  }

  /// The position of a text key, or `nil`.
  func position(of bytes: [UInt8], hash: UInt32) -> Int? {
    if index.isEmpty {
      var position = 0
      while position < hashes.count {
        if hashes[position] == hash, holds(bytes, at: position) { return position }
        position += 1
      }
      return nil
    }
    let mask = index.count - 1
    var slot = Int(hash) & mask
    while index[slot] >= 0 {
      let position = Int(index[slot])
      if hashes[position] == hash, holds(bytes, at: position) { return position }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether the key at a position is this name.
  @inline(__always)
  func holds(_ name: Name, at position: Int) -> Bool {
    position < hashes.count && hashes[position] == name.hash && holds(name.bytes, at: position)
  }

  /// Whether the key at a position is this text.
  func holds(_ bytes: [UInt8], at position: Int) -> Bool {
    if case .text(let text) = keys[position] { return text.bytes == bytes }
    return false
  }

  /// The position of any key, or `nil`.
  func position(of key: Value) -> Int? {
    if case .text(let text) = key {
      return position(of: text.bytes, hash: hashBytes(text.bytes))
    }
    let hash = KeyTable.hash(key)
    if index.isEmpty {
      for position in 0..<hashes.count where hashes[position] == hash {
        if keys[position].isEqual(to: key) { return position }
      }
      return nil
    }
    let mask = index.count - 1
    var slot = Int(hash) & mask
    while index[slot] >= 0 {
      let position = Int(index[slot])
      if hashes[position] == hash, keys[position].isEqual(to: key) { return position }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The hash of a value; equal values (1, 1.0 and true) have equal hashes.
  ///
  /// - Complexity: the weight of the value, which the caller accounts for.
  static func hash(_ key: Value) -> UInt32 {
    switch key {
    case .text(let text): hashBytes(text.bytes)
    case .int(let value): mixed(UInt64(bitPattern: value))
    case .bool(let value): mixed(value ? 1 : 0)
    case .double(let value):
      mixed(Int64(exactly: value).map { UInt64(bitPattern: $0) } ?? value.bitPattern)
    case .list(let list): list.items.reduce(11) { combined($0, hash($1)) }
    case .record(let record): record.slots.reduce(13) { combined($0, hash($1)) }
    case .map(let map):
      // The order of keys makes no difference.
      zip(map.keys, map.values).reduce(17) { $0 &+ combined(hash($1.0), hash($1.1)) }
    default: 7
    }
  }

  /// Spreads numbers that differ in few bits.
  private static func mixed(_ bits: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  private static func combined(_ hash: UInt32, _ other: UInt32) -> UInt32 {
    mixed(UInt64(hash) << 32 | UInt64(other))
  }

  /// The keys that are names, for "did you mean".
  var names: [String] {
    keys.compactMap { key in
      if case .text(let text) = key { text.string } else { nil }
    }
  }
}

/// FNV-1a over bytes; stable, used only inside one process.
func hashBytes(_ bytes: [UInt8]) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes {
    hash = (hash ^ UInt32(byte)) &* 16_777_619
  }
  return hash
}

/// A name written in a template, with its hash.
struct Name: Sendable {
  let bytes: [UInt8]
  let hash: UInt32

  init(_ string: String) { self.init(bytes: Array(string.utf8)) }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    hash = hashBytes(bytes)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
}
