import Foundation
import Testing

/// docs/limits.md, compared with the constants that it names.
@Suite("docs/limits.md") struct LimitsPageTests {
  /// A row of one of its tables.
  struct Limit: CustomTestStringConvertible, Sendable {
    let value: Int
    let type: String
    let constant: String

    var testDescription: String { "\(type).\(constant)" }
  }

  private static let units = ["KiB": 1 << 10, "MiB": 1 << 20]

  static let limits = Result {
    let page = try String(contentsOf: repositoryPath("docs/limits.md"), encoding: .utf8)
    return page.matches(of: /\| ([0-9,]+)( [KM]iB)? \| [^|]*\| `(\w+)\.(\w+)` \|/).map { row in
      let number = Int(row.1.replacing(",", with: "")) ?? 0
      let unit = row.2.map { units[String($0.dropFirst())] ?? 0 } ?? 1
      return Limit(value: number * unit, type: String(row.3), constant: String(row.4))
    }
  }

  @Test func everyRowIsRead() throws {
    let page = try String(contentsOf: repositoryPath("docs/limits.md"), encoding: .utf8)
    let rows = page.matches(of: /` \|\n/).count
    #expect(try Self.limits.get().count == rows && rows > 15)
  }

  @Test(arguments: try limits.get())
  func theCodeHasTheValue(_ limit: Limit) throws {
    let declaration = try Regex(
      "(?:static let|package var) \(limit.constant)(?:: \\w+)? = ([0-9_ <]+)")
    let values = try Self.sources(of: limit.type).compactMap { source in
      try declaration.firstMatch(in: source)?.output[1].substring.map(Self.value)
    }
    #expect(values == [limit.value])
  }

  /// The files that declare a type or extend it.
  private static func sources(of type: String) throws -> [String] {
    let folder = repositoryPath("Sources")
    let names = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    let files = (names?.allObjects ?? []).compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift")
    }
    return try files.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
      .filter { $0.contains(try Regex("(?:class|struct|enum|extension) \(type)\\b")) }
  }

  /// A literal such as `1_000` or `16 << 20`.
  private static func value(_ literal: Substring) -> Int {
    let numbers = literal.replacing("_", with: "").split(separator: "<<")
      .compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    return numbers.count == 2 ? numbers[0] << numbers[1] : numbers.first ?? 0
  }
}
