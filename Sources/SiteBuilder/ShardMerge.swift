// Owns putting shards together: all parts of one build, each once; links between them checked; the
// site published as a build would publish it.

import Diagnostics
import FileSystem

/// Puts shards together.
package enum ShardMerge {
  /// Merges the shards of one build into a site.
  ///
  /// - Parameters:
  ///   - folders: The output folders of the shards, in any order.
  ///   - output: The folder of the site.
  ///   - force: Whether a folder with files of others is accepted.
  ///   - workerCount: How many pages are looked at at once.
  /// - Returns: What was done; its faults are `S0120`, `S0121`, those of links, and those of files.
  package static func run(
    _ folders: [String], output: String, force: Bool, workerCount: Int
  ) async -> BuildReport {
    var report = BuildReport()
    var bag = DiagnosticBag()
    do throws(Diagnostic) {
      try await merge(folders, output, force, workerCount, &report, &bag)
    } catch {
      bag.add(error)
    }
    report.close(bag)
    return report
  }

  private static func merge(
    _ folders: [String], _ output: String, _ force: Bool, _ workerCount: Int,
    _ report: inout BuildReport, _ bag: inout DiagnosticBag
  ) async throws(Diagnostic) {
    let (plate, places) = try plates(folders)
    let first = places[0]
    let tree = try OutputTree.open(output, source: first, force: force)
    let session = try tree.begin()
    let addresses = SiteAddresses(
      pages: plate.pages, files: plate.files, baseURL: plate.baseURL)
    let count = plate.shard.count
    let manifests = places.map { folder in
      (try? FileReader.read(PathName.join(folder, Manifest.fileName))).flatMap(Manifest.init)
    }
    let made = await PhaseMap.map(
      Array(addresses.paths.indices), workerCount: workerCount, into: &bag,
      makeState: { MergeWorker(session) }
    ) { number, worker, bag in
      let part = number < addresses.pageCount ? number % count : 0
      let path = addresses.paths[number]
      let taken = worker.take(number, from: places[part], addresses, into: &bag)
      if let taken, manifests[part]?.entries[path] != .some(taken.file.fingerprint) {
        bag.add(.spoiltShard(path, in: places[part]))
      }
      return taken
    }
    if bag.hasErrors { return }
    LinkChecker.report(
      LinkChecker.faultyPages(made[..<addresses.pageCount].map { $0?.links }),
      addresses: addresses,
      page: { number in
        let path = PathName.join(places[number % count], addresses.paths[number])
        return (try? FileReader.read(path)) ?? []
      }, into: &bag)
    if bag.hasErrors { return }
    let written = try session.publish(made.compactMap { $0?.file })
    report.writtenCount = written.writtenCount
    report.unchangedCount = written.unchangedCount
    report.prunedCount = written.prunedCount
    report.byteCount = made.reduce(0) { $0 + ($1?.file.size ?? 0) }
    report.pages = [("page", addresses.pageCount)]
    report.madeCount = addresses.pageCount
    report.indexPath = PathName.join(session.path, "index.html")
  }

  /// Reads what the shards say of themselves, and puts them in order.
  private static func plates(
    _ folders: [String]
  ) throws(Diagnostic) -> (plate: ShardPlate, places: [String]) {
    var known: ShardPlate?
    var places: [Int: String] = [:]
    for folder in folders {
      let path = PathName.join(folder, ShardPlate.fileName)
      guard let plate = ShardPlate(try FileReader.read(path)) else { throw .foreignShard(folder) }
      if let known {
        guard known.inputs == plate.inputs, known.shard.count == plate.shard.count,
          known.pages == plate.pages, known.files == plate.files
        else { throw .foreignShard(folder) }
      }
      known = known ?? plate
      if places.updateValue(folder, forKey: plate.shard.number) != nil {
        throw .foreignShard(folder)
      }
    }
    guard let known else { throw .missingShards([], of: 0) }
    let missing = (1...known.shard.count).filter { places[$0] == nil }
    if !missing.isEmpty { throw .missingShards(missing, of: known.shard.count) }
    return (known, (1...known.shard.count).compactMap { places[$0] })
  }
}

/// What one worker of a merge reuses.
private final class MergeWorker {
  struct Taken: Sendable {
    let file: MadeFile
    let links: PageLinks?
  }

  private var scratch = LinkScratch()
  private var writer: Result<OutputWriter, Diagnostic>

  init(_ session: OutputSession) {
    do throws(Diagnostic) {
      writer = .success(try session.writer())
    } catch {
      writer = .failure(error)
    }
  }

  func take(
    _ number: Int, from folder: String, _ addresses: SiteAddresses, into bag: inout DiagnosticBag
  ) -> Taken? {
    do throws(Diagnostic) {
      let path = addresses.paths[number]
      let bytes = try FileReader.read(PathName.join(folder, path))
      let file = try writer.get().make(path, bytes)
      guard number < addresses.pageCount else { return Taken(file: file, links: nil) }
      return Taken(
        file: file,
        links: PageLinks(
          bytes, path: path, number: Int32(number), addresses: addresses, scratch: &scratch))
    } catch {
      bag.add(error)
      return nil
    }
  }
}
