// The theme: the built-in files overlaid, file by file, by the dossier's own `Templates/`.

package import Diagnostics
package import DossierModel
import FileSystem
package import TemplateEngine

/// The files of a theme, compiled.
package struct TemplateLibrary: Sendable {
  /// The compiled templates.
  package let templates: TemplateSet
  /// How many template files the theme has.
  package let templateCount: Int
  /// The words of the interface in the dossier's language.
  package let words: Words
  /// Files to copy: path below `assets/`, and bytes.
  package let assets: [(path: String, bytes: [UInt8])]
  /// The letters with which the picture of the dossier is drawn.
  package let letters: [UInt8]

  /// Loads the built-in theme and the dossier's own files over it, and compiles all templates.
  ///
  /// - Parameters:
  ///   - folder: The dossier's `Templates` folder; `nil` or missing for the built-in theme alone.
  ///   - dossier: What the templates are for: functions such as `url_for` lead to its pages.
  ///   - language: The language of the dossier, which selects the words.
  ///   - buildDay: The day for which the dossier is made.
  ///   - baseURL: The address of the site, where it is not the dossier's own.
  ///   - sources: Receives the text of every template and file of words.
  ///   - bag: Receives what is wrong with them.
  package static func load(
    folder: String?, language: DossierLanguage, dossier: Dossier? = nil,
    buildDay: CivilDate? = nil, baseURL: String? = nil, sources: inout SourceMap,
    into bag: inout DiagnosticBag
  ) -> TemplateLibrary {
    var files: [String: (shown: String, bytes: [UInt8])] = [:]
    for file in EmbeddedTheme.files {
      let path = file.path.description
      files[path] = ("Templates/\(path)", Array(file.text.description.utf8))
    }
    let builtIn = files
    if let folder, Directory.exists(folder) {
      do throws(Diagnostic) {
        for entry in try Directory.files(below: folder) {
          files[entry.path] = (
            "Templates/\(entry.path)", try FileReader.read(PathName.join(folder, entry.path))
          )
        }
      } catch {
        bag.add(error)
      }
    }
    // Words: the built-in file first, the dossier's own over it, so that a theme may leave words out.
    var words = Words(language: language.rawValue)
    let wordsPath = "i18n/\(language.rawValue).yaml"
    if let file = builtIn[wordsPath] {
      words.add(sources.add(path: file.shown, bytes: file.bytes), in: sources, into: &bag)
    }
    if let file = files[wordsPath], file.bytes != builtIn[wordsPath]?.bytes {
      words.add(sources.add(path: file.shown, bytes: file.bytes), in: sources, into: &bag)
    }
    if words.keys.isEmpty { bag.add(.missingWords(language.rawValue)) }

    var places = dossier.map { dossier in
      DossierPlaces(
        dossier, words: words, buildDay: buildDay ?? dossier.settings.asOf.value, baseURL: baseURL)
    }
    var inputs: [(name: String, source: SourceID)] = []
    var assets: [(path: String, bytes: [UInt8])] = []
    for (path, file) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      if path.hasPrefix("assets/") {
        let name = String(path.dropFirst("assets/".count))
        assets.append((name, file.bytes))
        places?.add(asset: name, file.bytes)
      } else if path.hasPrefix("data/"), path.hasSuffix(".yaml") {
        places?.add(
          data: String(path.dropFirst("data/".count).dropLast(".yaml".count)),
          sources.add(path: file.shown, bytes: file.bytes), in: sources, into: &bag)
      } else if path.hasSuffix(".html") || path.hasSuffix(".xml") || path.hasSuffix(".txt")
        || path.hasSuffix(".typ")
      {
        let source = sources.add(path: file.shown, bytes: file.bytes)
        _ = UTF8Check.readable(
          source, bytes: file.bytes, range: file.bytes.indices, into: &bag)
        inputs.append((path, source))
      }
    }
    if let folder {
      addMedia(below: folder, inputs.map(\.source), in: sources, to: &places, into: &bag)
    }
    let environment = environment(words, places)
    let templates = environment.compile(inputs, in: sources, into: &bag)
    return TemplateLibrary(
      templates: templates, templateCount: inputs.count, words: words, assets: assets,
      letters: files["pictures/letters.glyphs"]?.bytes ?? [])
  }

  /// The words of the built-in theme.
  package static func builtInWords(_ language: DossierLanguage) -> Words {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    var words = Words(language: language.rawValue)
    let path = "i18n/\(language.rawValue).yaml"
    if let file = EmbeddedTheme.files.first(where: { $0.path.description == path }) {
      words.add(
        sources.add(path: path, bytes: Array(file.text.description.utf8)), in: sources, into: &bag)
    }
    return words
  }

  /// Adds the dossier's media, when a template asks for pictures or files.
  private static func addMedia(
    below templates: String, _ inputs: [SourceID], in sources: SourceMap,
    to places: inout DossierPlaces?, into bag: inout DiagnosticBag
  ) {
    let folder = PathName.join(templates, "../Content/media")
    guard places != nil, Directory.exists(folder),
      inputs.contains(where: { source in
        let text = sources.bytes(of: source)
        return ["image(", "asset("].contains { mark in text.contains(Array(mark.utf8)) }
      })
    else { return }
    do throws(Diagnostic) {
      for entry in try Directory.files(below: folder) {
        places?.add(media: entry.path, try FileReader.read(PathName.join(folder, entry.path)))
      }
    } catch {
      bag.add(error)
    }
  }

  /// What templates of a dossier may use: the filters of its words, and the words as `w`.
  package static func environment(_ words: Words, _ places: DossierPlaces? = nil) -> Environment {
    var environment = Environment()
    TemplateContracts.register(in: &environment)
    DossierFilters.register(in: &environment, words: words, places: places)
    environment.addGlobal("w", words.value)
    return environment
  }
}
