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
      .unreadableFile, "cannot read `\(path)`: \(reason)", at: nil,
      hints: [Hint("check that the file exists and that you may read it")])
  }

  /// A file or folder could not be written; `reason` is the system's own word.
  public static func unwritableFile(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .unwritableFile, "cannot write `\(path)`: \(reason)", at: nil,
      hints: [Hint("check the free space and your rights on the output folder")])
  }

  /// The output folder holds files and no manifest of ours.
  public static func foreignOutput(_ path: String) -> Diagnostic {
    Diagnostic(
      .foreignOutput, "the output folder `\(path)` holds files that dossier did not make",
      at: nil,
      hints: [
        Hint(
          "choose an empty folder with `--output`, or pass `--force` to build there: "
            + "files with the names of pages are replaced, all others are kept")
      ])
  }

  /// The output folder is the dossier's folder, a parent of it, or one of its own folders.
  public static func outputOverlapsSource(_ output: String, _ source: String) -> Diagnostic {
    Diagnostic(
      .outputOverlapsSource, "the output folder `\(output)` would mix with `\(source)`", at: nil,
      hints: [Hint("choose another folder with `--output`, such as `public`")])
  }

  /// A route has `..`, an empty part or a leading slash.
  public static func unsafeRoute(_ route: String) -> Diagnostic {
    Diagnostic(
      .unsafeRoute, "the output path `\(route)` would leave the output folder", at: nil,
      hints: [Hint("rename the entity or asset that asks for this path")])
  }

  /// The folder given as archive is not there.
  public static func missingArchive(_ path: String) -> Diagnostic {
    Diagnostic(
      .missingFolder, "there is no archive folder `\(path)`", at: nil,
      hints: [Hint("name the folder of the captured documents, or leave out `--archive`")])
  }

  /// The folder given as source is not there.
  public static func missingFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .missingFolder, "there is no folder `\(path)`", at: nil,
      hints: [Hint("run dossier in the folder that holds `Content/`, or name it with `--source`")])
  }

  /// Another process holds the output folder.
  public static func outputInUse(_ path: String) -> Diagnostic {
    Diagnostic(
      .outputInUse, "another build is writing to `\(path)`", at: nil,
      hints: [Hint("wait until it has ended, or choose another folder with `--output`")])
  }
}
