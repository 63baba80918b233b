// swift-tools-version: 6.1
// Fuzz targets for libFuzzer: the modules of the product, built with its instrumentation. A
// package of its own, because every module must be built with the sanitizer. `make fuzz` runs it.

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
]

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .systemLibrary(name: "CCMark"),
    .target(
      name: "CArena", cSettings: [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]),
    .target(
      name: "Markdown", dependencies: ["Diagnostics", "CCMark", "CArena"],
      swiftSettings: settings, linkerSettings: [.linkedLibrary(":libcmark.a")]),
    .executableTarget(
      name: "fuzz-markdown", dependencies: ["Markdown", "Diagnostics"],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    .target(name: "TemplateEngine", dependencies: ["Diagnostics"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-templates", dependencies: ["TemplateEngine", "Diagnostics"],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
)
