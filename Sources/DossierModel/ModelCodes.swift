// The codes of this module: D01 reading YAML and CSV, D02 decoding records, D03 the files of a
// dossier. Their wording stands beside, one file a group: `ReadingWording`, `RecordWording`,
// `FileWording`.

package import Diagnostics

extension DiagnosticCode {
  /// YAML syntax error.
  package static let yamlSyntax = DiagnosticCode("D0101", "YAML syntax error")
  /// Text is not UTF-8.
  package static let notUTF8 = DiagnosticCode("D0102", "text is not UTF-8")
  /// Anchors and aliases are not read.
  package static let anchorRefused = DiagnosticCode("D0103", "anchors and aliases are not read")
  /// Tags are not read.
  package static let tagRefused = DiagnosticCode("D0104", "tags are not read")
  /// Several documents in one file.
  package static let severalDocuments = DiagnosticCode("D0105", "several documents in one file")
  /// Nested too deeply.
  package static let tooDeep = DiagnosticCode("D0106", "nested too deeply")
  /// Key given twice.
  package static let duplicateKey = DiagnosticCode("D0107", "key given twice")
  /// Key is not a text.
  package static let keyNotText = DiagnosticCode("D0108", "key is not a text")
  /// Empty file.
  package static let emptyFile = DiagnosticCode("D0109", "empty file", .warning)

  /// CSV row of another length.
  package static let cellCount = DiagnosticCode("D0110", "CSV row of another length")
  /// CSV quotation marks out of place.
  package static let cellQuotes = DiagnosticCode("D0111", "CSV quotation marks out of place")
  /// Invisible control character.
  package static let controlCharacter = DiagnosticCode(
    "D0112", "invisible control character", .warning)

  /// Unknown key.
  package static let unknownKey = DiagnosticCode("D0201", "unknown key")
  /// Required key is missing.
  package static let missingKey = DiagnosticCode("D0202", "required key is missing")
  /// Value of the wrong type.
  package static let wrongType = DiagnosticCode("D0203", "value of the wrong type")
  /// Word outside the allowed ones.
  package static let unknownChoice = DiagnosticCode("D0204", "word outside the allowed ones")
  /// Invalid date.
  package static let invalidDate = DiagnosticCode("D0205", "invalid date")
  /// Invalid id.
  package static let invalidIdentifier = DiagnosticCode("D0206", "invalid id")
  /// Id given twice.
  package static let duplicateIdentifier = DiagnosticCode("D0207", "id given twice")
  /// Number out of range.
  package static let numberOutOfRange = DiagnosticCode("D0208", "number out of range")
  /// Required value is empty.
  package static let emptyValue = DiagnosticCode("D0209", "required value is empty")
  /// Invalid web address.
  package static let invalidAddress = DiagnosticCode("D0210", "invalid web address")
  /// Invalid SHA-256.
  package static let invalidHash = DiagnosticCode("D0211", "invalid SHA-256")
  /// Invalid identifier of a text.
  package static let invalidLawIdentifier = DiagnosticCode("D0212", "invalid identifier of a text")
  /// Invalid time of day.
  package static let invalidTime = DiagnosticCode("D0213", "invalid time of day")
  /// Printed mark given twice.
  package static let duplicateCote = DiagnosticCode("D0214", "printed mark given twice")

  /// No Content folder.
  package static let contentMissing = DiagnosticCode("D0301", "no Content folder")
  /// No dossier.yaml.
  package static let settingsMissing = DiagnosticCode("D0302", "no dossier.yaml")
  /// Data file of no known kind.
  package static let unknownDataFile = DiagnosticCode("D0303", "data file of no known kind")
  /// Chapter without front matter.
  package static let frontMatterMissing = DiagnosticCode("D0304", "chapter without front matter")
  /// Front matter without an end.
  package static let frontMatterOpen = DiagnosticCode("D0305", "front matter without an end")
  /// Chapter number given twice.
  package static let duplicateChapterNumber = DiagnosticCode("D0306", "chapter number given twice")
  /// File name gives no id.
  package static let fileName = DiagnosticCode("D0307", "file name gives no id")
  /// File that is not read.
  package static let strayFile = DiagnosticCode("D0308", "file that is not read", .warning)
  /// Several records where one is read.
  package static let severalRecords = DiagnosticCode("D0309", "several records where one is read")

  /// Every code of this module.
  package static let modelCodes: [DiagnosticCode] = [
    yamlSyntax, notUTF8, anchorRefused, tagRefused, severalDocuments, tooDeep, duplicateKey,
    keyNotText, emptyFile, cellCount, cellQuotes, controlCharacter,
    unknownKey, missingKey, wrongType, unknownChoice, invalidDate, invalidIdentifier,
    duplicateIdentifier, numberOutOfRange, emptyValue, invalidAddress, invalidHash,
    invalidLawIdentifier, invalidTime, duplicateCote,
    contentMissing, settingsMissing, unknownDataFile, frontMatterMissing, frontMatterOpen,
    duplicateChapterNumber, fileName, strayFile, severalRecords,
  ]
}
