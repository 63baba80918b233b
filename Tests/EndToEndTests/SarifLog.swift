// The parts of a SARIF log that the tests read.

/// A log of one run.
struct SarifLog: Decodable {
  struct Run: Decodable {
    let tool: Tool
    let columnKind: String
    let results: [Result]
  }

  struct Tool: Decodable {
    let driver: Driver
  }

  struct Driver: Decodable {
    let name: String
    let rules: [Rule]
  }

  struct Rule: Decodable {
    struct Help: Decodable {
      let markdown: String
    }

    let id: String
    let help: Help
  }

  struct Result: Decodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let locations: [Location]
    let fixes: [Fix]?
    let partialFingerprints: [String: String]
  }

  struct Location: Decodable {
    let physicalLocation: PhysicalLocation
  }

  struct PhysicalLocation: Decodable {
    let artifactLocation: ArtifactLocation
    let region: Region
  }

  struct ArtifactLocation: Decodable {
    let uri: String
    let uriBaseId: String
  }

  struct Region: Decodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
  }

  struct Fix: Decodable {
    struct ArtifactChange: Decodable {
      let artifactLocation: ArtifactLocation
      let replacements: [Replacement]
    }

    struct Replacement: Decodable {
      struct Content: Decodable {
        let text: String
      }

      let deletedRegion: Region
      let insertedContent: Content
    }

    let artifactChanges: [ArtifactChange]
  }

  let version: String
  let runs: [Run]
}
