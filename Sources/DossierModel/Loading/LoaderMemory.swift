// Owns what a loader remembers of the files of a folder, so that after a save it reads and decodes
// one file and takes all others as it had them.

import Diagnostics
import FileSystem
import Markdown

/// The files that were loaded last, decoded.
package struct LoaderMemory: Sendable {
  /// What a file gave, and what is wrong with it.
  struct Decoded: Sendable {
    let file: DecodedFile
    let bag: DiagnosticBag
  }

  private struct Entry: Sendable {
    let stamp: FileStamp?
    let job: FileJob
    let decoded: Decoded
  }

  private var entries: [String: Entry] = [:]

  /// Remembers nothing yet.
  package init() {}

  init(_ jobs: [FileJob], _ stamps: [FileStamp?], _ decoded: [Decoded]) {
    entries.reserveCapacity(jobs.count)
    // What was skimmed is read again whatever happens.
    for (index, job) in jobs.enumerated() where !job.skims {
      entries[job.path] = Entry(stamp: stamps[index], job: job, decoded: decoded[index])
    }
  }

  /// The bytes of a file that the disk has as they were read; `nil` where it must be read again.
  func bytes(_ path: String, stamp: FileStamp) -> [UInt8]? {
    guard let entry = entries[path], entry.stamp == stamp else { return nil }
    return entry.job.bytes
  }

  /// What a file gave, where it is read as it was.
  func decoded(_ job: FileJob) -> Decoded? {
    guard let entry = entries[job.path], entry.job.source == job.source,
      entry.job.markdown == job.markdown, entry.job.marks == job.marks,
      entry.job.skims == job.skims,
      entry.job.bytes == job.bytes
    else { return nil }
    return entry.decoded
  }

  /// The work of decoding other bytes for a known file.
  func job(_ path: String, bytes: [UInt8]) -> FileJob? {
    entries[path].map {
      FileJob(
        path: path, source: $0.job.source, bytes: bytes, role: $0.job.role,
        markdown: $0.job.markdown, marks: true)
    }
  }
}
