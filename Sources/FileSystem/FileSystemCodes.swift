// The catalogue of faults of the file system: F0001 and on.

public import Diagnostics

extension DiagnosticCode {
  /// A file or folder could not be read.
  public static let unreadableFile = DiagnosticCode("F0001", "file cannot be read")
  /// A file or folder could not be written.
  public static let unwritableFile = DiagnosticCode("F0002", "file cannot be written")
  /// The output folder holds files that no build of ours put there.
  public static let foreignOutput = DiagnosticCode("F0003", "output folder is not ours")
  /// The output folder overlaps the dossier's own files.
  public static let outputOverlapsSource = DiagnosticCode(
    "F0004", "output folder overlaps the source")
  /// A route would leave the output folder.
  public static let unsafeRoute = DiagnosticCode("F0005", "output path leaves the output folder")
  /// The folder given as source or as archive does not exist.
  public static let missingFolder = DiagnosticCode("F0006", "folder not found")
  /// Another build is writing to the output folder.
  public static let outputInUse = DiagnosticCode("F0007", "output folder is in use")

  /// Every code of this module.
  public static let fileSystemCodes: [DiagnosticCode] = [
    .unreadableFile, .unwritableFile, .foreignOutput, .outputOverlapsSource, .unsafeRoute,
    .missingFolder, .outputInUse,
  ]
}

extension Diagnostic {
  /// A file or folder could not be read; `reason` is the system's own word.
  public static func unreadableFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .unreadableFile,
      Wording("cannot read `\(path)`: \(reason)", fr: "impossible de lire `\(path)` : \(reason)"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "check that the file exists and that you may read it",
            fr: "vérifiez que le fichier existe et que vous pouvez le lire"))
      ])
  }

  /// A file or folder has a name that is not UTF-8; `path` has the signs of other bytes replaced.
  public static func nameIsNoText(_ path: String) -> Diagnostic {
    Diagnostic(
      .unreadableFile,
      Wording(
        "the name of `\(path)` is not UTF-8", fr: "le nom de `\(path)` n'est pas en UTF-8"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "give the file a name without bytes of another encoding",
            fr: "donnez au fichier un nom sans octets d'un autre codage"))
      ])
  }

  /// A text is larger than any that is read.
  public static func fileIsTooLarge(_ path: String, size: Int, limit: Int) -> Diagnostic {
    let (has, may) = ((size + (1 << 20) - 1) >> 20, limit >> 20)
    return Diagnostic(
      .unreadableFile,
      Wording(
        "`\(path)` is too large: it has \(has) MiB, and a text may have \(may)",
        fr: "`\(path)` est trop grand : il a \(has) Mio, et un texte peut en avoir \(may)"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "divide it into several files", fr: "répartissez-le en plusieurs fichiers"))
      ])
  }

  /// Where the output folder is to be, or a folder on the way to it, is something else.
  public static func outputIsNoFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .unwritableFile,
      Wording(
        "cannot write into `\(path)`: it is there, and it is not a folder",
        fr: "impossible d'écrire dans `\(path)` : il existe, et ce n'est pas un dossier"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "choose a folder with `--output`, or remove what stands in its place",
            fr: "choisissez un dossier avec `--output`, ou enlevez ce qui est à sa place"))
      ])
  }

  /// A file or folder could not be written; `reason` is the system's own word.
  public static func unwritableFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .unwritableFile,
      Wording("cannot write `\(path)`: \(reason)", fr: "impossible d'écrire `\(path)` : \(reason)"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "check the free space and your rights on the output folder",
            fr: "vérifiez la place libre et vos droits sur le dossier de sortie"))
      ])
  }

  /// A folder stands where a file of the site is to be.
  public static func folderInPlace(_ path: String) -> Diagnostic {
    Diagnostic(
      .unwritableFile,
      Wording(
        "cannot write `\(path)`: a folder stands in its place",
        fr: "impossible d'écrire `\(path)` : un dossier est à sa place"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "move the folder elsewhere; dossier did not make it, and nothing was changed",
            fr: "déplacez ce dossier ; dossier ne l'a pas fait, et rien n'a été changé"))
      ])
  }

  /// The output folder holds files and no manifest of ours.
  public static func foreignOutput(_ path: String) -> Diagnostic {
    Diagnostic(
      .foreignOutput,
      Wording(
        "the output folder `\(path)` holds files that dossier did not make",
        fr: "le dossier de sortie `\(path)` contient des fichiers que dossier n'a pas faits"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "choose an empty folder with `--output`, or pass `--force` to build there: "
              + "files with the names of pages are replaced, all others are kept",
            fr:
              "choisissez un dossier vide avec `--output`, ou donnez `--force` pour construire là : "
              + "les fichiers aux noms de pages sont remplacés, les autres sont gardés"))
      ])
  }

  /// The output folder is the dossier's folder, a parent of it, or one of its own folders.
  public static func outputOverlapsSource(_ output: String, _ source: String) -> Diagnostic {
    Diagnostic(
      .outputOverlapsSource,
      Wording(
        "the output folder `\(output)` would mix with `\(source)`",
        fr: "le dossier de sortie `\(output)` se mêlerait à `\(source)`"), at: nil,
      hints: [
        Hint(
          Wording(
            "choose another folder with `--output`, such as `public`",
            fr: "choisissez un autre dossier avec `--output`, tel que `public`"))
      ])
  }

  /// A route has `..`, an empty part or a leading slash.
  public static func unsafeRoute(_ route: String) -> Diagnostic {
    Diagnostic(
      .unsafeRoute,
      Wording(
        "the output path `\(route)` would leave the output folder",
        fr: "le chemin `\(route)` sortirait du dossier de sortie"), at: nil,
      hints: [
        Hint(
          Wording(
            "rename the entity or asset that asks for this path",
            fr: "renommez la fiche ou le fichier qui demande ce chemin"))
      ])
  }

  /// The folder given as archive is not there.
  public static func missingArchive(_ path: String) -> Diagnostic {
    Diagnostic(
      .missingFolder,
      Wording(
        "there is no archive folder `\(path)`", fr: "il n'y a pas de dossier d'archives `\(path)`"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "name the folder of the captured documents, or leave out `--archive`",
            fr: "donnez le dossier des documents capturés, ou laissez `--archive`"))
      ])
  }

  /// The folder given as source is not there.
  public static func missingFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .missingFolder,
      Wording("there is no folder `\(path)`", fr: "il n'y a pas de dossier `\(path)`"), at: nil,
      hints: [
        Hint(
          Wording(
            "run dossier in the folder that holds `Content/`, or name it with `--source`",
            fr: "lancez dossier là où se trouve `Content/`, ou donnez ce dossier avec `--source`"))
      ])
  }

  /// Another process holds the output folder.
  public static func outputInUse(_ path: String) -> Diagnostic {
    Diagnostic(
      .outputInUse,
      Wording(
        "another build is writing to `\(path)`", fr: "une autre construction écrit dans `\(path)`"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "wait until it has ended, or choose another folder with `--output`",
            fr: "attendez qu'elle finisse, ou choisissez un autre dossier avec `--output`"))
      ])
  }
}
