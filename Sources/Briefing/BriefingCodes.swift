// The catalogue of faults of printing: P0001 and on.

package import Diagnostics
import DossierModel
import FileSystem

extension DiagnosticCode {
  /// No Python with the engine was found.
  package static let missingEngine = DiagnosticCode("P0001", "print engine not found")
  /// The engine ended before it answered.
  package static let lostEngine = DiagnosticCode("P0002", "print engine stopped")
  /// The engine refuses the document.
  package static let refusedDocument = DiagnosticCode("P0003", "print template refused")
  /// A note is longer than its pages.
  package static let overBudget = DiagnosticCode("P0004", "note too long")
  /// A picture that a text shows is not there or cannot be printed.
  package static let unprintablePicture = DiagnosticCode("P0005", "picture cannot be printed")
  /// A heading stands alone at the foot of a page.
  package static let strandedHeading = DiagnosticCode(
    "P0006", "heading alone at a page's foot", .warning)
  /// The theme has no template for the profile.
  package static let missingPrintTemplate = DiagnosticCode("P0007", "print template not found")
  /// The engine remarks something about the document.
  package static let engineRemark = DiagnosticCode("P0008", "remark of the print engine", .warning)
  /// The briefing is asked for as of a day to come.
  package static let futureBriefing = DiagnosticCode("P0009", "briefing of a day to come")
  /// A text holds a sign that no font of the engine has.
  package static let unprintableSign = DiagnosticCode(
    "P0010", "sign without a printed form", .warning)
  /// The file to write is a folder, or no file at all.
  package static let unusableOutput = DiagnosticCode("P0011", "no place for the PDF")
  /// A print template fetches a package.
  package static let packageImport = DiagnosticCode("P0012", "package in a print template")

  /// Every code of this module.
  package static let briefingCodes: [DiagnosticCode] = [
    .missingEngine, .lostEngine, .refusedDocument, .overBudget, .unprintablePicture,
    .strandedHeading, .missingPrintTemplate, .engineRemark, .futureBriefing, .unprintableSign,
    .unusableOutput, .packageImport,
  ]
}

extension Diagnostic {
  /// None of the programs has the engine.
  static func missingEngine(tried: [String]) -> Diagnostic {
    let names = tried.map { "`\($0)`" }
    return Diagnostic(
      .missingEngine,
      Wording(
        "no Python with the print engine Typst was found",
        fr: "aucun Python doté du moteur d'impression Typst n'a été trouvé"),
      at: nil,
      notes: [
        Wording(
          "tried: \(names.joined(separator: ", "))",
          fr: "essayés : \(names.joined(separator: ", "))")
      ],
      hints: [
        Hint(
          Wording(
            "run `make brief` once, or `python3 -m venv .venv-brief && .venv-brief/bin/pip "
              + "install typst==0.15.2`; another Python is named with `--typst-python`",
            fr: "lancez une fois `make brief`, ou `python3 -m venv .venv-brief && "
              + ".venv-brief/bin/pip install typst==0.15.2` ; un autre Python se nomme avec "
              + "`--typst-python`"))
      ])
  }

