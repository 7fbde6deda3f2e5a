import Foundation
import Testing

/// docs/architecture.md: its drawing and table are those of Package.swift.
@Suite("docs/architecture.md") struct ArchitecturePageTests {
  private static func text() throws -> String {
    try String(contentsOf: repositoryPath("docs/architecture.md"), encoding: .utf8)
  }

  /// The targets that users get: neither tests nor what serves tests.
  private static func targets() throws -> [PackageManifest.Target] {
    try PackageManifest().targets.filter { !$0.isTest && !$0.path.hasPrefix("Tests/") }
  }

  /// A row of the table: a target, and what it says that the target imports.
  private struct Row {
    let target: String
    let imports: [String]
  }

  /// The rows of the tables whose last column is called "imports".
  private static func rows() throws -> [Row] {
    var rows: [Row] = []
    var isTable = false
    for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.last == "imports" { isTable = true } else if !line.hasPrefix("|") { isTable = false }
      guard isTable, cells.count == 3, let name = cells[0].wholeMatch(of: /`([^`]+)`/) else {
        continue
      }
      let imports = cells[2].matches(of: /`([^`]+)`/).map { String($0.1) }
      rows.append(Row(target: String(name.1), imports: imports))
    }
    return rows
  }

  @Test("the table has each target, and what it imports")
  func tableIsThatOfThePackage() throws {
    let targets = try Self.targets()
    #expect(targets.count > 15)
    let rows = try Self.rows()
    for target in targets {
      let found = rows.filter { $0.target == target.name }
      let imports = target.dependencies.map { "`\($0)`" }.joined(separator: ", ")
      let row = "| `\(target.name)` | … | \(imports) |"
      #expect(
        found.count == 1,
        "docs/architecture.md needs one row for this target, below the rows of what it imports: \(row)"
      )
      guard let found = found.first else { continue }
      #expect(
        Set(found.imports) == Set(target.dependencies)
          && found.imports.count == target.dependencies.count,
        "Package.swift declares other imports; the row in docs/architecture.md should be: \(row)")
    }
    let names = Set(targets.map(\.name))
    for row in rows {
      #expect(
        names.contains(row.target),
        "docs/architecture.md has a row for \(row.target), which Package.swift no longer declares: delete it"
      )
    }
  }

  @Test("a target stands below what it imports")
  func tableIsInOrder() throws {
    var known: Set<String> = []
    for row in try Self.rows() {
      let above = row.imports.filter { !known.contains($0) }
      #expect(
        above.isEmpty,
        "move the row of \(row.target) in docs/architecture.md below those of \(above.joined(separator: ", "))"
      )
      known.insert(row.target)
    }
  }

  @Test("the drawing names each target of Swift")
  func drawingIsComplete() throws {
    let drawing = try #require(try Self.text().split(separator: "```").dropFirst().first)
    let names = Set(drawing.split { !$0.isLetter && $0 != "-" })
    for target in try Self.targets() where !target.path.hasPrefix("Sources/System/") {
      #expect(
        names.contains(Substring(target.name)),
        "add \(target.name) to the drawing in docs/architecture.md, in the layer where it belongs")
    }
  }
}
