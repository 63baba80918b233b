// The wording of the diagnostics on references: R0101 to R0113.

import Diagnostics
import DossierModel

extension Diagnostic {
  static func unknownRecord(
    _ slug: String, kindWord: String, at span: Span, near: [String], otherKinds: [String]
  ) -> Diagnostic {
    var hints: [Hint] = []
    if let first = near.first, var hint = Suggestion.hint(near) {
      hint.replacement = .init(span: span, text: first)
      hints.append(hint)
    } else if otherKinds.isEmpty {
      hints.append(
        Hint(
          Wording(
            "add a record with this id, or refer to one that exists",
            fr: "ajoutez une fiche avec cet identifiant, ou renvoyez à une fiche qui existe")))
    }
    let kind = Wording.noKind(kindWord)
    return Diagnostic(
      .unknownRecord,
      Wording("there is no \(kind.english) `\(slug)`", fr: "il n'y a pas \(kind.french) `\(slug)`"),
      at: Label(span, .noSuchKind(kindWord)),
      notes: otherKinds.map {
        let other = Wording.kind($0)
        return Wording(
          "`\(slug)` exists as \(other.english)", fr: "`\(slug)` existe : c'est \(other.french)")
      }, hints: hints)
  }

  static func oldIdentifier(
    _ slug: String, current: String, at span: Span, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .oldIdentifier,
      Wording("`\(slug)` is an old id", fr: "`\(slug)` est un ancien identifiant"),
      at: Label(span, Wording("now `\(current)`", fr: "à présent `\(current)`")),
      secondary: [Label(declared, .theRecord)],
      hints: [
        Hint(
          Wording("write `\(current)`", fr: "écrivez `\(current)`"),
          replacement: .init(span: span, text: current))
      ])
  }

  static func noVersionOnDay(
    _ slug: String, day: CivilDate, at span: Span, law: Span, versions: [Wording]
  ) -> Diagnostic {
    Diagnostic(
      .noVersionOnDay,
      Wording(
        "no version of `\(slug)` applied on \(day)",
        fr: "aucune version de `\(slug)` ne s'appliquait le \(day)"),
      at: Label(span),
      secondary: [Label(law, Wording("the provision", fr: "la disposition"))], notes: versions,
      hints: [
        Hint(
          Wording(
            "refer to the law on a day when a version applied, or leave the date out",
            fr: "donnez un jour où une version s'appliquait, ou retirez la date"))
      ])
  }

  static func unreadableLawDate(_ text: String, reason: Wording, at span: Span) -> Diagnostic {
    Diagnostic(
      .noVersionOnDay,
      Wording("`\(text)` is not a day: ", fr: "`\(text)` n'est pas un jour : ") + reason,
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "write the year, month and day: `[[law:id@2026-01-02]]`",
            fr: "écrivez l'année, le mois et le jour : `[[law:id@2026-01-02]]`"))
      ])
  }

  static func dateOnOther(_ kindWord: String, at span: Span) -> Diagnostic {
    let kind = Wording.kind(kindWord)
    return Diagnostic(
      .noVersionOnDay,
      Wording(
        "only a law is read on a day, not \(kind.english)",
        fr: "seule une disposition se lit à un jour donné, pas \(kind.french)"),
      at: Label(span),
      hints: [Hint(Wording("leave out `@` and the date", fr: "retirez `@` et la date"))])
  }

  static func unknownFragment(
    _ fragment: String, of target: String, things: Wording, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: fragment, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownFragment,
      Wording(
        "`\(target)` has no \(things.english) `\(fragment)`",
        fr: "`\(target)` n'a pas de \(things.french) `\(fragment)`"),
      at: Label(span), notes: near.isEmpty ? [.itHas(known)] : [], hints: hint.map { [$0] } ?? [])
  }

  static func deadLink(toHeading id: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: id, among: known)
    let list = Wording.names(known)
    let note =
      known.isEmpty
      ? Wording("this text has no heading", fr: "ce texte n'a aucun titre")
      : Wording("its headings are \(list.english)", fr: "ses titres sont \(list.french)")
    return Diagnostic(
      .deadLink,
      Wording("this text has no heading `\(id)`", fr: "ce texte n'a pas de titre `\(id)`"),
      at: Label(span), notes: near.isEmpty ? [note] : [],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func deadLink(toPath path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .deadLink,
      Wording("the link `\(path)` names no page", fr: "le lien `\(path)` ne nomme aucune page"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "name a page by a reference such as `[[chapter:id]]`, a file by `media/name`, "
              + "another site by its whole address",
            fr: "nommez une page par une référence telle que `[[chapter:id]]`, un fichier par "
              + "`media/nom`, un autre site par son adresse entière"))
      ])
  }

  static func missingMedia(_ path: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.hint(Suggestion.nearest(to: path, among: known))
    return Diagnostic(
      .missingMedia,
      Wording(
        "there is no file `Content/\(path)`", fr: "il n'y a pas de fichier `Content/\(path)`"),
      at: Label(span),
      hints: [
        near
          ?? Hint(
            Wording(
              "put the file there, or correct its name",
              fr: "placez-y le fichier, ou corrigez son nom"))
      ])
  }

  static func selfReference(_ slug: String, how: Wording, at span: Span, record: Span)
    -> Diagnostic
  {
    Diagnostic(
      .selfReference,
      Wording("`\(slug)` \(how.english) itself", fr: "`\(slug)` \(how.french)"),
      at: Label(span, Wording("the record itself", fr: "la fiche elle-même")),
      secondary: [Label(record, .theRecord)],
      hints: [
        Hint(
          Wording(
            "name the record that was meant, or leave the reference out",
            fr: "nommez la fiche visée, ou retirez la référence"))
      ])
  }

  static func listedTwice(_ slug: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .listedTwice,
      Wording(
        "`\(slug)` stands twice in one list", fr: "`\(slug)` figure deux fois dans une liste"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first here", fr: "d'abord ici"))],
      hints: [
        Hint(
          Wording(
            "leave one out, or name the record that was meant",
            fr: "retirez l'une des deux, ou nommez la fiche visée"))
      ])
  }

  static func unknownInsertion(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: known)
    let list = Wording.names(known)
    return Diagnostic(
      .unknownInsertion,
      Wording(
        "nothing can be inserted by `\(name)`", fr: "rien ne s'insère par `\(name)`"),
      at: Label(span),
      notes: near.isEmpty
        ? [Wording("insertions: \(list.english)", fr: "insertions : \(list.french)")] : [],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func unknownInsertionArgument(
    _ word: String, of name: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    let list = Wording.names(known)
    return Diagnostic(
      .unknownInsertion,
      Wording(
        "there is no \(name) `\(word)` to insert",
        fr: "`\(name)` n'a rien à insérer sous le nom `\(word)`"),
      at: Label(span),
      notes: near.isEmpty
        ? [Wording("`\(name)` takes \(list.english)", fr: "`\(name)` accepte \(list.french)")] : [],
      hints: hint.map { [$0] } ?? [])
  }

  static func insertionWithoutArgument(_ name: String, at span: Span, known: [String]) -> Diagnostic
  {
    let list = Wording.names(known)
    return Diagnostic(
      .unknownInsertion,
      Wording(
        "`\(name)` does not say what to insert", fr: "`\(name)` ne dit pas quoi insérer"),
      at: Label(span),
      hints: [
        known.isEmpty
          ? Hint(
            Wording(
              "name a quotation: `{{ quote q-s19 }}`",
              fr: "nommez une citation : `{{ quote q-s19 }}`"))
          : Hint(
            Wording(
              "write one of \(list.english) behind it",
              fr: "écrivez à sa suite l'un de \(list.french)"))
      ])
  }

  static func unknownKind(_ word: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    let list = Wording.names(known)
    return Diagnostic(
      .unknownKind,
      Wording("`\(word)` is not a kind of record", fr: "`\(word)` n'est pas une sorte de fiche"),
      at: Label(span),
      notes: [Wording("kinds: \(list.english)", fr: "sortes : \(list.french)")],
      hints: hint.map { [$0] } ?? [])
  }

  static func unknownAxis(
    _ id: String, axis: Wording, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: id, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownAxis,
      Wording(
        "the matrix has no \(axis.english) `\(id)`",
        fr: "la matrice n'a pas de \(axis.french) `\(id)`"),
      at: Label(span), notes: near.isEmpty ? [.itHas(known)] : [], hints: hint.map { [$0] } ?? [])
  }

  static func circularChain(
    _ slugs: [String], word: String, at span: Span, others: [Span]
  ) -> Diagnostic {
    Diagnostic(
      .circularChain,
      Wording(
        "a chain of `\(word)` leads back to `\(slugs.first ?? "")`",
        fr: "une chaîne de `\(word)` ramène à `\(slugs.first ?? "")`"),
      at: Label(span),
      secondary: others.map { Label($0, Wording("by way of this", fr: "en passant par ici")) },
      notes: [Wording(slugs.map { "`\($0)`" }.joined(separator: " → "))],
      hints: [
        Hint(
          Wording(
            "one of them is the origin: leave out its `\(word)`",
            fr: "l'une des fiches est l'origine : retirez son `\(word)`"))
      ])
  }

  static func unpublishedTarget(
    _ slug: String, visibility: Visibility, at span: Span, record: Span
  ) -> Diagnostic {
    let state =
      visibility == .draft
      ? Wording("a draft", fr: "un brouillon") : Wording("private", fr: "privée")
    return Diagnostic(
      .unpublishedTarget,
      Wording(
        "`\(slug)` is \(state.english) and no reader can reach it",
        fr: "la fiche `\(slug)` est \(state.french) et aucun lecteur ne peut l'atteindre"),
      at: Label(span), secondary: [Label(record, .theRecord)],
      hints: [
        Hint(
          Wording(
            "publish the record, or keep the text that names it as a draft too",
            fr: "publiez la fiche, ou gardez aussi en brouillon le texte qui la nomme"))
      ])
  }
}

extension Wording {
  /// The label of the record that a diagnostic is about.
  static let theRecord = Wording("the record", fr: "la fiche")

  fileprivate static func itHas(_ known: [String]) -> Wording {
    let list = names(known)
    return known.isEmpty
      ? Wording("it has none", fr: "il n'y en a aucune")
      : Wording("it has \(list.english)", fr: "il y a \(list.french)")
  }
}
