// Owns how a click on a fault opens the file in the writer's editor: by an address that the system
// hands to the editor, so that the server never starts a program.

/// A form of address that opens a file at a line and a column.
package struct EditorLink: Sendable, Equatable {
  private let template: String?

  /// No editor: places are shown and lead nowhere.
  package static let none = EditorLink(template: nil)

  private init(template: String?) { self.template = template }

  /// The names of the editors that are known.
  package static var knownNames: [String] { schemes.map(\.name) }

  private static let schemes: [(name: String, template: String)] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("code", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("codium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("subl", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("mate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("emacs", "emacs://open?url=file://{path}&line={line}&column={column}"),
    ("emacsclient", "emacs://open?url=file://{path}&line={line}&column={column}"),
    ("mvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
    ("gvim", "gvim://open?url=file://{path}&line={line}&column={column}"),
    ("nova", "nova://open?path={path}&line={line}&column={column}"),
  ]

  /// Takes an editor by its name, or by an address with `{path}`, `{line}` and `{column}`; `nil`
  /// for what is neither.
  package init?(_ text: String) {
    if text.contains("{path}") {
      guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
        text[..<colon].utf8.allSatisfy({
          (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2B
            || $0 == 0x2D || $0 == 0x2E
        }),
        !["javascript", "data", "vbscript"].contains(text[..<colon].lowercased())
      else { return nil }
      template = text
      return
    }
    guard let known = Self.schemes.first(where: { $0.name == text.lowercased() }) else {
      return nil
    }
    template = known.template
  }

  /// Takes the editor of the environment, such as `code --wait` or `/usr/bin/subl -w`; none where
  /// it has no addresses of its own.
  package init(command: String?) {
    let program = command?.split(separator: " ").first?.split(separator: "/").last
    self = program.flatMap { EditorLink(String($0)) } ?? .none
  }

  /// The address of a place; `nil` without an editor.
  package func address(path: String, line: Int, column: Int) -> String? {
    template.map {
      $0.replacing("{path}", with: Self.escaped(path)).replacing("{line}", with: "\(line)")
        .replacing("{column}", with: "\(column)")
    }
  }

  /// A path as part of an address.
  private static func escaped(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return out
  }
}
