// Owns the feeds in JSON Feed.

import DossierModel

/// A feed in JSON, with the entries of the Atom feed.
///
/// - Source: JSON Feed 1.1.
enum JSONFeed {
  /// Returns a channel as a JSON Feed.
  static func feed(
    _ channel: FeedChannel, _ entries: [FeedEntry], _ context: ExchangeContext
  ) -> [UInt8] {
    let settings = context.dossier.settings
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", "https://jsonfeed.org/version/1.1")
      writer.member("title", channel.title(settings))
      writer.member("home_page_url", context.baseURL)
      writer.member("feed_url", context.address(ofFile: channel.jsonRoute))
      writer.member("description", context.line(settings.description))
      writer.member("language", settings.language.rawValue)
      writer.key("authors")
      writer.list {
        $0.object { $0.member("name", settings.publisher?.name ?? settings.title) }
      }
      writer.key("items")
      writer.list { writer in
        for entry in entries {
          writer.object { writer in
            writer.member("id", entry.id)
            writer.member("url", entry.address)
            writer.member("title", entry.title)
            writer.member("content_text", entry.text)
            writer.member("date_modified", Atom.stamp(entry.updated))
            writer.key("tags")
            writer.list([entry.category])
            writer.key("_dossier")
            writer.object { $0.member("edtf", entry.edtf) }
          }
        }
      }
    }
    return writer.finished()
  }
}
