// Owns the options that building and checking share, and what they mean.

import ArgumentParser
import Diagnostics
import DossierModel
import Foundation

/// How diagnostics and the summary are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case sarif
}

/// The language of diagnostics and of the summary.
enum MessageLanguage: String, ExpressibleByArgument, CaseIterable {
  case fr
  case en
}

extension DiagnosticLanguage {
  /// The language asked for, else that of the dossier, else English.
  init(_ asked: MessageLanguage?, of dossier: DossierLanguage?) {
    switch (asked, dossier) {
    case (.fr, _), (nil, .french): self = .french
    case (.en, _), (nil, .english), (nil, nil): self = .english
    }
  }
}

struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds Content/, and where it has them Templates/ and seeds/.",
      valueName: "dir"), completion: .directory)
  var source = "."

  @Option(
    help: ArgumentHelp(
      "The folder with captured documents: every quotation is compared with their bytes.",
      discussion: "Without it, the hashes in seeds/ prove that no quotation was altered.",
      valueName: "dir"), completion: .directory)
  var archive: String?

  @Option(
    help: ArgumentHelp(
      "The day of the build: later events are to come. Default: today, in UTC.",
      valueName: "yyyy-mm-dd"))
  var date: BuildDate?

  @Option(
    help: ArgumentHelp(
      "How many pages are worked on at once. Default: the number of cores.", valueName: "n"))
  var jobs: Int?

  @Option(
    help:
      "text for people, json for programs (one object a line), sarif for code hosts and editors.")
  var format = OutputFormat.text

  @Option(help: "The language of messages, fr or en. Default: the language of the dossier.")
  var lang: MessageLanguage?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 1024, not \(jobs).")
    }
  }

  /// The number of workers.
  var workerCount: Int { jobs ?? Self.coreCount }

  /// The number of cores.
  static var coreCount: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// The day of the build; `SOURCE_DATE_EPOCH` (reproducible-builds.org) stands for today.
  func buildDate() throws -> CivilDate {
    try date?.day ?? Self.today()
  }

  /// Today in UTC, or the day of `SOURCE_DATE_EPOCH`.
  static func today() throws -> CivilDate {
    var seconds = Date().timeIntervalSince1970
    if let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty {
      guard let number = Int(text), number >= 0, number < 253_402_300_800 else {
        throw ValidationError("SOURCE_DATE_EPOCH is '\(text)', not a number of seconds.")
      }
      seconds = Double(number)
    }
    guard let day = CivilDate(dayNumber: Int(seconds / 86_400)) else {
      throw ValidationError("The clock shows no usable date: name the day with '--date'.")
    }
    return day
  }
}

/// A day given on the command line.
struct BuildDate: ExpressibleByArgument {
  let day: CivilDate

  init?(argument: String) {
    guard let day = try? CivilDate.parse(argument) else { return nil }
    self.day = day
  }
}
