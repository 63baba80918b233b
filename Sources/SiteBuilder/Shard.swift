// Owns the parts of a build that several machines share, and what each part says of itself so that it
// can be put together with the others.

import Diagnostics
import DossierModel
package import FileSystem

/// One of several equal parts of the pages of a site.
package struct Shard: Hashable, Sendable {
  /// Which part, from 1.
  package let number: Int
  /// How many parts there are.
  package let count: Int

  /// Reads `2/3`; `nil` for anything that names no part.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...100_000).contains(count), (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether the part makes what is no page: assets, media, exports.
  package var isFirst: Bool { number == 1 }

  /// Whether a page belongs to the part; neighbours go to different parts, so that large pages, which
  /// stand together, are spread.
  package func holds(_ page: Int) -> Bool { page % count == number - 1 }
}

/// What a shard says of itself, beside its pages: whose part it is, and all paths of the whole site.
package struct ShardPlate: Equatable, Sendable {
  /// The name of the file in the shard's folder.
  package static let fileName = ".dossier-shard"
  private static let heading = "dossier-shard 1"

  /// Which part.
  package let shard: Shard
  /// A hash of all that was read and asked for; equal in all parts of one build.
  package let inputs: Fingerprint
  /// The paths of all pages of the site, in its order.
  package let pages: [String]
  /// The paths of all other files of the site.
  package let files: [String]
  /// The address of the site.
  package let baseURL: String?

  package init(
    shard: Shard, inputs: Fingerprint, pages: [String], files: [String], baseURL: String?
  ) {
    self.shard = shard
    self.inputs = inputs
    self.pages = pages
    self.files = files
    self.baseURL = baseURL
  }

  /// The text form: a fact a line, then the paths; a last line with a hash of all before.
  package var bytes: [UInt8] {
    var lines = [
      Self.heading, "\(shard.number)/\(shard.count)", inputs.hexadecimal, baseURL ?? "-",
      String(pages.count),
    ]
    lines += pages + files
    let text = Array((lines.map(Self.escaped).joined(separator: "\n") + "\n").utf8)
    return text + Array((Fingerprint(text).hexadecimal + "\n").utf8)
  }

  /// Reads a plate; `nil` when the bytes are not one, whole.
  package init?(_ bytes: [UInt8]) {
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(Self.unescaped)
    guard lines.count >= 7, lines.removeLast().isEmpty else { return nil }
    lines.removeLast()
    guard lines[0] == Self.heading, let shard = Shard(lines[1]),
      let inputs = Fingerprint(hexadecimal: lines[2]), let count = Int(lines[4]),
      (0...(lines.count - 5)).contains(count)
    else { return nil }
    self.init(
      shard: shard, inputs: inputs, pages: Array(lines[5..<(5 + count)]),
      files: Array(lines[(5 + count)...]), baseURL: lines[3] == "-" ? nil : lines[3])
    guard self.bytes == bytes else { return nil }
  }

  /// A hash of the texts and the options of a build.
  static func fingerprint(of sources: SourceMap, _ options: SiteBuildOptions) -> Fingerprint {
    var lines = [options.date.description, options.baseURL ?? "-"]
    for index in 0..<sources.count {
      let source = SourceID(raw: UInt32(index))
      lines.append(Fingerprint(sources.bytes(of: source)).hexadecimal + sources.path(of: source))
    }
    return Fingerprint(Array(lines.joined(separator: "\n").utf8))
  }

  private static func escaped(_ line: String) -> String {
    line.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func unescaped(_ line: Substring) -> String {
    var out = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        out.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
