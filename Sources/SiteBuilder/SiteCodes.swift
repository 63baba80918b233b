// The catalogue of faults of pages, links and assets: S0101 and on.

package import Diagnostics

extension DiagnosticCode {
  /// Two pages or files ask for the same path.
  package static let routeCollision = DiagnosticCode("S0101", "two pages at one path")
  /// A link of a finished page leads to no page.
  package static let deadLink = DiagnosticCode("S0102", "link leads nowhere")
  /// A link of a finished page names an id that its target page lacks.
  package static let deadFragment = DiagnosticCode("S0103", "fragment not found")
  /// A finished page has two elements with one id.
  package static let duplicateElementID = DiagnosticCode("S0104", "id used twice on a page")
  /// An image or other file of the dossier is not there.
  package static let missingAsset = DiagnosticCode("S0105", "file not found")

  /// A picture holds a script, or fetches something from elsewhere.
  package static let activePicture = DiagnosticCode("S0106", "picture with active content")

  /// Every code of this module.
  package static let siteCodes: [DiagnosticCode] = [
    .routeCollision, .deadLink, .deadFragment, .duplicateElementID, .missingAsset, .activePicture,
  ]
}

extension Diagnostic {
  /// Two pages or files ask for one path.
  package static func routeCollision(_ path: String, at span: Span?, and other: Span?)
    -> Diagnostic
  {
    Diagnostic(
      .routeCollision, "two pages or files ask for the path `\(path)`",
      at: span.map { Label($0, "this one would be written over") },
      secondary: other.map { [Label($0, "this one comes first")] } ?? [],
      hints: [Hint("give one of them another id or file name")])
  }

  /// A link leads to a page that is not made.
  package static func deadLink(_ address: String, on page: String, known: [String]) -> Diagnostic {
    var hints = Suggestion.nearest(to: address, among: known).map { Hint("did you mean `\($0)`?") }
    if hints.isEmpty { hints = [Hint("correct the address, or add the page")] }
    return Diagnostic(
      .deadLink, "the page `\(page)` links to `\(address)`, which is not part of the site", at: nil,
      hints: hints)
  }

  /// A link names an id that its target lacks.
  package static func deadFragment(
    _ fragment: String, of target: String, on page: String, known: [String]
  ) -> Diagnostic {
    var hints = Suggestion.nearest(to: fragment, among: known).map { Hint("did you mean `\($0)`?") }
    if hints.isEmpty { hints = [Hint("correct the part after `#`, or give the heading that id")] }
    return Diagnostic(
      .deadFragment, "the page `\(page)` links to `#\(fragment)`, which `\(target)` does not have",
      at: nil, hints: hints)
  }

  /// Two elements of a page carry one id.
  package static func duplicateElementID(_ id: String, on page: String) -> Diagnostic {
    Diagnostic(
      .duplicateElementID, "the page `\(page)` has two elements with the id `\(id)`", at: nil,
      hints: [Hint("give one of the headings or records another id")])
  }

  /// A page shows or links to a file that the dossier does not have.
  package static func missingAsset(_ path: String, on page: String, known: [String]) -> Diagnostic {
    var hints = Suggestion.nearest(to: path, among: known).map { Hint("did you mean `\($0)`?") }
    if hints.isEmpty { hints = [Hint("put the file below `Content/media/`")] }
    return Diagnostic(
      .missingAsset, "the page `\(page)` asks for the file `\(path)`, which is not there", at: nil,
      hints: hints)
  }

  /// A picture of the dossier could act on its own.
  package static func activePicture(_ path: String, _ found: String) -> Diagnostic {
    Diagnostic(
      .activePicture,
      Wording(
        "the picture `\(path)` holds `\(found)`, which a browser would act on",
        fr: "l'image `\(path)` contient `\(found)`, qu'un navigateur exécuterait"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "save it again without scripts and references, or as a PNG",
            fr: "enregistrez-la sans script ni renvoi extérieur, ou en PNG"))
      ])
  }
}
