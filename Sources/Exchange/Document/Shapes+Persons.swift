// Owns the JSON of the settings of a dossier and of its actors.

import DossierModel

extension JSONType where Value == DossierSettings {
  static var settings: JSONType {
    JSONShape<DossierSettings>("settings", "What the dossier is and as of when it holds.") {
      $0.optional("id", .text, "The name of the dossier that outlives its title.", \.id)
      $0.required("title", .text, "The title.", \.title)
      $0.optional("subtitle", .text, "The subtitle.", \.subtitle)
      $0.required("language", .word, "The language of the dossier's own words.", \.language)
      $0.required("description", .prose, "What the dossier is about.", \.description)
      $0.optional("heading", .text, "The heading of the home page.", \.heading)
      $0.optional("publisher", .publisher, "Who publishes the dossier.", \.publisher)
      $0.optional("license", .text, "The licence of the dossier's own words.", \.license)
      $0.derived("base-url", .address, "The address of the site.") { _, context in
        context.baseURL
      }
      $0.required("as-of", .day, "The day at which the dossier was closed.") { $0.asOf.value }
      $0.required("law-date", .day, "The day whose law is read.") { $0.lawDate.value }
      $0.optional("facts-until", .date, "How far the facts are known.") { $0.factsUntil?.value }
      $0.required("last-change", .day, "The day of the last change.") { $0.lastChange.value }
      $0.required("presumption", .prose, "The presumption of innocence.", \.presumption)
      $0.required("key-points", .list(of: .keyPoint), "What to take away.", \.keyPoints)
      $0.required("proceedings", .list(of: .proceeding), "The proceedings.", \.proceedings)
      $0.optional("method-summary", .prose, "How the dossier was made.", \.methodSummary)
    }.type
  }
}

extension JSONType where Value == Publisher {
  static var publisher: JSONType {
    JSONShape<Publisher>("publisher", "Who publishes the dossier.") {
      $0.required("name", .text, "The name.", \.name)
      $0.optional("director", .text, "Who answers for the publication.", \.director)
      $0.optional("contact", .text, "How to reach the publisher.", \.contact)
      $0.optional("address", .text, "The postal address.", \.address)
      $0.optional("host", .text, "Who hosts the site.", \.host)
    }.type
  }
}

extension JSONType where Value == KeyPoint {
  static var keyPoint: JSONType {
    JSONShape<KeyPoint>("key-point", "A point to take away.") {
      $0.required("text", .prose, "The point.", \.text)
      $0.required("status", .word, "What is known of it.", \.status)
      $0.optional("nature", .word, "What it is about.", \.nature)
      $0.required("proof", .prose, "What shows it.", \.proof)
    }.type
  }
}

extension JSONType where Value == Proceeding {
  static var proceeding: JSONType {
    JSONShape<Proceeding>("proceeding", "A proceeding before an authority.") {
      $0.required("authority", .id { $0.actors }, "The authority.", \.authority)
      $0.required("subject", .prose, "What it is about.", \.subject)
      $0.required("stage", .text, "The stage it has reached.", \.stage)
      $0.required("status", .word, "Whether it goes on.", \.status)
      $0.optional("since", .id { $0.events }, "The event it began with.", \.since)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Actor {
  static var actor: JSONType {
    JSONShape<Actor>("actor", "Someone or something that acts in the dossier.") {
      $0.identity { $0.actors }
      $0.required("name", .text, "The name.", \.name)
      $0.optional("sort-name", .text, "The name as sorted.", \.sortName)
      $0.required("kind", .word, "What the actor is.", \.kind)
      $0.required("description", .prose, "Who the actor is.", \.description)
      $0.optional("part", .text, "The part played in the affair.", \.part)
      $0.required(
        "party-to", .flag, "Whether a procedure aims at the actor, who is presumed innocent.",
        \.partyTo)
      $0.required("roles", .list(of: .role), "Offices and mandates, dated.", \.roles)
      $0.required(
        "memberships", .list(of: .membership), "What the actor belongs to, dated.", \.memberships)
      $0.optional("standing", .standing, "How far a procedure has gone.", \.standing)
      $0.required(
        "past-standings", .list(of: .standing), "The stages before it.", \.pastStandings)
      $0.required("replies", .ids { $0.events }, "Events in which the actor replied.", \.replies)
      $0.required("relations", .list(of: .relation), "Ties to other actors.", \.relations)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.required("links", .list(of: .link), "Addresses.", \.links)
      $0.required("to-verify", .list(of: .prose), "What is left to verify.", \.toVerify)
      $0.required(
        "victim", .flag, "Whether the actor is a victim, named only on one of these grounds.",
        \.isVictim)
      $0.optional("consent", .namingGround, "The consent to be named.", \.consent)
      $0.optional(
        "public-declaration", .namingGround, "The declaration by which the actor became known.",
        \.publicDeclaration)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Role {
  static var role: JSONType {
    JSONShape<Role>("role", "An office, mandate or function, in an interval.") {
      $0.required("title", .text, "The title.", \.title)
      $0.optional("organisation", .id { $0.actors }, "Where it is held.", \.organisation)
      $0.optional("from", .date, "Since when.") { $0.from?.value }
      $0.optional("to", .date, "Until when, that day included.") { $0.to?.value }
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("note", .text, "What is uncertain.", \.note)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Membership {
  static var membership: JSONType {
    JSONShape<Membership>("membership", "What an actor belongs to, in an interval.") {
      $0.required("group", .text, "The group.", \.group)
      $0.optional("organisation", .id { $0.actors }, "The group as an actor.", \.organisation)
      $0.optional("as", .text, "The capacity.", \.capacity)
      $0.optional("from", .date, "Since when.") { $0.from?.value }
      $0.optional("to", .date, "Until when, that day included.") { $0.to?.value }
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("note", .text, "What is uncertain.", \.note)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Standing {
  static var standing: JSONType {
    JSONShape<Standing>("standing", "How far a procedure against an actor has gone.") {
      $0.required("status", .word, "The stage; a conviction is never implied.") { $0.status.value }
      $0.optional("since", .date, "Since when.") { $0.since?.value }
      $0.required("text", .prose, "The stage in words.", \.text)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == NamingGround {
  static var namingGround: JSONType {
    JSONShape<NamingGround>("naming-ground", "What allows a victim to be named.") {
      $0.required("date", .date, "When it was given or made.") { $0.date.value }
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("note", .text, "How far it reaches.", \.note)
    }.type
  }
}

extension JSONType where Value == Relation {
  static var relation: JSONType {
    JSONShape<Relation>("relation", "A tie between two actors.") {
      $0.required("verb", .text, "What the actor is or does to the other.", \.verb)
      $0.required("to", .id { $0.actors }, "The other actor.", \.to)
      $0.optional("event", .id { $0.events }, "The event it rests on.", \.event)
      $0.optional("date", .date, "When.") { $0.date?.value }
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.optional("note", .text, "What is uncertain.", \.note)
    }.type
  }
}

extension JSONType where Value == Link {
  static var link: JSONType {
    JSONShape<Link>("link", "A labelled address.") {
      $0.required("label", .text, "What is there.", \.label)
      $0.required("url", .address, "The address.", \.url)
    }.type
  }
}
