// The filters that dossiers add to the template language: dates, numbers, money.

import Diagnostics
import DossierModel
package import TemplateEngine

/// Registers the filters of dossiers.
package enum DossierFilters {
  /// Adds `date`, `number`, `money` and `percent` to an environment.
  ///
  /// - Parameter places: What functions may lead to; without it they are faults when they run.
  package static func register(
    in environment: inout Environment, words: Words, places: DossierPlaces? = nil
  ) {
    let dates = DateWording(words)
    let numbers = NumberWording(words)
    environment.addFilter(
      "date", parameters: ["style?: string"],
      signature: Signature("date", "html", "a date in words: `2 février 2026`")
    ) { call throws(TemplateFault) in
      let value = try parsed(writtenDate(call, "date"))
      return .markup(dates.html(value, try style(call[0])))
    }
    environment.addFilter(
      "number", signature: Signature("int", "string", "a whole number with its groups of digits")
    ) { call throws(TemplateFault) in
      .string(numbers.number(try whole(call, "number")))
    }
    environment.addFilter(
      "money", signature: Signature("int", "string", "an amount in euros")
    ) { call throws(TemplateFault) in
      .string(numbers.money(try whole(call, "money")))
    }
    registerText(in: &environment, words: words)
    registerTime(
      in: &environment, dates, isFrench: words.language == "fr", day: places?.buildDay)
    registerStructure(in: &environment)
    registerPlaces(in: &environment, places)
    environment.addFilter(
      "percent", signature: Signature("number", "string", "a share of a hundred")
    ) { call throws(TemplateFault) in
      switch call.value {
      case .int(let value): .string(numbers.percent(Double(value)))
      case .double(let value) where abs(value) < 1e15: .string(numbers.percent(value))
      default: throw TemplateFault("`percent` takes a number, not \(call.value.typeName)")
      }
    }
  }

  static func whole(_ call: FilterCall, _ name: String) throws(TemplateFault) -> Int {
    guard let value = call.value.intValue, let whole = Int(exactly: value) else {
      throw TemplateFault("`\(name)` takes a whole number, not \(call.value.typeName)")
    }
    return whole
  }
}
