// swift-tools-version: 6.2
import PackageDescription

// Targets stand in the order in which the data flows; docs/architecture.md draws it and says what each one holds.

// What every Swift target of ours is compiled with. CI makes warnings errors.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let package = Package(
  name: "ecs-stops",
  products: [
    .library(name: "ECSStops", targets: ["ECSStops"]),
    .library(name: "EventPatterns", targets: ["EventPatterns"]),
    .library(name: "LogsInsights", targets: ["LogsInsights"]),
    .executable(name: "ecs-stops", targets: ["ecs-stops"]),
    .executable(name: "ecs-stops-server", targets: ["ecs-stops-server"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
  ],
  targets: [
    // Libraries of the system: a module map and nothing else.
    .systemLibrary(
      name: "CSQLite", path: "Sources/System/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CAllocator", path: "Sources/System/CAllocator"),
    .systemLibrary(
      name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CPCRE2", path: "Sources/System/CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CXXHash", path: "Sources/System/CXXHash", pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"])]),
    // Linked statically, by its module map: digests do not justify loading another library.
    .systemLibrary(
      name: "CMessageDigest", path: "Sources/System/CMessageDigest",
      providers: [.apt(["libmd-dev"])]),
    // Linked statically too: few files need them, and each start of the command would load them.
    .systemLibrary(
      name: "CZstd", path: "Sources/System/CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(
      name: "CBzip2", path: "Sources/System/CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(
      name: "CLZMA", path: "Sources/System/CLZMA", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(
      name: "CLibArchive", path: "Sources/System/CLibArchive",
      providers: [.apt(["libarchive-dev", "nettle-dev"])]),
    .target(
      name: "CSimdJSON", path: "Sources/System/CSimdJSON",
      linkerSettings: [.linkedLibrary("simdjson")]),

    // Below everything: SQLite and regular expressions in Swift's words.
    .target(
      name: "CUnchangedVFS", dependencies: ["CSQLite"], path: "Sources/System/CUnchangedVFS"),
    .target(name: "SQLite", dependencies: ["CSQLite", "CUnchangedVFS"], swiftSettings: settings),
    .target(name: "Patterns", dependencies: ["CPCRE2"], swiftSettings: settings),
    // Documents and strings of JSON read and printed, and the bytes that all text is printed into.
    .target(name: "JSON", dependencies: ["CSimdJSON", "CXXHash"], swiftSettings: settings),
    // What text is on a terminal: escaped, so many cells wide, with a mark below it.
    .target(name: "TerminalText", dependencies: ["JSON"], swiftSettings: settings),
    // Folders listed and files read whole.
    .target(name: "Files", swiftSettings: settings),
    // Instants, the calendar, time zones, formats of dates, the clock.
    .target(name: "Time", swiftSettings: settings),

    // What a result is: typed columns and rows of cells, for all that print, draw, test or keep it.
    .target(name: "Rows", swiftSettings: settings),
    // Secrets in rows and text → a mask.
    .target(name: "CByteWindows", path: "Sources/System/CByteWindows"),
    .target(
      name: "Masking", dependencies: ["Rows", "JSON", "CByteWindows"], swiftSettings: settings),

    // Export file → records → event.
    .target(
      name: "Exports",
      dependencies: [
        "JSON", "Files", "Time", "CZlib", "CZstd", "CBzip2", "CLZMA", "CLibArchive",
        "CXXHash",
      ],
      swiftSettings: settings),
    .target(
      name: "Envelopes", dependencies: ["Exports", "JSON", "Time"], swiftSettings: settings),
    .target(
      name: "Events", dependencies: ["Exports", "JSON", "Time", "CXXHash"], swiftSettings: settings),

    // Event and event pattern → whether EventBridge would pass it on, and why.
    .target(name: "EventPatterns", dependencies: ["JSON"], swiftSettings: settings),

    // Event → why the task stopped.
    .target(
      name: "Verdicts", dependencies: ["Patterns", "CXXHash"],
      resources: [.embedInCode("Catalog/verdicts.rules")], swiftSettings: settings),

    // Event → archive.
    .target(
      name: "Migrations", path: "Migrations",
      resources: [
        .embedInCode("0001_create_archive.sql"), .embedInCode("0002_note_filtered_stops.sql"),
        .embedInCode("0003_rename_responsible.sql"), .embedInCode("0004_name_foreign_columns.sql"),
        .embedInCode("0005_rename_nonconforming_values.sql"),
        .embedInCode("0006_keep_log_metadata.sql"), .embedInCode("0007_coverage.sql"),
        .embedInCode("0008_member_of_reject.sql"),
        .embedInCode("0009_keep_refused_files.sql"),
        .embedInCode("views.sql"),
      ], swiftSettings: settings),
    .target(
      name: "Storage",
      dependencies: [
        "SQLite", "Events", "Verdicts", "Migrations", "Masking", "Exports", "JSON", "Files", "Time",
        "CXXHash",
      ],
      swiftSettings: settings),

    // Query text → plan.
    .target(
      name: "LogsInsights", dependencies: ["Files", "TerminalText", "Time"], swiftSettings: settings
    ),

    // Plan → SQL, and the functions that this SQL calls.
    .target(
      name: "InsightsSQLite",
      dependencies: ["LogsInsights", "SQLite", "Patterns", "JSON", "Time", "CMessageDigest"],
      swiftSettings: settings),

    // Export files → archive: where records, events and tables meet.
    .target(
      name: "Ingest",
      dependencies: [
        "Exports", "Envelopes", "EventPatterns", "Events", "Storage", "SQLite", "JSON", "Time",
      ],
      swiftSettings: settings),

    // Rows → text.
    .target(
      name: "Output", dependencies: ["Rows", "JSON", "TerminalText"], swiftSettings: settings),

    // Values → bars, curves and maps, of characters or as SVG.
    .target(name: "Charts", dependencies: ["TerminalText"], swiftSettings: settings),

    // SQL → rows: the functions that queries call, fields, the runner, the sandbox of ad hoc SQL.
    .target(
      name: "Queries",
      dependencies: [
        "LogsInsights", "InsightsSQLite", "Storage", "Events", "Masking", "Output", "Rows",
        "SQLite", "Patterns", "JSON", "Files", "Time", "Verdicts",
      ],
      swiftSettings: settings),

    // Event pattern → the stops that it matches.
    .target(
      name: "PatternSearch",
      dependencies: ["EventPatterns", "Queries", "Storage", "Events", "SQLite", "JSON"],
      swiftSettings: settings),

    // Built-in reports → rows. The plugin puts the files of Catalog into the program.
    .executableTarget(name: "embed-catalog", dependencies: ["Files"], swiftSettings: settings),
    .plugin(
      name: "EmbedCatalog", capability: .buildTool(), dependencies: ["embed-catalog"]),
    .target(
      name: "Reports",
      dependencies: [
        "Queries", "EventPatterns", "PatternSearch", "LogsInsights", "InsightsSQLite", "Storage",
        "Verdicts", "Events", "Charts", "Masking", "Output", "Rows", "SQLite", "JSON",
        "TerminalText", "Files", "Time",
      ],
      exclude: ["Catalog"],
      resources: [.embedInCode("Match/match-totals.sql")], swiftSettings: settings,
      plugins: ["EmbedCatalog"]),

    // Reports → pages for browsers, digests for chats, bundles for colleagues.
    .target(
      name: "Pages",
      dependencies: [
        "Reports", "Queries", "InsightsSQLite", "Verdicts", "Storage", "Charts", "Output", "Rows",
        "SQLite", "Files", "Time", "CMessageDigest",
      ],
      resources: [
        .embedInCode("Assets/page.css"), .embedInCode("Assets/contents.css"),
        .embedInCode("Assets/charts.css"),
        .embedInCode("Assets/tables.css"), .embedInCode("Assets/cards.css"),
        .embedInCode("Assets/print.css"),
        .embedInCode("Assets/page.js"),
      ], swiftSettings: settings),

    // Options → pattern → template → YAML, JSON, HCL: what captures stopped tasks to begin with.
    .target(
      name: "Capture", dependencies: ["EventPatterns", "Verdicts", "JSON", "Time"],
      swiftSettings: settings),

    // Filter pattern of the Logs API → whether it matches a message.
    .target(
      name: "FilterPatterns", dependencies: ["LogsInsights", "Patterns", "JSON"],
      swiftSettings: settings),

    // Calls of the CloudWatch Logs API → answers from the archive.
    .target(
      name: "LogsAPI",
      dependencies: [
        "FilterPatterns", "Queries", "LogsInsights", "InsightsSQLite", "Storage", "Masking",
        "Output", "Rows", "SQLite",
        "JSON", "Files", "Time", "CXXHash",
      ], swiftSettings: settings),

    // Paths and parameters → pages of the archive for browsers, and data.
    .target(
      name: "Console",
      dependencies: [
        "ECSStops", "LogsAPI", "Pages", "Reports", "Queries", "LogsInsights", "InsightsSQLite",
        "Storage", "Verdicts", "Charts", "Masking", "Output", "Rows", "SQLite", "JSON", "Time",
        "CXXHash",
      ],
      resources: [
        .embedInCode("Assets/console.css"), .embedInCode("Assets/query.css"),
        .embedInCode("Assets/editor.css"),
        .embedInCode("Assets/console.js"), .embedInCode("Assets/queries.js"),
        .embedInCode("Assets/copied.js"),
        .embedInCode("Assets/editor.js"), .embedInCode("Assets/completion.js"),
        .embedInCode("Assets/fields.js"), .embedInCode("Assets/run.js"),
        .embedInCode("Assets/table.js"), .embedInCode("Assets/drag.js"),
        .embedInCode("Assets/sql.js"),
      ],
      swiftSettings: settings),

    // HTTP request → who may ask → who answers → response.
    .target(
      name: "WebService",
      dependencies: ["Console", "LogsAPI", "Charts", "JSON", "Time", "CMessageDigest"],
      swiftSettings: settings),
    // Bytes of sockets → HTTP requests, and back.
    .target(
      name: "HTTPServer",
      dependencies: [
        "WebService", "Time",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], swiftSettings: settings),

    // What users import and type.
    .target(
      name: "ECSStops",
      dependencies: [
        "Capture", "Charts", "EventPatterns", "Exports", "Files", "Ingest", "InsightsSQLite",
        "JSON", "LogsInsights", "Masking", "Output", "Pages", "Queries", "Reports", "Rows",
        "SQLite", "Storage", "TerminalText", "Time", "Verdicts",
      ], swiftSettings: settings),
    .target(
      name: "Command",
      dependencies: [
        "ECSStops", "Console", "LogsAPI", "WebService",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(name: "ecs-stops", dependencies: ["Command"], swiftSettings: settings),
    .executableTarget(
      name: "ecs-stops-server",
      dependencies: [
        "Command", "HTTPServer", "WebService", "Console", "LogsAPI", "ECSStops", "CAllocator",
      ],
      swiftSettings: settings),

    // Tests, one target a target, in the same order.
    .target(
      name: "TestSupport", dependencies: ["SQLite"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PatternsTests", dependencies: ["Patterns", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TerminalTextTests", dependencies: ["TerminalText"], swiftSettings: settings),
    .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: settings),
    .testTarget(
      name: "TimeTests", dependencies: ["Time", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["Exports", "Files", "CZstd", "CBzip2", "CLZMA", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EnvelopesTests", dependencies: ["Envelopes", "Exports", "JSON", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "Exports", "JSON", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EventPatternsTests", dependencies: ["EventPatterns", "JSON", "TestSupport"],
      exclude: ["Cases"], swiftSettings: settings),
    .testTarget(
      name: "VerdictsTests", dependencies: ["Verdicts", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Storage", "Events", "JSON", "Verdicts", "Migrations", "SQLite", "Time", "TestSupport",
      ],
      exclude: ["Field"], swiftSettings: settings),
    .testTarget(
      name: "LogsInsightsTests", dependencies: ["LogsInsights", "Time", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "InsightsSQLiteTests",
      dependencies: [
        "InsightsSQLite", "LogsInsights", "SQLite", "JSON", "Patterns", "Time", "TestSupport",
      ],
      swiftSettings: settings),
    // What other packages see of the library.
    .testTarget(
      name: "LogsInsightsAPITests", dependencies: ["LogsInsights"], packageAccess: false,
      swiftSettings: settings),
    .testTarget(name: "RowsTests", dependencies: ["Rows"], swiftSettings: settings),
    .testTarget(name: "MaskingTests", dependencies: ["Masking", "Rows"], swiftSettings: settings),
    .testTarget(
      name: "OutputTests", dependencies: ["JSON", "Output", "Rows", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"], swiftSettings: settings),
    // The archive of a few events of each kind that queries and reports are tried on.
    .target(
      name: "FixtureArchive",
      dependencies: [
        "Queries", "LogsInsights", "InsightsSQLite", "Storage", "Events", "Output", "Rows",
        "SQLite", "Time", "TestSupport",
      ], path: "Tests/FixtureArchive", exclude: ["Fixture"], swiftSettings: settings),
    .testTarget(
      name: "QueriesTests",
      dependencies: [
        "Queries", "LogsInsights", "InsightsSQLite", "Storage", "Events", "Output", "Patterns",
        "SQLite", "TestSupport", "FixtureArchive",
      ], swiftSettings: settings),
    .testTarget(
      name: "PatternSearchTests",
      dependencies: [
        "PatternSearch", "EventPatterns", "Queries", "Storage", "SQLite", "TestSupport",
      ],
      swiftSettings: settings),
    // Queries, the SQL that they become, and the rows that it gives.
    .testTarget(
      name: "QueryCaseTests",
      dependencies: [
        "Queries", "LogsInsights", "InsightsSQLite", "Storage", "SQLite", "TestSupport",
        "FixtureArchive",
      ], exclude: ["Cases"], swiftSettings: settings),
    // A second engine for plans, in small.
    .testTarget(
      name: "DialectTests",
      dependencies: [
        "LogsInsights", "InsightsSQLite", "Queries", "FixtureArchive", "Storage", "SQLite",
        "TestSupport",
      ], exclude: ["run-duckdb.py"], swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Pages", "Reports", "Queries", "LogsInsights", "InsightsSQLite", "Storage", "Events",
        "Output", "Rows", "SQLite", "Time", "TestSupport", "FixtureArchive",
      ], exclude: ["Cases"], swiftSettings: settings),
    .testTarget(
      name: "CaptureTests",
      dependencies: [
        "Capture", "EventPatterns", "Verdicts", "Storage", "SQLite", "Time", "FixtureArchive",
      ], swiftSettings: settings),
    .testTarget(
      name: "FilterPatternsTests",
      dependencies: [
        "FilterPatterns", "Queries", "LogsInsights", "InsightsSQLite", "Rows", "SQLite",
        "FixtureArchive",
      ], swiftSettings: settings),
    .testTarget(
      name: "LogsAPITests", dependencies: ["LogsAPI", "JSON", "Time", "FixtureArchive"],
      swiftSettings: settings),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "LogsAPI", "Reports", "Storage", "Charts", "JSON", "Time", "FixtureArchive",
        "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "WebServiceTests",
      dependencies: ["WebService", "Console", "LogsAPI", "Time", "FixtureArchive"],
      swiftSettings: settings),
    // Pages as a browser shows them.
    .testTarget(
      name: "PageTests",
      dependencies: [
        "Pages", "Reports", "Charts", "ECSStops", "Output", "Storage", "Rows", "SQLite", "Time",
        "Verdicts",
        "FixtureArchive", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LanguageTests",
      dependencies: [
        "Queries", "LogsInsights", "InsightsSQLite", "Storage", "Events", "Output", "SQLite",
        "Patterns", "TestSupport", "FixtureArchive",
      ], swiftSettings: settings),
    // What is fuzzed. These tests try its seeds and what was found once; Scripts/fuzz makes more inputs.
    .target(
      name: "FuzzEntries",
      dependencies: [
        "Envelopes", "EventPatterns", "Events", "Exports", "InsightsSQLite", "JSON", "LogsInsights",
        "Masking", "Output", "PatternSearch", "Queries", "SQLite", "Storage",
      ], path: "Tests/Fuzz/Entries", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzEntries", "TestSupport"], swiftSettings: settings),
    // A disk that fails.
    .target(name: "FaultVFS", dependencies: ["CSQLite"], path: "Tests/FaultVFS"),
    .testTarget(
      name: "ECSStopsTests",
      dependencies: [
        "ECSStops", "ecs-stops", "EventPatterns", "Exports", "FaultVFS", "Ingest", "Migrations",
        "Reports", "Rows", "Storage", "SQLite", "Time", "CMessageDigest", "CZlib", "TestSupport",
      ], swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: ["ecs-stops", "Output", "Queries", "Rows", "SQLite", "TestSupport"],
      exclude: ["Cases", "Fixtures", "PrereleaseArchive.sqlite", "Screens"], swiftSettings: settings
    ),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Queries", "Reports", "LogsInsights", "InsightsSQLite", "Output", "Storage", "Events",
        "Verdicts", "Migrations", "SQLite", "Time", "TestSupport",
      ], exclude: ["Language.md", "Reports.md", "Tables"], swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)

// The program that only Scripts/fuzz builds: it instruments everything that is called.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: ["FuzzEntries"], path: "Tests/Fuzz/Driver", swiftSettings: settings))
}
