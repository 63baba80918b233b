// The catalogue of what keeps a dossier from being published: S0201 and on.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// A published site without an address.
  package static let publicationAddress = DiagnosticCode("S0201", "publication without an address")
  /// The legal notice lacks what the law asks for.
  package static let legalNoticeIncomplete = DiagnosticCode("S0202", "legal notice incomplete")
  /// Words that stand in for what is missing.
  package static let standInWords = DiagnosticCode("S0203", "words that stand in for a value")
  /// A verdict that nothing shows.
  package static let publicationUnsourced = DiagnosticCode(
    "S0204", "published verdict without a source")
  /// A record that is still a draft.
  package static let publicationDraft = DiagnosticCode("S0205", "draft in a publication")
  /// A published statement that changed without a word.
  package static let correctionMissing = DiagnosticCode("S0206", "change without a correction")
  /// An address of the last release that leads nowhere.
  package static let addressLost = DiagnosticCode("S0207", "published address lost")
  /// A bound of the audit that is missed.
  package static let auditBound = DiagnosticCode("S0208", "bound of the audit missed")
  /// A last release that cannot be read.
  package static let releaseUnreadable = DiagnosticCode("S0209", "last release unreadable")

  /// Every code on publishing.
  package static let publishingCodes: [DiagnosticCode] = [
    .publicationAddress, .legalNoticeIncomplete, .standInWords, .publicationUnsourced,
    .publicationDraft, .correctionMissing, .addressLost, .auditBound, .releaseUnreadable,
  ]
}

extension Diagnostic {
  static func publicationAddress(_ written: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .publicationAddress,
      written.map {
        Wording(
          "the address `\($0)` is not one of a published site",
          fr: "l'adresse `\($0)` n'est pas celle d'un site publié")
      }
        ?? Wording(
          "the site to publish has no address", fr: "le site à publier n'a pas d'adresse"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "add `base-url: https://…/`, or give `--base-url`: feeds, the site map and canonical addresses need it",
            fr:
              "ajoutez `base-url: https://…/`, ou donnez `--base-url` : les flux, le plan du site et les adresses canoniques en ont besoin"
          ))
      ])
  }

  static func legalNoticeIncomplete(_ keys: [String], at span: Span) -> Diagnostic {
    let list = keys.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .legalNoticeIncomplete,
      Wording(
        "the legal notice lacks \(list) of the publisher",
        fr: "il manque aux mentions légales \(list) de l'éditeur"),
      at: Label(span),
      notes: [
        Wording(
          "a published site says who publishes it, who directs it, how to reach them, and who hosts it; a person named in it replies there",
          fr:
            "un site publié dit qui l'édite, qui le dirige, comment les joindre et qui l'héberge ; c'est là qu'une personne nommée exerce son droit de réponse"
        )
      ],
      hints: [
        Hint(
          Wording(
            "write them under `publisher` in `Content/dossier.yaml`",
            fr: "écrivez-les sous `publisher` dans `Content/dossier.yaml`"))
      ])
  }

  static func standInWords(_ key: String, _ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .standInWords,
      Wording(
        "`\(key)` says `\(text)`, which stands in for a value",
        fr: "`\(key)` dit `\(text)`, qui tient lieu de valeur"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "write the value; until it is known the dossier can be built, not published",
            fr:
              "écrivez la valeur ; tant qu'elle est inconnue, le dossier se construit mais ne se publie pas"
          ))
      ])
  }

  static func publicationUnsourced(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .publicationUnsourced,
      Wording("nothing shows the verdict of \(name)", fr: "rien n'établit le verdict de \(name)"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "add what shows it under `evidence`, `events` or `laws`, or set the verdict `to-verify`",
            fr:
              "ajoutez ce qui l'établit sous `evidence`, `events` ou `laws`, ou donnez le verdict `to-verify`"
          ))
      ])
  }

  static func publicationDraft(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .publicationDraft,
      Wording("\(name) is still a draft", fr: "\(name) est encore un brouillon"), at: Label(span),
      hints: [
        Hint(
          Wording(
            "finish the record, or mark it `private: true` to keep it out of every release",
            fr:
              "achevez la fiche, ou marquez-la `private: true` pour l'écarter de toute publication")
        )
      ])
  }

  static func correctionMissing(
    _ slug: String, before: String, after: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .correctionMissing,
      Wording(
        "the statement `\(slug)` changed since the last release, and no correction says so",
        fr:
          "l'affirmation `\(slug)` a changé depuis la dernière publication, et aucune correction ne le dit"
      ),
      at: Label(span),
      notes: [
        Wording("it said: \(before)", fr: "elle disait : \(before)"),
        Wording("it says: \(after)", fr: "elle dit : \(after)"),
      ],
      hints: [
        Hint(
          Wording(
            "add an entry to `Content/data/corrections.yaml` with `concerns: [\"claim:\(slug)\"]`",
            fr:
              "ajoutez une entrée à `Content/data/corrections.yaml` avec `concerns: [\"claim:\(slug)\"]`"
          ))
      ])
  }

  static func addressLost(_ path: String) -> Diagnostic {
    Diagnostic(
      .addressLost,
      Wording(
        "the last release had a page at `\(path)`, and this one has none",
        fr: "la dernière publication avait une page à `\(path)`, celle-ci n'en a pas"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "give the renamed record `aliases` with its old id: a page at the old address then leads to the new one",
            fr:
              "donnez à la fiche renommée `aliases` avec son ancien identifiant : une page mène alors de l'ancienne adresse à la nouvelle"
          ))
      ])
  }

  static func auditBound(_ key: String, bound: String, figure: String, at span: Span) -> Diagnostic
  {
    Diagnostic(
      .auditBound,
      Wording(
        "`\(key)` is \(bound), and the dossier stands at \(figure)",
        fr: "`\(key)` vaut \(bound), et le dossier en est à \(figure)"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "`dossier audit` lists what is missing",
            fr: "`dossier audit` dresse la liste de ce qui manque"))
      ])
  }

  static func releaseUnreadable(_ path: String, lacks file: String) -> Diagnostic {
    Diagnostic(
      .releaseUnreadable,
      Wording(
        "`\(path)` holds no release: `\(file)` is not there or cannot be read",
        fr: "`\(path)` ne contient pas de publication : `\(file)` manque ou est illisible"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "`--previous` takes the folder of the site as it was published last",
            fr: "`--previous` prend le dossier du site tel qu'il a été publié la dernière fois"))
      ])
  }
}
