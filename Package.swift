// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target: the strictest that compile together.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")

let package = Package(
    name: "yiqi",
    products: [
        .executable(name: "yiqid", targets: ["yiqid"]),
        .executable(name: "yiqi", targets: ["yiqi"]),
        .executable(name: "yiqi-load", targets: ["yiqi-load"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // The walls: imports go down only.
        // Process control that Glibc's module lacks.
        .target(name: "CProcess"),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CLibPQ", logging, deque], swiftSettings: strict),
        .target(name: "Booking", swiftSettings: strict),
        .target(name: "Inventory", dependencies: ["Booking"], swiftSettings: strict),
        .target(name: "Wire", dependencies: ["Booking"], swiftSettings: strict),
        .target(name: "Edition", dependencies: ["Booking", "Inventory", crypto], swiftSettings: strict),
        .target(
            name: "Registry", dependencies: ["Booking", "Inventory", "Postgres", logging, crypto, deque, heap],
            resources: [.embedInCode("SQL")], swiftSettings: strict),
        .target(
            name: "Daemon",
            dependencies: [
                "Registry", "Edition", "Inventory", "Wire", "Booking", "Postgres", "CProcess", logging, deque,
                lifecycle, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ] + nio,
            swiftSettings: strict),
        .target(name: "Client", dependencies: ["Wire", "Booking"] + nio, swiftSettings: strict),
        .executableTarget(
            name: "yiqid", dependencies: ["Daemon", "Edition", "Booking", arguments, logging], swiftSettings: strict),
        .executableTarget(
            name: "yiqi", dependencies: ["Client", "Wire", "Edition", "Booking", arguments], swiftSettings: strict),
        .target(
            name: "LoadGenerator",
            dependencies: ["Wire", "Booking", .product(name: "Histogram", package: "hdrhistogram-swift")] + nio,
            swiftSettings: strict),
        .executableTarget(name: "yiqi-load", dependencies: ["LoadGenerator", arguments], swiftSettings: strict),

        // What tests share: a private PostgreSQL that they start themselves.
        .target(name: "Support", dependencies: ["Postgres", logging], path: "Tests/Support", swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Support", logging], swiftSettings: strict),
        .testTarget(name: "BookingTests", dependencies: ["Booking"], swiftSettings: strict),
        .testTarget(name: "InventoryTests", dependencies: ["Inventory", "Booking"], swiftSettings: strict),
        .testTarget(
            name: "EditionTests", dependencies: ["Edition", "Inventory", "Booking"], exclude: ["Independent"],
            swiftSettings: strict),
        .testTarget(name: "WireTests", dependencies: ["Wire", "Booking"], swiftSettings: strict),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["Registry", "Inventory", "Booking", "Postgres", "Support", logging, deque],
            swiftSettings: strict),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Registry", "Wire", "Booking", "Postgres", "CProcess", "Support", logging, lifecycle,
            ] + nio,
            swiftSettings: strict),
        .testTarget(
            name: "ClientTests", dependencies: ["Client", "yiqi", "Wire", "Booking", arguments] + nio,
            swiftSettings: strict),
        .testTarget(
            name: "LoadTests", dependencies: ["LoadGenerator", "Wire", "Booking"] + nio, swiftSettings: strict),
        .testTarget(
            name: "System", dependencies: ["Wire", "Booking", "Postgres", "Support", "yiqid", "yiqi", logging],
            path: "Tests/System", swiftSettings: strict),
    ]
)
