// swift-tools-version: 6.1
// The targets of dossier, from the lowest floor up. Imports go strictly downward;
// Tests/ArchitectureTests holds the table of what each target may import.

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of the product.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], excluding folders: [String] = [],
  linker: [LinkerSetting] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: folders, swiftSettings: settings,
    linkerSettings: linker, plugins: plugins)
}

/// The tests of one target, with the shared test support; the folder `Fixtures`, and others where
/// they are named, are no source.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], hasFixtures: Bool = false,
  excluding folders: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"],
    exclude: (hasFixtures ? ["Fixtures"] : []) + folders,
    swiftSettings: settings)
}

let package = Package(
  name: "dossier",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "dossier", targets: ["dossier"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
  ],
  targets: [
    // L0: no knowledge of dossiers.
    .systemLibrary(name: "CCMark"),
    .systemLibrary(name: "CYAML"),
    .target(name: "CArena"),
    .target(name: "CReads"),
    module("Diagnostics"),
    module("FileSystem", ["Diagnostics"]),
    // L1: languages, and words to find.
    module("Search"),
    module("TemplateEngine", ["Diagnostics"]),
    module(
      "Markdown", ["Diagnostics", "CCMark", "CArena"], linker: [.linkedLibrary(":libcmark.a")]),
    // L2 and L3: the dossier and its checks.
    module(
      "DossierModel", ["Diagnostics", "FileSystem", "Markdown", "CYAML", "CReads"],
      linker: [.linkedLibrary(":libyaml.a")]),
    module("Verification", ["DossierModel", "Markdown", "Diagnostics", "FileSystem"]),
    // L4: the dossier for machines, the dossier for readers.
    module("Exchange", ["Verification", "DossierModel", "Markdown", "Diagnostics"]),
    module(
      "Presentation",
      [
        "Verification", "DossierModel", "TemplateEngine", "Markdown", "Search", "Diagnostics",
        "FileSystem",
      ],
      plugins: ["EmbedFiles"]),
    // L5: the site.
    module(
      "SiteBuilder",
      [
        "Presentation", "Exchange", "Verification", "DossierModel", "TemplateEngine", "Markdown",
        "Search", "Diagnostics", "FileSystem",
      ]),
    // L5, beside the site: the printed briefing.
    module(
      "Briefing",
      [
        "Presentation", "Exchange", "Verification", "DossierModel", "TemplateEngine", "Markdown",
        "Diagnostics", "FileSystem",
      ],
      plugins: ["EmbedFiles"]),
    // L6: the live preview.
    module(
      "Preview",
      [
        "SiteBuilder", "Briefing", "Presentation", "Exchange", "Verification", "DossierModel",
        "TemplateEngine", "Markdown", "Diagnostics", "FileSystem",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      excluding: ["Client"], plugins: ["EmbedFiles"]),
    // L7: the command.
    .executableTarget(
      name: "dossier",
      dependencies: [
        "Preview", "SiteBuilder", "Briefing", "Presentation", "Exchange", "Verification",
        "DossierModel",
        "TemplateEngine", "Markdown", "Diagnostics", "FileSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings,
      plugins: ["EmbedFiles"]),
    // Build tools: text files of the repository as Swift literals.
    .executableTarget(name: "embed-files", path: "Plugins/embed-files", swiftSettings: settings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    // Benchmarks: never part of a product.
    .target(
      name: "CMarkBaseline", path: "Benchmarks/markdown/baseline",
      linkerSettings: [.linkedLibrary(":libcmark.a")]),
    .executableTarget(
      name: "markdown-bench", dependencies: ["Markdown", "Diagnostics", "CMarkBaseline"],
      path: "Benchmarks/markdown/bench", swiftSettings: settings),
    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("FileSystemTests", ["FileSystem", "Diagnostics"]),
    tests("TemplateEngineTests", ["TemplateEngine", "Diagnostics"], hasFixtures: true),
    tests("SearchTests", ["Search"]),
    tests("MarkdownTests", ["Markdown", "Diagnostics"], excluding: ["gfm"]),
    tests(
      "DossierModelTests", ["DossierModel", "Markdown", "Diagnostics", "FileSystem"],
      hasFixtures: true),
    tests(
      "VerificationTests",
      ["Verification", "DossierModel", "Markdown", "Diagnostics", "FileSystem"],
      hasFixtures: true),
    tests(
      "ExchangeTests", ["Exchange", "Verification", "DossierModel", "Diagnostics"],
      hasFixtures: true),
    tests(
      "PresentationTests",
      [
        "Presentation", "Verification", "DossierModel", "TemplateEngine", "Markdown",
        "Diagnostics",
      ]),
    tests(
      "SiteBuilderTests",
      ["SiteBuilder", "Presentation", "DossierModel", "FileSystem", "Diagnostics"]),
    tests(
      "BriefingTests",
      [
        "Briefing", "Presentation", "Verification", "DossierModel", "TemplateEngine", "Markdown",
        "FileSystem", "Diagnostics",
      ]),
    tests(
      "PreviewTests",
      [
        "Preview", "SiteBuilder", "Presentation", "DossierModel", "FileSystem", "Diagnostics",
      ]),
    tests("ArchitectureTests", ["Diagnostics"]),
    tests("EndToEndTests", ["Diagnostics", "dossier"], hasFixtures: true),
  ]
)
