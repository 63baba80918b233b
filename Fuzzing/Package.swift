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
    .target(name: "TemplateEngine", dependencies: ["Diagnostics"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-templates", dependencies: ["TemplateEngine", "Diagnostics"],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
)
