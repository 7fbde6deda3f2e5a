import Foundation

/// The targets that `Package.swift` declares.
struct PackageManifest {
  struct Target {
    let name: String
    /// Its folder in the repository.
    let path: String
    let isTest: Bool
    /// The targets that it may import, in order; products of other packages are left out.
    let dependencies: [String]
  }

  let targets: [Target]

  /// Reads the text: asking SwiftPM would wait for the build that runs the tests.
  init() throws {
    let text = try String(contentsOf: repositoryPath("Package.swift"), encoding: .utf8)
      .replacing(/\/\/[^\n]*/, with: "")
    // From one declaration to the next.
    let starts = text.ranges(of: /\.(target|executableTarget|testTarget|systemLibrary|plugin)\(/)
    targets = zip(starts, starts.dropFirst().map(\.lowerBound) + [text.endIndex]).compactMap {
      Self.target(kind: text[$0], text[$0.upperBound..<$1])
    }
  }

  private static func target(kind: Substring, _ text: Substring) -> Target? {
    guard let name = text.firstMatch(of: /name: "([^"]+)"/).map({ String($0.1) }) else {
      return nil
    }
    let path = text.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
    let isTest = kind.contains("testTarget")
    let folder = kind.contains("plugin") ? "Plugins" : isTest ? "Tests" : "Sources"
    let dependencies = text.firstMatch(of: /dependencies: \[([^\]]*)\]/).map { list in
      list.1.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"([^"]+)"/).map { String($0.1) }
    }
    return Target(
      name: name, path: path ?? "\(folder)/\(name)", isTest: isTest,
      dependencies: dependencies ?? [])
  }
}
