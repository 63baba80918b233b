// Which escaper a hole gets in a context, or why none is safe.

import Diagnostics

/// How a value is turned into bytes that mean the value and nothing else.
enum Escaper: UInt8, Sendable {
  /// The bytes as they are.
  case raw
  /// `& < > " '` as character references; safe HTML passes.
  case html
  /// As `html`, for attribute values: safe HTML is decoded and escaped again.
  case attribute
  /// A whole address: an unsafe scheme is replaced, the rest normalised.
  case urlStart
  /// A later part of an address; `:` is encoded so that no scheme can arise.
  case urlPart
  /// Behind the path has begun: normalised.
  case urlPath
  /// A component behind `?` or `#`.
  case urlQuery
  /// A list of addresses with sizes.
  case sourceSet
  /// A JavaScript value.
  case scriptValue
  /// Inside a JavaScript or JSON string.
  case scriptString
  /// A CSS value or name.
  case styleValue
  /// Inside a CSS string.
  case styleString
  /// Inside `url(…)`.
  case styleAddress
  /// A comment: nothing is written.
  case drop
  /// A CSV field.
  case csv
  /// Typst markup text.
  case typst
  /// Inside a Typst string literal.
  case typstString
  /// A whole document in an attribute: escaped twice.
  case document
  /// A JSON value.
  case jsonValue
  /// The text of `title` or `textarea`: as `html`, and in safe HTML `<` and `>` are escaped too, so that
  /// it cannot close the element.
  case rcdata
  /// Text and attributes of XML, which takes fewer characters than HTML.
  case xml, xmlAttribute
  /// Inside the quotes of a CSV field, where it begins and behind that.
  case csvQuotedStart, csvQuoted
}

/// How the escaped bytes are written into an attribute.
enum AttributeEncoding: UInt8, Sendable {
  case none, quoted, unquoted
  /// The whole of an unquoted value: an empty one is written as `""`.
  case unquotedStart
}

extension EscapeContext {
  /// An escaper with its encoding, or the reason why no value may stand here.
  enum Choice {
    case escaper(Escaper, AttributeEncoding)
    case refused(reason: Wording, hint: Wording)
  }

  /// The escaper for a hole in this context.
  func choice() -> Choice {
    guard escapes else { return .escaper(.raw, .none) }
    switch language {
    case .plain: return .escaper(.raw, .none)
    case .csv:
      if script != .doubleQuoted { return .escaper(.csv, .none) }
      return .escaper(url == .start ? .csvQuotedStart : .csvQuoted, .none)
    case .typst: return .escaper(script == .doubleQuoted ? .typstString : .typst, .none)
    case .html, .xml, .svg, .json: break
    }
    switch state {
    case .text: return .escaper(language.isXML ? .xml : .html, .none)
    case .rcdata: return .escaper(.rcdata, .none)
    case .comment: return .escaper(.drop, .none)
    case .script: return scriptChoice(.none)
    case .style: return styleChoice(.none)
    case .value: return valueChoice()
    case .beforeValue:
      var inside = self
      inside.beginValue(quote: 0)
      let choice = inside.valueChoice()
      if case .escaper(let escaper, _) = choice { return .escaper(escaper, .unquotedStart) }
      return choice
    case .tagOpen, .tagName, .closingTag:
      return .refused(
        reason: Wording("a value cannot name a tag", fr: "une valeur ne peut nommer une balise"),
        hint: Wording(
          "choose between whole tags with `if`",
          fr: "choisissez entre des balises entières avec `if`"))
    case .inTag, .attributeName, .afterName:
      return .refused(
        reason: Wording(
          "a value cannot name an attribute", fr: "une valeur ne peut nommer un attribut"),
        hint: Wording(
          "write the attribute out, or pipe a map through `xmlattr`",
          fr: "écrivez l'attribut, ou passez une table par `xmlattr`"))
    case .rawText, .declaration:
      return .refused(
        reason: Wording(
          "a value cannot be made safe in \(label)",
          fr: "rien ne rend une valeur sûre dans \(inFrench(label))"),
        hint: Wording("move the value elsewhere", fr: "placez la valeur ailleurs"))
    }
  }

