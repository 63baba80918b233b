// The functions by which templates lead to pages, records, files and data of their dossier. Addresses
// are relative to the page that is made, unless they are asked for as whole ones.

import Diagnostics
import DossierModel
import TemplateEngine

extension DossierFilters {
  /// The variable that says which page is made; no template can name it.
  package static let pageVariable = "page.path"

  /// Adds the functions that know the dossier.
  static func registerPlaces(in environment: inout Environment, _ places: DossierPlaces?) {
    environment.addFunction(
      "url_for", parameters: ["target: string", "absolute?: bool"],
      signature: Signature(
        "any", "string", isPure: false, "the address of a page or record: `\"timeline\"`, an id"),
      checksConstants: places != nil
    ) { call throws(TemplateFault) in
      let places = try known(places)
      return .string(try address(of: try places.route(name(call)), call, places))
    }
    environment.addFunction(
      "ref", parameters: ["id: string"],
      signature: Signature(
        "any", "Ref", isPure: false, "a link to a record: `url`, `label`, `cote`, `class`"),
      checksConstants: places != nil
    ) { call throws(TemplateFault) in
      let places = try known(places)
      let key = try places.key(name(call))
      let dossier = places.dossier
      guard let shape = TemplateContracts.shapes["Ref"] else { return .none }
      let values: [String: Value] = [
        "url": .string(try address(of: places.router.route(key, in: dossier), call, places)),
        "label": .markup(PageScope.escaped(dossier.label(of: key))),
        "cote": .string(dossier.cote(of: key) ?? dossier.slug(of: key).uppercased()),
        "class": .string(PageScope.linkClass(key)),
      ]
      return .record(shape, shape.fields.map { values[$0] ?? .none })
    }
    environment.addFunction(
      "asset", parameters: ["path: string", "absolute?: bool"],
      signature: Signature(
        "any", "string", isPure: false,
        "the address of a file of `Templates/assets/`, or of `media/…`"),
      checksConstants: places != nil
    ) { call throws(TemplateFault) in
      let places = try known(places)
      return .string(try address(of: Route(try places.file(name(call))), call, places))
    }
    environment.addFunction(
      "image", parameters: ["path: string", "alt: text", "class?: string"],
      signature: Signature(
        "any", "html", isPure: false, "a picture as `img`, with its size where the file says it"),
      checksConstants: places != nil
    ) { call throws(TemplateFault) in
      let places = try known(places)
      let path = try name(call)
      let source = try address(of: Route(try places.file(path)), call, places, isAbsolute: false)
      var out = "<img src=\"\(PageScope.escaped(percentEncoded(source)))\""
      out += " alt=\"\(PageScope.escaped(call[1].stringValue ?? ""))\""
      if let name = call[2].stringValue { out += " class=\"\(PageScope.escaped(name))\"" }
      if let size = places.size(path) {
        out += " width=\"\(size.width)\" height=\"\(size.height)\""
      }
      return .markup(out + " loading=\"lazy\" decoding=\"async\">")
    }
    environment.addFunction(
      "now",
      signature: Signature("any", "date", isPure: false, "the day of the build, never the clock")
    ) { _ throws(TemplateFault) in
      .string(try known(places).buildDay.description)
    }
    environment.addFunction(
      "data", parameters: ["name: string"],
      signature: Signature(
        "any", "any", "the data of `Templates/data/NAME.yaml`, typed by what the file holds"),
      checksConstants: places != nil
    ) { call throws(TemplateFault) in
      try known(places).value(name(call))
    }
  }

  private static func known(_ places: DossierPlaces?) throws(TemplateFault) -> DossierPlaces {
    if let places { return places }
    throw TemplateFault(
      Wording(
        "this function needs a dossier", fr: "cette fonction a besoin d'un dossier"))
  }

  private static func name(_ call: FilterCall) throws(TemplateFault) -> String {
    if let name = call[0].stringValue { return name }
    throw TemplateFault(
      Wording(
        "a name is a string, not \(call[0].typeName)",
        fr: "un nom est un texte, non \(call[0].typeName)"))
  }

  /// The address of a route as the page that is made writes it, or with the site's own address.
  private static func address(
    of route: Route, _ call: FilterCall, _ places: DossierPlaces, isAbsolute: Bool? = nil
  ) throws(TemplateFault) -> String {
    let fragment = route.fragment.map { "#" + $0 } ?? ""
    var isWhole = isAbsolute ?? false
    if isAbsolute == nil, case .bool(true) = call[1] { isWhole = true }
    let page = Route(call.variable(pageVariable)?.stringValue ?? "")
    // A server may show the page of a missing page at any address.
    if !isWhole, places.baseURL != nil { isWhole = page == places.router.route(.notFound) }
    if !isWhole { return route.address(from: page) }
    guard let base = places.baseURL else {
      throw TemplateFault(
        Wording(
          "a whole address needs the address of the site",
          fr: "une adresse entière demande l'adresse du site"),
        hint: Wording(
          "set `base-url` in `dossier.yaml`", fr: "indiquez `base-url` dans `dossier.yaml`"))
    }
    return base + route.path + fragment
  }

  private static func percentEncoded(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      switch byte {
      case 0x21...0x7E where byte != 0x22 && byte != 0x25 && byte != 0x3C && byte != 0x3E:
        out.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return out
  }
}
