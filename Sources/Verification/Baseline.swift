// Owns how much the faults of a check weigh in the end: the weights that `dossier.yaml` gives to
// rules, and the baseline of faults that the authors accept. Rules know of neither.

package import Diagnostics
import DossierModel
import FileSystem
import Markdown

/// What may be weakened or accepted, and the text of a baseline.
package enum Baseline {
  /// The file of the baseline, below the dossier's folder.
  package static let path = "Content/baseline.yaml"

  /// Rules that pages rely on, or that protect people: no dossier can weaken or accept them.
  ///
  /// Without R01 there would be links to nothing and chains without an end; R06 guards this list.
  static let fixedCodes: Set<String> = [
    "R0101", "R0103", "R0104", "R0107", "R0108", "R0109", "R0110", "R0111", "R0112", "R0113",
    "R0204", "R0506", "R0507", "R0601", "R0602",
  ]

  /// Every code that `rules` may name.
  static let knownCodes: [DiagnosticCode] =
    DiagnosticCode.verificationCodes + DiagnosticCode.modelCodes + DiagnosticCode.markdownCodes

  /// Whether a dossier may say that a fault weighs less than its code says.
  static func mayBeWeakened(_ code: DiagnosticCode) -> Bool {
    if code.severity == .warning { return !fixedCodes.contains(code.id) }
    return code.id.hasPrefix("R") && !fixedCodes.contains(code.id)
  }

  /// Applies the weights and the baseline of a dossier to what was found.
  ///
  /// - Complexity: O(n) in the number of diagnostics and of accepted faults, and nothing for a
  ///   dossier that has neither weights nor accepted faults.
  static func apply(
    to bag: inout DiagnosticBag, _ dossier: Dossier, sources: SourceMap, ignoresAccepted: Bool
  ) {
    let accepted = ignoresAccepted ? [] : dossier.acceptedFaults
    let weights = dossier.settings.ruleWeights
    if accepted.isEmpty, weights.isEmpty { return }
    var severities: [String: RuleSeverity] = [:]
    for weight in weights { severities[weight.code.value] = weight.severity.value }
    var left: [Fault: Int] = [:]
    for entry in accepted { left[Fault(entry), default: 0] += entry.count }
    var kept = DiagnosticBag()
    for var diagnostic in bag.sorted(by: sources) {
      if let severity = severities[diagnostic.code.id] {
        let isWeaker = severity != .error
        if !isWeaker || mayBeWeakened(diagnostic.code) {
          if severity == .off { continue }
          diagnostic.severity = severity == .error ? .error : .warning
        }
      }
      if mayBeWeakened(diagnostic.code), !left.isEmpty {
        let fault = Fault(diagnostic, in: sources)
        if let count = left[fault], count > 0 {
          left[fault] = count - 1
          continue
        }
      }
      kept.add(diagnostic)
    }
    for entry in accepted where left[Fault(entry), default: 0] > 0 {
      left[Fault(entry)] = 0
      kept.add(.staleAcceptance(entry))
    }
    bag = kept
  }

  /// The baseline that accepts diagnostics, as the text of its file; `nil` when there is nothing to
  /// accept.
  ///
  /// - Parameters:
  ///   - diagnostics: What a check found that ignored the baseline, in order.
  ///   - sources: The texts of the diagnostics.
  package static func text(for diagnostics: [Diagnostic], sources: SourceMap) -> String? {
    var order: [Fault] = []
    var entries: [Fault: (count: Int, text: String)] = [:]
    for diagnostic in diagnostics
    where mayBeWeakened(diagnostic.code) && diagnostic.code != .staleAcceptance {
      let fault = Fault(diagnostic, in: sources)
      if entries[fault] == nil { order.append(fault) }
      let marked = diagnostic.primary.map { Fault.marked($0.span, in: sources) } ?? ""
      entries[fault, default: (0, marked)].count += 1
    }
    guard !order.isEmpty else { return nil }
    var out = "# Faults that are known and accepted. Written by dossier check --write-baseline.\n"
    for fault in order {
      guard let entry = entries[fault] else { continue }
      out += "\n- code: \(fault.code)\n"
      if let file = fault.file { out += "  file: \(quoted(file))\n" }
      out += "  fingerprint: \"\(fault.fingerprint)\"\n"
      if entry.count > 1 { out += "  count: \(entry.count)\n" }
      if !entry.text.isEmpty { out += "  text: \(quoted(entry.text))\n" }
    }
    return out
  }

  /// A text between the double quotation marks of YAML; control characters are left out.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars where scalar.value >= 0x20 {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}

/// What a fault is known by from one version of the dossier to the next.
private struct Fault: Hashable {
  let code: String
  let file: String?
  let fingerprint: String

  init(_ entry: AcceptedFault) {
    code = entry.code.value
    file = entry.file
    fingerprint = entry.fingerprint
  }

  init(_ diagnostic: Diagnostic, in sources: SourceMap) {
    code = diagnostic.code.id
    guard let span = diagnostic.primary?.span else {
      file = nil
      fingerprint = Fingerprint(Array(diagnostic.message.english.utf8)).hexadecimal
      return
    }
    file = sources.path(of: span.source)
    let bytes = sources.bytes(of: span.source)
    var start = Int(span.start)
    var end = Int(span.end)
    let marked = Self.normalised(bytes[start..<end])
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    fingerprint =
      Fingerprint(marked + [0x0A] + Self.normalised(bytes[start..<end])).hexadecimal
  }

  /// What is marked, on one line and not too long, for people.
  static func marked(_ span: Span, in sources: SourceMap) -> String {
    let bytes = sources.bytes(of: span.source)[Int(span.start)..<Int(span.end)]
    let text = String(decoding: normalised(bytes), as: UTF8.self)
    return text.count > 80 ? String(text.prefix(79)) + "…" : text
  }

  /// The bytes with every run of blanks as one space, none at the ends.
  private static func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for byte in bytes {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if !isBlank {
        out.append(byte)
      } else if out.last.map({ $0 != 0x20 }) ?? false {
        out.append(0x20)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return out
  }
}
