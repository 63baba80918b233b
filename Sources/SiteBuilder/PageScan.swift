// The ids and addresses of a page in words, for messages about faults: pages without fault are only
// ever read by `PageLinks`.

/// The ids of a page and what it points at.
struct PageScan {
  /// The ids of elements, in order.
  private(set) var ids: [String] = []
  /// Addresses of links: pages and fragments.
  private(set) var links: [String] = []
  /// Addresses of images, style sheets and icons.
  private(set) var files: [String] = []
  /// Ids that attributes such as `aria-labelledby` name.
  private(set) var idReferences: [String] = []

  /// Scans a page.
  ///
  /// - Complexity: O(n) in the number of bytes.
  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { page in
      TagScan.attributes(of: page) { kind, range in
        let value = UnsafeRawBufferPointer(rebasing: page[range])
        switch kind {
        case .id: ids.append(AttributeText.string(value))
        case .link: links.append(AttributeText.string(value))
        case .file: files.append(AttributeText.string(value))
        case .idReferences:
          for part in value.split(separator: UInt8(ascii: " ")) {
            idReferences.append(
              AttributeText.string(UnsafeRawBufferPointer(rebasing: part)))
          }
        }
      }
    }
  }
}
