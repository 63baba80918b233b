// swift-tools-version: 6.0
// Other Swift template engines, to measure against. A package of its own, so that the product
// does not depend on them.

import PackageDescription

let package = Package(
  name: "peers",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "peers",
      dependencies: [
        .product(name: "Stencil", package: "Stencil"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: [.swiftLanguageMode(.v5)])
  ]
)
