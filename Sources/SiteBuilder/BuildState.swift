// Owns what a build remembers outside of the published folder, so that the next one can tell without
// reading a file that it would do nothing. Whatever is wrong with it, it is ignored and made anew.

import DossierModel
import FileSystem
import Presentation

/// What a build left behind, as the next one compares it.
struct BuildState: Equatable {
  private static let heading = "dossier-state 1"

  /// The program and what it was asked to do.
  var request: Fingerprint
  /// Everything it read.
  var inputs: String
  /// The published folder.
  var output: String
  /// The language of the dossier.
  var language: String
  /// The number of files of the site, and of their bytes.
  var fileCount: Int
  var byteCount: Int
  /// The pages by kind.
  var pages: [(kind: String, count: Int)]

  static func == (left: BuildState, right: BuildState) -> Bool { left.text == right.text }

  /// One line a fact.
  private var text: String {
    let pages = pages.map { "\($0.kind)=\($0.count)" }.joined(separator: " ")
    return """
      \(Self.heading)
      \(request.hexadecimal)
      \(inputs)
      \(output)
      \(language)
      \(fileCount) \(byteCount)
      \(pages)

      """
  }

  /// The file: the facts, then a hash of them, by which a damaged file is known.
  var bytes: [UInt8] {
    let text = Array(text.utf8)
    return text + Array((Fingerprint(text).hexadecimal + "\n").utf8)
  }

  init(
    request: Fingerprint, inputs: String, output: String, language: String, fileCount: Int,
    byteCount: Int, pages: [(kind: String, count: Int)]
  ) {
    self.request = request
    self.inputs = inputs
    self.output = output
    self.language = language
    self.fileCount = fileCount
    self.byteCount = byteCount
    self.pages = pages
  }

  /// Reads a file; `nil` when it is damaged or of another program.
  init?(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 9, lines[0] == Self.heading,
      let request = Fingerprint(hexadecimal: lines[1])
    else { return nil }
    let counts = lines[5].split(separator: " ").compactMap { Int($0) }
    guard counts.count == 2 else { return nil }
    var pages: [(String, Int)] = []
    for part in lines[6].split(separator: " ") {
      let pair = part.split(separator: "=")
      guard pair.count == 2, let count = Int(pair[1]) else { return nil }
      pages.append((String(pair[0]), count))
    }
    self.init(
      request: request, inputs: String(lines[2]), output: String(lines[3]),
      language: String(lines[4]), fileCount: counts[0], byteCount: counts[1], pages: pages)
    guard self.bytes == bytes else { return nil }
  }
}

/// The look at what a build would read and write, against what the last one left.
struct BuildProbe {
  private let folder: String
  private let file: String
  private let output: String
  /// The program and what it was asked to do.
  let request: Fingerprint
  private let pagesFile: String
  private let paths: [(path: String, includesHidden: Bool)]
  private let inputs: TreeStamp
  private let begin: Int64

  /// Looks at the inputs as they are before anything is read.
  init?(_ options: SiteBuildOptions, output: String) {
    guard let folder = options.cache else { return nil }
    self.folder = folder
    self.output = output
    begin = TreeStamp.now
    let source = PathName.absolute(options.source)
    let name = Fingerprint(Array((source + "\n" + output).utf8)).hexadecimal
    file = PathName.join(folder, name + ".state")
    pagesFile = PathName.join(folder, name + ".pages")
    let extras = [options.archive, options.briefings, options.pageChecks].map {
      $0.map(PathName.absolute)
    }
    var program = TreeStamp()
    program.add("/proc/self/exe")
    let asked: [String] =
      [
        program.text, source, output, options.baseURL ?? "-", options.date.description,
        String(options.ignoresBaseline),
      ] + extras.map { $0 ?? "-" }
    request = Fingerprint(Array(asked.joined(separator: "\n").utf8))
    paths =
      ["Content", "seeds", "Templates"].map { (PathName.join(source, $0), false) }
      + extras.compactMap { $0.map { ($0, true) } }
    inputs = Self.stamp(paths)
  }

  private static func stamp(_ paths: [(path: String, includesHidden: Bool)]) -> TreeStamp {
    var stamp = TreeStamp()
    for (path, includesHidden) in paths { stamp.add(path, includesHidden: includesHidden) }
    return stamp
  }

  private var outputText: String {
    var stamp = TreeStamp()
    stamp.add(output, includesHidden: true)
    return stamp.text
  }

  /// What the last build left, if this one would leave the same.
  func unchanged() -> BuildState? {
    guard let bytes = try? FileReader.read(file), let state = BuildState(bytes),
      state.request == request, state.inputs == inputs.text, state.output == outputText
    else { return nil }
    return state
  }

  /// The pages of the last build; `nil` where nothing is left of them.
  func pages() -> PublishedPages? {
    (try? FileReader.read(pagesFile)).flatMap(PublishedPages.init)
  }

  /// Remembers the pages that were just published. Each is known by its file: a build that is killed
  /// before this leaves the pages of the one before, which fit the files that are theirs.
  func remember(_ pages: PublishedPages) {
    makeFolder()
    try? FileWriter.write(pages.bytes, to: pagesFile)
  }

  /// Remembers a build that went well. What was written while it ran, or just before it began, is
  /// not remembered: the next build then does its work again.
  func remember(_ report: BuildReport) {
    guard report.diagnostics.isEmpty, let language = report.language,
      inputs.isSettled(before: begin), Self.stamp(paths) == inputs
    else { return }
    let state = BuildState(
      request: request, inputs: inputs.text, output: outputText, language: language.rawValue,
      fileCount: report.writtenCount + report.unchangedCount, byteCount: report.byteCount,
      pages: report.pages)
    makeFolder()
    try? FileWriter.write(state.bytes, to: file)
  }

  /// A folder of this kind is left out of backups and of version control by itself.
  private func makeFolder() {
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n"
    for (name, text) in [("CACHEDIR.TAG", tag), (".gitignore", "*\n")] {
      let path = PathName.join(folder, name)
      if (try? FileReader.read(path)) == nil {
        try? FileWriter.write(Array(text.utf8), to: path)
      }
    }
  }
}
