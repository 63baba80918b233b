// One thing that a search can find, as a list of results shows it.

/// Something that a search can find: what readers see of it.
package struct SearchEntry: Sendable {
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

  /// Makes an entry.
  package init(title: String, address: String, place: String, excerpt: String, rank: Int = 0) {
    self.title = title
    self.address = address
    self.place = place
    self.excerpt = excerpt
    self.rank = rank
  }
}
