// The words that writers add to a text, in the language of the text.

extension MarkdownLanguage {
  /// The language that a tag such as `en-GB` names, if this module has words in it.
  init?(tag: some Sequence<UInt8>) {
    switch String(decoding: tag.prefix { $0 != 0x2D }.map { $0 | 0x20 }, as: UTF8.self) {
    case "fr": self = .fr
    case "en": self = .en
    default: return nil
    }
  }

  /// The name of a notice: `note`, `tip`, `important`, `warning`, `caution`.
  func alertTitle(_ kind: String) -> String {
    guard self == .fr else { return kind.prefix(1).uppercased() + kind.dropFirst() }
    switch kind {
    case "tip": return "Conseil"
    case "important": return "Important"
    case "warning": return "Attention"
    case "caution": return "Prudence"
    default: return "Note"
    }
  }

  /// The word before the number of a caption.
  func captionName(_ kind: MarkdownCaption.Kind) -> String {
    switch (kind, self) {
    case (.figure, _): return "Figure"
    case (.table, .fr): return "Tableau"
    case (.table, .en): return "Table"
    }
  }
}
