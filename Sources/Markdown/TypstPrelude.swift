// The functions that the Typst writer calls, with plain definitions: a text compiles behind them
// alone. A print template may define its own of the same names instead.

extension TypstWriterOptions {
  /// Plain definitions of every function that the writer calls and Typst has not:
  ///
  /// - `md-paragraph(number: 42, margin: none, body)`: a paragraph at top level that has a number
  ///   or evidence beside it; `number` may be `none`, `margin` is content or `none`.
  /// - `md-margin(body)`: the evidence beside the block that follows, other than a paragraph.
  /// - `md-alert(kind, title, body)`: a notice; `kind` is `note`, `tip`, `important`, `warning` or
  ///   `caution`, `title` its name in the language of the text.
  /// - `md-division(names, body)`: a division; `names` is an array of strings.
  /// - `md-image(path, alt: "…", inline: false)`: a picture, alone or in a line of text.
  /// - `md-task(done)`: the box of a task, `true` or `false`.
  /// - `md-table(columns: n, align: (…), ..cells)`: a table, with the arguments of Typst's.
  /// - `md-code(body)`: keys, output or code that has markup in it.
  /// - `md-law(body)`: a text of law; in it `md-article(body)`, the name of an article,
  ///   `md-lines(body)`, a paragraph, and in that `md-line(number, body)`, an *alinéa* with its
  ///   rank in the article.
  /// - `md-rule()`: a thematic break.
  /// - `md-in-title`, a state, and `md-title-note(name: none, body)`: a note called in a heading,
  ///   with the label `name`; it must not be printed again where the heading is repeated, such as
  ///   in a table of contents. `body` may be the label of a note.
  package static let prelude = """
    #let md-paragraph(number: none, margin: none, body) = block({
      if number != none [#text(size: 0.8em)[#number] #h(0.4em)]
      body
      if margin != none { block(inset: (left: 2em), text(size: 0.85em, margin)) }
    })
    #let md-margin(body) = block(inset: (left: 2em), text(size: 0.85em, body))
    #let md-alert(kind, title, body) = block(
      width: 100%, inset: 0.8em, stroke: (left: 2pt), { strong(title); parbreak(); body })
    #let md-division(names, body) = block(width: 100%, body)
    #let md-image(path, alt: "", inline: false) = if inline {
      box(image(path, alt: alt, height: 1em))
    } else { box(image(path, alt: alt)) }
    #let md-task(done) = if done { sym.ballot.check } else { sym.ballot }
    #let md-table = table
    #let md-law(body) = block(width: 100%, inset: (left: 1em), body)
    #let md-article(body) = block(strong(body))
    #let md-lines(body) = block(body)
    #let md-line(number, body) = block[#text(size: 0.8em)[#number] #h(0.4em) #body]
    #let md-code(body) = text(font: "DejaVu Sans Mono", size: 0.9em, body)
    #let md-in-title = state("md-in-title", false)
    #let md-title-note(name: none, body) = context if md-in-title.get() {
      if name == none { footnote(body) } else [#footnote(body)#label(name)]
    }
    #let md-rule() = align(center, line(length: 30%, stroke: 0.5pt))

    """

  /// The definitions of `prelude` that a text needs: none for a text that calls none.
  ///
  /// - Complexity: O(n) in the text, for each definition.
  package static func prelude(calledBy markup: [UInt8]) -> String {
    let text = String(decoding: markup, as: UTF8.self)
    var definitions = ""
    for part in prelude.split(separator: "#let ") {
      let name = part.prefix { $0 != "(" && $0 != " " }
      if text.contains(name) { definitions += "#let " + part }
    }
    return definitions
  }
}
