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
  /// Shards that are to be merged do not make up a build.
  package static let missingShards = DiagnosticCode("S0120", "shards are missing")
  /// A shard is damaged, given twice, or of another build.
  package static let foreignShard = DiagnosticCode("S0121", "shard of another build")

  /// A picture holds a script, or fetches something from elsewhere.
  package static let activePicture = DiagnosticCode("S0106", "picture with active content")

  /// Every code of this module.
  package static let siteCodes: [DiagnosticCode] = [
    .routeCollision, .deadLink, .deadFragment, .duplicateElementID, .missingAsset, .activePicture,
    .missingShards, .foreignShard,
  ]
}

extension Diagnostic {
  /// Two pages or files ask for one path.
  package static func routeCollision(_ path: String, at span: Span?, and other: Span?)
    -> Diagnostic
  {
    Diagnostic(
      .routeCollision,
      Wording(
        "two pages or files ask for the path `\(path)`",
        fr: "deux pages ou fichiers demandent le chemin `\(path)`"),
      at: span.map {
        Label($0, Wording("this one would be written over", fr: "celui-ci serait écrasé"))
      },
      secondary: other.map {
        [Label($0, Wording("this one comes first", fr: "celui-ci vient en premier"))]
      } ?? [],
      hints: [
        Hint(
          Wording(
            "give one of them another id or file name",
            fr: "donnez à l'un d'eux un autre identifiant ou un autre nom de fichier"))
      ])
  }

  /// A link leads to a page that is not made.
  package static func deadLink(_ address: String, on page: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .deadLink,
      Wording(
        "the page `\(page)` links to `\(address)`, which is not part of the site",
        fr: "la page `\(page)` renvoie à `\(address)`, qui ne fait pas partie du site"), at: nil,
      hints: hints(
        near: address, among: known,
        otherwise: Wording(
          "correct the address, or add the page", fr: "corrigez l'adresse, ou ajoutez la page")))
  }

  /// A link names an id that its target lacks.
  package static func deadFragment(
    _ fragment: String, of target: String, on page: String, known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .deadFragment,
      Wording(
        "the page `\(page)` links to `#\(fragment)`, which `\(target)` does not have",
        fr: "la page `\(page)` renvoie à `#\(fragment)`, que `\(target)` n'a pas"), at: nil,
      hints: hints(
        near: fragment, among: known,
        otherwise: Wording(
          "correct the part after `#`, or give the heading that id",
          fr: "corrigez ce qui suit `#`, ou donnez cet identifiant au titre")))
  }

  /// Parts of a build were not given.
  package static func missingShards(_ numbers: [Int], of count: Int) -> Diagnostic {
    let list = numbers.map { "`\($0)/\(count)`" }.joined(separator: ", ")
    return Diagnostic(
      .missingShards,
      numbers.isEmpty
        ? Wording("no shard was given", fr: "aucune partie n'est donnée")
        : Wording("missing shards: \(list)", fr: "parties manquantes : \(list)"), at: nil,
      hints: [
        Hint(
          Wording(
            "build each with `--shard K/N` and name all their folders",
            fr: "construisez chacune avec `--shard K/N` et nommez tous leurs dossiers"))
      ])
  }

  /// A file of a shard is not as its build made it.
  package static func spoiltShard(_ path: String, in folder: String) -> Diagnostic {
    Diagnostic(
      .foreignShard,
      Wording(
        "`\(path)` in `\(folder)` is not as the build of that part made it",
        fr: "`\(path)` dans `\(folder)` n'est pas tel que la construction de cette partie l'a fait"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "build the part again, and copy it whole, with the files whose names begin with a dot",
            fr: "reconstruisez cette partie, et copiez-la entière, avec les fichiers dont le nom "
              + "commence par un point"))
      ])
  }

  /// A folder is no part of the build that the others belong to.
  package static func foreignShard(_ folder: String) -> Diagnostic {
    Diagnostic(
      .foreignShard,
      Wording(
        "`\(folder)` is damaged, given twice, or of another build than the others",
        fr: "`\(folder)` est abîmé, donné deux fois, ou d'une autre construction que les autres"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "build all shards from the same files, with the same program and options",
            fr: "construisez toutes les parties des mêmes fichiers, avec le même programme et les "
              + "mêmes options"))
      ])
  }

  /// Two elements of a page carry one id.
  package static func duplicateElementID(_ id: String, on page: String) -> Diagnostic {
    Diagnostic(
      .duplicateElementID,
      Wording(
        "the page `\(page)` has two elements with the id `\(id)`",
        fr: "la page `\(page)` a deux éléments d'identifiant `\(id)`"), at: nil,
      hints: [
        Hint(
          Wording(
            "give one of the headings or records another id",
            fr: "donnez un autre identifiant à l'un des titres ou à l'une des fiches"))
      ])
  }

  /// A page shows or links to a file that the dossier does not have.
  package static func missingAsset(_ path: String, on page: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .missingAsset,
      Wording(
        "the page `\(page)` asks for the file `\(path)`, which is not there",
        fr: "la page `\(page)` demande le fichier `\(path)`, qui n'existe pas"), at: nil,
      hints: hints(
        near: path, among: known,
        otherwise: Wording(
          "put the file below `Content/media/`", fr: "mettez le fichier dans `Content/media/`")))
  }

  private static func hints(
    near text: String, among known: [String], otherwise: Wording
  ) -> [Hint] {
    let near = Suggestion.nearest(to: text, among: known).map {
      Hint(Wording("did you mean `\($0)`?", fr: "vouliez-vous dire `\($0)` ?"))
    }
    return near.isEmpty ? [Hint(otherwise)] : near
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
