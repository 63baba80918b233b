// Owns the texts that were read: a path and immutable UTF-8 bytes for each `SourceID`.
// Does not read files: the loader adds what it read.

/// Identifies one text of a `SourceMap`.
public struct SourceID: Hashable, Comparable, Sendable {
  /// The index of the text in its map.
  public let raw: UInt32

  /// Makes the identifier of the text at an index of its map.
  public init(raw: UInt32) { self.raw = raw }

  /// Orders by index.
  public static func < (left: SourceID, right: SourceID) -> Bool { left.raw < right.raw }
}

/// The texts of one run, by `SourceID`.
public struct SourceMap: Sendable {
  private struct Entry: Sendable {
    let path: String
    let bytes: [UInt8]
  }

  private var entries: [Entry] = []

  /// Makes an empty map.
  public init() {}

  /// The number of texts.
  public var count: Int { entries.count }

  /// Adds a text and returns its identifier.
  ///
  /// - Parameters:
  ///   - path: The name shown in diagnostics, relative to the dossier's folder.
  ///   - bytes: The whole text, UTF-8 (checked by the readers, not here).
  public mutating func add(path: String, bytes: [UInt8]) -> SourceID {
    precondition(entries.count < Int(UInt32.max), "a source map holds fewer than 2^32 texts")
    entries.append(Entry(path: path, bytes: bytes))
    return SourceID(raw: UInt32(entries.count - 1))
  }

  /// The name shown for a text.
  public func path(of source: SourceID) -> String { entries[Int(source.raw)].path }

  /// The bytes of a text.
  public func bytes(of source: SourceID) -> [UInt8] { entries[Int(source.raw)].bytes }

  /// Whether a text of this identifier exists.
  public func contains(_ source: SourceID) -> Bool { Int(source.raw) < entries.count }
}
