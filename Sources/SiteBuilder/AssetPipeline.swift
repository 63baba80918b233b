// Files that a site takes as they are: the theme's assets and the dossier's media. The style sheet
// carries a fingerprint in its name, so that a browser never keeps an old one.

package import Diagnostics
package import FileSystem
package import Presentation

/// The files of a site that are not rendered.
package struct AssetPipeline: Sendable {
  /// The files of the theme with their routes.
  package let files: [OutputFile]
  /// The files of the dossier, which may be large: their routes, where they lie, and their sizes.
  package let media: [(route: String, path: String, size: Int, stamp: FileStamp)]
  /// The route of the style sheet.
  package let stylesheet: String
  /// The route of the script of the search page.
  package let searchScript: String

  /// Gathers the assets of a theme and the files below `Content/media/` of a dossier.
  ///
  /// - Parameters:
  ///   - library: The theme.
  ///   - folder: The dossier's folder.
  ///   - bag: Receives files that cannot be read.
  package init(_ library: TemplateLibrary, folder: String, into bag: inout DiagnosticBag) {
    var files: [OutputFile] = []
    var stylesheet = "assets/style.css"
    var searchScript = "assets/search.js"
    for asset in library.assets {
      let route = DossierPlaces.route(ofAsset: asset.path, asset.bytes)
      if asset.path == "style.css" { stylesheet = route }
      if asset.path == "search.js" { searchScript = route }
      files.append(OutputFile(route: route, bytes: asset.bytes))
    }
    let folder = PathName.join(folder, "Content/media")
    var media: [(route: String, path: String, size: Int, stamp: FileStamp)] = []
    if Directory.exists(folder) {
      do throws(Diagnostic) {
        for entry in try Directory.files(below: folder) {
          let path = PathName.join(folder, entry.path)
          if PictureSafety.isLookedInto(entry.path),
            let reason = PictureSafety.refusal(of: try FileReader.read(path), named: entry.path)
          {
            bag.add(.activePicture("Content/media/\(entry.path)", reason))
            continue
          }
          media.append(("media/\(entry.path)", path, entry.size, entry.stamp))
        }
      } catch {
        bag.add(error)
      }
    }
    self.media = media
    self.files = files
    self.stylesheet = stylesheet
    self.searchScript = searchScript
  }

  /// The files of the theme and of the dossier in memory, for a server.
  package func loaded(into bag: inout DiagnosticBag) -> [OutputFile] {
    files + loadedMedia(into: &bag)
  }

  /// The files of the dossier in memory.
  func loadedMedia(into bag: inout DiagnosticBag) -> [OutputFile] {
    var all: [OutputFile] = []
    for file in media {
      do throws(Diagnostic) {
        all.append(OutputFile(route: file.route, bytes: try FileReader.read(file.path)))
      } catch {
        bag.add(error)
      }
    }
    return all
  }
}
