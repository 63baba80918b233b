// The one entry of the module: bytes in, document and diagnostics out.

package import Diagnostics

/// Parses a Markdown text.
///
/// - Parameters:
///   - bytes: UTF-8; what is not valid UTF-8, and NUL, become U+FFFD. A byte order mark is skipped.
///   - origin: Where the offsets of `bytes` stand in a source.
///   - options: Profile, language, typography.
///   - bag: Receives `M` diagnostics.
/// - Returns: The document; faults never stop the parse.
/// - Complexity: O(n).
package func parseMarkdown(
  _ bytes: [UInt8], origin: TextOrigin, options: MarkdownOptions = MarkdownOptions(),
  into bag: inout DiagnosticBag
) -> MarkdownDocument {
  MarkdownDocument(options: options)
}