  /// The engine ended in the middle of its work.
  static func lostEngine() -> Diagnostic {
    Diagnostic(
      .lostEngine,
      Wording(
        "the print engine stopped before it answered",
        fr: "le moteur d'impression s'est arrêté avant de répondre"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "look at the free memory, then run the command again",
            fr: "vérifiez la mémoire libre, puis relancez la commande"))
      ])
  }

  /// The engine refuses what a print template makes.
  static func refusedDocument(
    _ message: String, at label: Label?, drawing: String, hints: [String]
  ) -> Diagnostic {
    var advice = hints.map { Hint(Wording($0)) }
    if advice.isEmpty {
      advice = [
        Hint(
          Wording(
            "correct the print template; Documentation/printing.md lists what it is given",
            fr: "corrigez le gabarit d'impression ; Documentation/printing.md dit ce qu'il reçoit"))
      ]
    }
    return Diagnostic(
      .refusedDocument,
      Wording(
        "the print engine refuses the document: \(message)",
        fr: "le moteur d'impression refuse le document : \(message)"),
      at: label,
      notes: label == nil && !drawing.isEmpty
        ? [
          Wording(
            "the engine says: \(drawing)", fr: "le moteur dit : \(drawing)")
        ] : [],
      hints: advice)
  }

  /// A note does not fit on its pages.
  static func overBudget(
    section: String, pages: Int, limit: Int, lines: Int, at label: Label?
  ) -> Diagnostic {
    let over = lines == 1 ? "1 line" : "\(lines) lines"
    let trop = lines == 1 ? "1 ligne" : "\(lines) lignes"
    return Diagnostic(
      .overBudget,
      Wording(
        "the note takes \(pages) pages instead of \(limit): \(over) too long, from the section "
          + "`\(section)` on",
        fr: "la note prend \(pages) pages au lieu de \(limit) : \(trop) de trop, à partir de la "
          + "section `\(section)`"),
      at: label,
      hints: [
        Hint(
          Wording(
            "shorten the key points, or allow more pages with `briefing: {note-pages: \(pages)}` "
              + "in Content/dossier.yaml",
            fr: "abrégez les points clés, ou accordez plus de pages par "
              + "`briefing: {note-pages: \(pages)}` dans Content/dossier.yaml"))
      ])
  }

  /// A picture is missing, or is of a kind that the engine cannot print.
  static func unprintablePicture(_ path: String, isThere: Bool, at span: Span?) -> Diagnostic {
    Diagnostic(
      .unprintablePicture,
      isThere
        ? Wording(
          "the picture `\(path)` is of a kind that cannot be printed",
          fr: "l'image `\(path)` est d'un type qui ne s'imprime pas")
        : Wording(
          "there is no picture `\(path)` to print", fr: "il n'y a pas d'image `\(path)` à imprimer"),
      at: span.map { Label($0) },
      hints: [
        Hint(
          Wording(
            "put a PNG, JPEG, GIF, WebP or SVG file below `Content/media/`",
            fr: "placez un fichier PNG, JPEG, GIF, WebP ou SVG sous `Content/media/`"))
      ])
  }

  /// A heading is the last line of its page.
  static func strandedHeading(_ title: String, page: Int) -> Diagnostic {
    Diagnostic(
      .strandedHeading,
      Wording(
        "the heading `\(title)` stands alone at the foot of page \(page)",
        fr: "le titre `\(title)` est seul au pied de la page \(page)"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "keep headings `sticky` in the print template",
            fr: "gardez les titres `sticky` dans le gabarit d'impression"))
      ])
  }

  /// The theme has no template of that name.
  static func missingPrintTemplate(_ name: String) -> Diagnostic {
    Diagnostic(
      .missingPrintTemplate,
      Wording("there is no template `\(name)`", fr: "il n'y a pas de gabarit `\(name)`"), at: nil,
      hints: [
        Hint(
          Wording(
            "a template that did not compile counts as missing: mend its errors first",
            fr: "un gabarit qui ne se compile pas compte pour absent : corrigez d'abord ses erreurs"
          ))
      ])
  }

  /// The engine remarks something; the PDF is made all the same.
  static func engineRemark(_ message: String) -> Diagnostic {
    Diagnostic(
      .engineRemark,
      Wording(
        "the print engine remarks: \(message)", fr: "le moteur d'impression remarque : \(message)"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "the PDF is whole; look at the print template if it is your own",
            fr: "le PDF est complet ; voyez le gabarit d'impression s'il est le vôtre"))
      ])
  }

  /// The day of a briefing is still to come.
  static func futureBriefing(_ day: CivilDate, today: CivilDate) -> Diagnostic {
    Diagnostic(
      .futureBriefing,
      Wording(
        "`--as-of \(day)` lies after the day of the build, \(today): nobody can know that day yet",
        fr: "`--as-of \(day)` est postérieur au jour de la construction, \(today) : nul ne connaît "
          + "encore ce jour"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "name a day up to \(today), or leave the option out to print all that is known",
            fr:
              "nommez un jour jusqu'au \(today), ou omettez l'option pour imprimer tout ce qui est "
              + "connu"))
      ])
  }

  /// A run of signs that no font of the engine has; printed as their numbers.
  static func unprintableSigns(_ signs: String, at span: Span?) -> Diagnostic {
    let names = signs.unicodeScalars.prefix(8).map { PrintedSigns.name($0) }.joined(separator: " ")
    return Diagnostic(
      .unprintableSign,
      Wording(
        "no font of the print engine has `\(signs)`: the PDF shows \(names)",
        fr: "aucune police du moteur d'impression n'a `\(signs)` : le PDF montre \(names)"),
      at: span.map { Label($0) },
      hints: [
        Hint(
          Wording(
            "write the word in Latin, Greek, Cyrillic, Hebrew or Arabic letters beside it",
            fr: "écrivez le mot en lettres latines, grecques, cyrilliques, hébraïques ou arabes"))
      ])
  }

  /// A sign that turns the direction of writing; left out.
  static func turningSign(_ sign: Unicode.Scalar, at span: Span?) -> Diagnostic {
    let name = PrintedSigns.name(sign)
    return Diagnostic(
      .unprintableSign,
      Wording(
        "the sign \(name) turns the direction of writing: the PDF leaves it out",
        fr: "le signe \(name) retourne le sens de l'écriture : le PDF l'omet"),
      at: span.map { Label($0) },
      hints: [
        Hint(
          Wording(
            "remove the sign; right-to-left names need none",
            fr: "retirez le signe ; un nom écrit de droite à gauche n'en a pas besoin"))
      ])
  }

  /// The file to write is a folder.
  static func unusableOutput(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusableOutput,
      Wording(
        "`\(path)` is a folder, not a file to write", fr: "`\(path)` est un dossier, non un fichier"
      ),
      at: nil,
      hints: [
        Hint(
          Wording(
            "name the PDF too: `--output \(PathName.join(path, "note.pdf"))`",
            fr: "nommez aussi le PDF : `--output \(PathName.join(path, "note.pdf"))`"))
      ])
  }

  /// A print template imports a package, which would have to be fetched.
  static func packageImport(_ name: String, at label: Label?) -> Diagnostic {
    Diagnostic(
      .packageImport,
      Wording(
        "the print template imports the package `\(name)`, which would have to be fetched",
        fr: "le gabarit d'impression importe le paquet `\(name)`, qu'il faudrait télécharger"),
      at: label,
      hints: [
        Hint(
          Wording(
            "a document is made without the network, so that it can be made again: copy what you "
              + "need into the template",
            fr:
              "un document se fait sans réseau, pour pouvoir être refait : copiez dans le gabarit ce "
              + "qu'il vous faut"))
      ])
  }

  /// A picture that the engine cannot read.
  static func brokenPicture(_ path: String, _ reason: String, at span: Span?) -> Diagnostic {
    Diagnostic(
      .unprintablePicture,
      Wording(
        "the picture `\(path)` cannot be read: \(reason)",
        fr: "l'image `\(path)` est illisible : \(reason)"),
      at: span.map { Label($0) },
      hints: [
        Hint(
          Wording(
            "open the file in a picture program and save it again",
            fr: "ouvrez le fichier dans un logiciel d'images et enregistrez-le à nouveau"))
      ])
  }

  /// The print template makes nothing to print.
  static func emptyDocument(_ template: String, at label: Label?) -> Diagnostic {
    Diagnostic(
      .missingPrintTemplate,
      Wording(
        "the template `\(template)` makes an empty document",
        fr: "le gabarit `\(template)` fait un document vide"), at: label,
      hints: [
        Hint(
          Wording(
            "delete the file to print with the built-in template",
            fr: "supprimez le fichier pour imprimer avec le gabarit fourni"))
      ])
  }
}
