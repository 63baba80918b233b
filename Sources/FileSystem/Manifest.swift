// Owns the list of files that a build put into an output folder. It is what allows a later
// build to remove what is stale and to leave alone what is not ours.

/// The files of an output folder that dossier made, by route.
///
/// Text form: a first line with the format's name, then one line a file, the fingerprint (or
/// dashes for a file that a broken-off build may have left) and the route, ordered by route. Line
/// ends and backslashes of a route stand as `\n`, `\r` and `\\`.
public struct Manifest: Equatable, Sendable {
  /// The name of the manifest in its output folder.
  public static let fileName = ".dossier-manifest"
  static let heading = "dossier-manifest 1"

  /// Fingerprint by route; `nil` for a file whose state is unknown.
  public var entries: [String: Fingerprint?] = [:]

  /// Makes an empty manifest.
  public init() {}

  /// Reads a manifest; `nil` when the bytes are not one. Unsafe routes are left out.
  public init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A)[...]
    guard lines.popFirst().map({ $0.elementsEqual(Self.heading.utf8) }) == true else { return nil }
    for line in lines {
      guard let space = line.firstIndex(of: 0x20) else { return nil }
      let route = Self.unescaped(line[(space + 1)...])
      guard PathName.isSafeRoute(route) else { continue }
      let fingerprint = String(decoding: line[..<space], as: UTF8.self)
      entries[route] = .some(Fingerprint(hexadecimal: fingerprint))
    }
  }

  /// The text form.
  ///
  /// - Complexity: O(n log n) in the number of files.
  public var bytes: [UInt8] {
    // All routes stand in one run of bytes, and are compared there.
    var routes: [UInt8] = []
    var rows: [(range: Range<Int>, fingerprint: Fingerprint?)] = []
    rows.reserveCapacity(entries.count)
    for (route, fingerprint) in entries {
      let start = routes.count
      routes.append(contentsOf: route.utf8)
      rows.append((start..<routes.count, fingerprint))
    }
    var text = Array((Self.heading + "\n").utf8)
    text.reserveCapacity(text.count + routes.count + rows.count * 34)
    routes.withUnsafeBytes { routes in
      rows.sort {
        Self.precedes(
          UnsafeRawBufferPointer(rebasing: routes[$0.range]),
          UnsafeRawBufferPointer(rebasing: routes[$1.range]))
      }
      for row in rows {
        if let fingerprint = row.fingerprint {
          fingerprint.write(into: &text)
        } else {
          text.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: 32))
        }
        text.append(0x20)
        for byte in routes[row.range] {
          switch byte {
          case UInt8(ascii: "\\"): text.append(contentsOf: "\\\\".utf8)
          case 0x0A: text.append(contentsOf: "\\n".utf8)
          case 0x0D: text.append(contentsOf: "\\r".utf8)
          default: text.append(byte)
          }
        }
        text.append(0x0A)
      }
    }
    return text
  }

  /// Whether one run of bytes comes before another; eight bytes are compared at once.
  private static func precedes(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Bool {
    let count = min(left.count, right.count)
    var index = 0
    while index + 8 <= count {
      let one = left.loadUnaligned(fromByteOffset: index, as: UInt64.self).bigEndian
      let other = right.loadUnaligned(fromByteOffset: index, as: UInt64.self).bigEndian
      if one != other { return one < other }
      index += 8
    }
    while index < count {
      if left[index] != right[index] { return left[index] < right[index] }
      index += 1
    }
    return left.count < right.count
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    var route: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      switch byte {
      case UInt8(ascii: "n") where isEscaped: route.append(0x0A)
      case UInt8(ascii: "r") where isEscaped: route.append(0x0D)
      default: route.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: route, as: UTF8.self)
  }
}

extension Fingerprint {
  /// Reads 32 hexadecimal digits.
  public init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}