  private func valueChoice() -> Choice {
    if quote == 0, needsSeparator {
      return .refused(
        reason: Wording(
          "an unquoted attribute value cannot be put together from values",
          fr: "une valeur d'attribut sans guillemets ne se compose pas"),
        hint: Wording("put quotes around the value", fr: "mettez la valeur entre guillemets"))
    }
    if hasContentHole, attribute == Array("http-equiv".utf8) {
      return .refused(
        reason: Wording(
          "a refresh may lead to any address",
          fr: "un rafraîchissement peut mener à n'importe quelle adresse"),
        hint: Wording(
          "write `http-equiv` before `content`", fr: "placez `http-equiv` avant `content`"))
    }
    let encoding = quote == 0 ? AttributeEncoding.unquoted : .quoted
    switch kind {
    case .plain:
      if language.isXML, quote != 0 { return .escaper(.xmlAttribute, .none) }
      return .escaper(.attribute, encoding)
    case .animation where url != .code: return .escaper(.styleValue, encoding)
    case .animation:
      return .refused(
        reason: Wording(
          "an animation may lead to an address that runs code",
          fr: "une animation peut mener à une adresse qui exécute du code"),
        hint: Wording("write the addresses out", fr: "écrivez les adresses"))
    case .url:
      switch url {
      case .start: return .escaper(.urlStart, encoding)
      case .uncertain: return .escaper(.urlPart, encoding)
      case .path: return .escaper(.urlPath, encoding)
      case .query: return .escaper(.urlQuery, encoding)
      case .code:
        return .refused(
          reason: Wording("the address runs code", fr: "l'adresse exécute du code"),
          hint: Wording(
            "do not build `javascript:` or `data:` addresses",
            fr: "ne composez pas d'adresses `javascript:` ou `data:`"))
      }
    case .sourceSet: return .escaper(.sourceSet, encoding)
    case .style: return styleChoice(encoding)
    case .script: return scriptChoice(encoding)
    case .document:
      if document.isEmpty { return .escaper(.document, encoding) }
      return .refused(
        reason: Wording(
          "in a document in an attribute, a value stands between tags only",
          fr: "dans un document écrit en attribut, une valeur ne se place qu'entre des balises"),
        hint: Wording(
          "put the document into a file of its own", fr: "placez le document dans un fichier à lui")
      )
    case .refresh:
      return .refused(
        reason: Wording(
          "a refresh may lead to any address",
          fr: "un rafraîchissement peut mener à n'importe quelle adresse"),
        hint: Wording("write the address out", fr: "écrivez l'adresse"))
    }
  }

  private func scriptChoice(_ encoding: AttributeEncoding) -> Choice {
    if scriptKind == .inert {
      return .refused(
        reason: Wording(
          "the type of the script is not known to be JavaScript or JSON",
          fr: "le type du script n'est connu ni comme JavaScript ni comme JSON"),
        hint: Wording(
          "use `type=\"application/json\"` for data",
          fr: "employez `type=\"application/json\"` pour des données"))
    }
    switch script {
    case .code: return .escaper(scriptKind == .json ? .jsonValue : .scriptValue, encoding)
    case .singleQuoted, .doubleQuoted: return .escaper(.scriptString, encoding)
    case .template, .lineComment, .blockComment, .regex, .regexClass, .unknown:
      return .refused(
        reason: Wording(
          "a value cannot be made safe in \(label)",
          fr: "rien ne rend une valeur sûre dans \(inFrench(label))"),
        hint: Wording(
          "assign the value to a variable: `const value = {{ value }};`",
          fr: "assignez la valeur à une variable : `const value = {{ value }};`"))
    }
  }

  private func styleChoice(_ encoding: AttributeEncoding) -> Choice {
    switch style {
    case .code: return .escaper(.styleValue, encoding)
    case .singleQuoted, .doubleQuoted: return .escaper(.styleString, encoding)
    case .url, .urlSingleQuoted, .urlDoubleQuoted:
      return .escaper(.styleAddress, encoding)
    case .comment:
      return .refused(
        reason: Wording(
          "a value cannot be made safe in a CSS comment",
          fr: "rien ne rend une valeur sûre dans un commentaire CSS"),
        hint: Wording("remove the value", fr: "ôtez la valeur"))
    }
  }
}
