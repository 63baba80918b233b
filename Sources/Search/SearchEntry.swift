// One thing that a search can find: what it shows in a list of results, and the texts it is found by.

/// Something that a search can find.
package struct SearchEntry: Sendable {
  /// A text that an entry is found by.
  package struct Text: Sendable {
    /// The words, as UTF-8.
    package let bytes: [UInt8]
    /// Whether they name the entry, and weigh accordingly.
    package let isTitle: Bool
    /// The language whose stems they take; `nil` for the index's own.
    package let language: SearchLanguage?

    /// Makes a text.
    package init(_ text: String, isTitle: Bool = false, language: SearchLanguage? = nil) {
      bytes = Array(text.utf8)
      self.isTitle = isTitle
      self.language = language
    }

    /// Makes a text of bytes.
    package init(bytes: [UInt8], isTitle: Bool = false) {
      self.bytes = bytes
      self.isTitle = isTitle
      language = nil
    }
  }

  /// The name, as shown.
  package let title: String
  /// The address below the site's root, with its fragment.
  package let address: String
  /// The section that it stands in, as shown.
  package let place: String
  /// The first words, as shown.
  package let excerpt: String
  /// What is added to the weight of every word: pages of their own come before lines of a list.
  package let rank: Int
  /// The texts that it is found by.
  package let texts: [Text]

  /// Makes an entry.
  package init(
    title: String, address: String, place: String, excerpt: String, rank: Int = 0, texts: [Text]
  ) {
    self.title = title
    self.address = address
    self.place = place
    self.excerpt = excerpt
    self.rank = rank
    self.texts = texts
  }
}
