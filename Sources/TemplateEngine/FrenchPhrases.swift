// The French of phrases that messages are put together from: tokens, places in a page, what takes
// arguments. Whole sentences stand with the messages themselves.

/// A phrase of a message in French; names in backticks stay as they are.
func inFrench(_ phrase: String) -> String {
  if let whole = frenchPhrases[phrase] { return whole }
  for (start, french) in frenchStarts where phrase.hasPrefix(start) {
    return french + inFrench(tail: phrase.dropFirst(start.count))
  }
  if let place = phrase.range(of: " or ") {
    return inFrench(String(phrase[..<place.lowerBound])) + " ou "
      + inFrench(String(phrase[place.upperBound...]))
  }
  return phrase
}

private func inFrench(tail: Substring) -> String {
  if let place = tail.range(of: " (unquoted)") {
    return tail[..<place.lowerBound] + " (sans guillemets)"
  }
  if let place = tail.range(of: "` of ") {
    return tail[..<place.lowerBound] + "` de " + tail[place.upperBound...]
  }
  if tail.hasSuffix(" behind the key") { return tail.dropLast(15) + " derrière la clé" }
  if let place = tail.range(of: " or ") {
    return tail[..<place.lowerBound] + " ou " + inFrench(String(tail[place.upperBound...]))
  }
  return String(tail)
}

extension StringProtocol {
  /// The first place where a text stands.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}

private let frenchStarts: [(String, String)] = [
  ("template ", "gabarit "), ("block ", "bloc "), ("macro `recursive loop`", "boucle récursive"),
  ("filter ", "le filtre "), ("test ", "le test "), ("function ", "la fonction "),
  ("macro ", "la macro "), ("the text of ", "le texte de "),
  ("the raw text of ", "le texte brut de "), ("the attribute ", "l'attribut "),
]

private let frenchPhrases: [String: String] = [
  // Tokens.
  "text": "du texte", "a name": "un nom", "a number": "un nombre", "a string": "un texte",
  "an unknown character": "un caractère inconnu", "the end of the template": "la fin du gabarit",
  "an expression": "une expression", "a condition": "une condition",
  "an argument expression": "une expression en argument",
  "an index": "un indice", "a field name": "un nom de champ", "a filter name": "un nom de filtre",
  "an integer": "un entier",
  "a test name": "un nom de test", "a block name": "un nom de bloc",
  "a macro name": "un nom de macro", "a parameter name": "un nom de paramètre",
  "a type": "un type", "another name": "un autre nom",
  "a name for the import": "un nom pour l'import", "a name to import": "un nom à importer",
  "a name to assign to": "un nom auquel assigner", "the name of a tag": "le nom d'une balise",
  "`:` behind the key": "`:` derrière la clé",
  "`%}`; an `else` with a condition is written `elif`":
    "`%}` ; un `else` avec condition s'écrit `elif`",
  // What was entered.
  "`call` block": "bloc `call`",
  // What is not closed.
  "comment": "le commentaire", "string": "le texte", "tag": "la balise", "hole": "le trou",
  "`raw` section": "la section `raw`",
  // What is defined twice.
  "block": "le bloc", "parameter": "le paramètre", "macro": "la macro", "extends": "l'extension",
  // What cannot be assigned to.
  "this expression": "cette expression", "more than 1000 names": "plus de 1000 noms",
  // What ends somewhere, and what makes text.
  "the block": "le bloc", "the captured text": "le texte capturé", "the macro": "la macro",
  "the template": "le gabarit", "`caller()`": "`caller()`", "a `call` block": "un bloc `call`",
  "a computed include": "une inclusion calculée", "a filter block": "un bloc de filtre",
  "a recursive loop": "une boucle récursive",
  // Places of a page.
  "a tag, outside attribute values": "une balise, hors des valeurs d'attributs",
  "the name of an attribute": "le nom d'un attribut", "a comment": "un commentaire",
  "a declaration": "une déclaration", "JSON": "du JSON", "CSS": "du CSS",
  "a CSS comment": "un commentaire CSS", "a script": "un script",
  "a script string": "un texte de script",
  "a JavaScript template literal": "un littéral de gabarit JavaScript",
  "a script comment": "un commentaire de script",
  "a regular expression": "une expression régulière",
  "a script that could not be followed": "un script qui n'a pu être suivi",
  // What is too large, what operators do.
  "printed value": "la valeur imprimée", "list": "la liste", "map": "la table",
  "add": "additionner", "subtract": "soustraire", "multiply": "multiplier", "divide": "diviser",
  "take the remainder of": "prendre le reste", "raise": "élever à une puissance",
]
