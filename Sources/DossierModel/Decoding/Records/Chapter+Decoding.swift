// The keys of the front matter of a chapter.

/// What the front matter of a chapter says.
struct ChapterFrontMatter: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "chapter", "The front matter of a file in `Content/chapters/`.",
    [
      .required("title", .text, "the title"),
      .optional("short", .text, "the title for navigation"),
      .required("number", .integer(1...99_999), "its place in the reading order"),
      .optional("slug", .identifier, "its id; by default the file name without its number"),
      .required("description", .markdown, "what it answers, in a sentence"),
      .optional("law-date", .day, "the day whose law it reads"),
      .optional(
        "law-pinned", .boolean,
        "whether it says that it reads the law of that day alone: no later change overtakes it"),
      .optional(
        "law-read", .day,
        "when the law of that day was last read; absent: on that day"),
      .optional("presumption", .boolean, "whether it carries the presumption notice"),
      .aliases,
      .optional(
        "anchors", .table(.identifier), "old anchors of headings that still lead here: `old: new`"),
      .reviewBy,
    ])

  let title: String?
  let short: String?
  let number: Located<Int>?
  let slug: Located<String>?
  let description: MarkdownText
  let lawDate: Located<CivilDate>?
  let isLawPinned: Bool
  let lawRead: Located<CivilDate>?
  let presumption: Bool
  let aliases: [Located<String>]
  let anchorAliases: [AnchorAlias]
  let reviewBy: Located<DateValue>?
  let visibility: Visibility

  init?(from record: inout RecordDecoder) {
    title = record.text("title")
    short = record.text("short")
    number = record.integer("number")
    slug = record.locatedText("slug")
    description = record.requiredMarkdown("description")
    lawDate = record.day("law-date")
    isLawPinned = record.boolean("law-pinned") ?? false
    lawRead = record.day("law-read")
    presumption = record.boolean("presumption") ?? false
    aliases = record.texts("aliases").filter { Slug.isValid($0.value) }
    anchorAliases = record.identifierTable("anchors").map {
      AnchorAlias(old: $0.key, current: $0.value)
    }
    reviewBy = record.date("review-by")
    visibility = record.visibility()
  }
}
