/// The tables that a report's query reads, as its head declares them: `counts(group_id), stops(task), verdicts`.
package struct ReportReads: Sendable, Equatable {
  /// A common table, with the columns that the query takes from it among those that it has on request.
  struct Common: Sendable, Equatable {
    let name: CommonTables.Name
    /// Nil where none are named: then it has all that belong to it, and none that other tables lend it.
    let columns: [String]?

    /// `counts` for nothing but the sum.
    static let sumOfCounts = Common(name: .counts, columns: [])
  }

  /// In the order in which they are defined.
  private(set) var common: [Common] = []
  /// The tables of the archive that the query names itself, in order.
  private(set) var archive: [String] = []

  init(common: [Common], archive: [String] = []) {
    self.common = common
    self.archive = archive
  }

  /// What is wrong with a declaration.
  struct Mistake: Error {
    let sentence: String
  }

  /// Reads the text of a head's line.
  init(_ text: String) throws(Mistake) {
    for item in try Self.items(of: text) {
      guard let name = CommonTables.Name(rawValue: item.name) else {
        guard item.columns == nil else {
          throw Mistake(
            sentence:
              "`reads:` takes columns for common tables only, and \(item.name) is not one of "
              + CommonTables.Name.allCases.map(\.rawValue).joined(separator: ", "))
        }
        archive.append(item.name)
        continue
      }
      for column in item.columns ?? [] where !name.requestedColumns.contains(column) {
        throw Self.unknown(column, of: name)
      }
      common.append(Common(name: name, columns: item.columns))
    }
    common.sort { $0.name < $1.name }
    archive.sort()
  }

  private static func unknown(_ column: String, of name: CommonTables.Name) -> Mistake {
    let known = name.requestedColumns
    return Mistake(
      sentence: known.isEmpty
        ? "`reads:` names a column of \(name.rawValue), which always has all of its columns"
        : "`reads:` names the column \(column) of \(name.rawValue), which it does not offer; it offers "
          + known.joined(separator: ", "))
  }

  /// Names, each perhaps with columns in parentheses.
  private static func items(
    of text: String
  ) throws(Mistake) -> [(name: String, columns: [String]?)] {
    var items: [(name: String, columns: [String]?)] = []
    for part in parts(of: text) {
      let pieces = part.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
      let name = pieces[0].trimmed
      var columns: [String]?
      if pieces.count > 1 {
        guard pieces[1].last == ")" else { throw malformed(part) }
        columns = pieces[1].dropLast().split(separator: ",").map(\.trimmed)
      }
      guard ([name] + (columns ?? [])).allSatisfy(isName) else { throw malformed(part) }
      guard !items.contains(where: { $0.name == name }) else {
        throw Mistake(sentence: "`reads:` names \(name) twice")
      }
      items.append((name, columns))
    }
    return items
  }

  /// The pieces between commas that are not in parentheses.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(\.trimmed)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
  }

  private static func malformed(_ part: String) -> Mistake {
    Mistake(
      sentence: "`reads:` takes names of tables, such as `counts(group_id), verdicts`; "
        + "this is not one: \"\(part)\"")
  }
}

extension ReportReads {
  /// Whether it reads totals of days.
  package var readsTotals: Bool { common.contains { $0.name.isOfTotals } }

  /// Whether it reads rows of stops, by a common table or by itself.
  package var readsStops: Bool {
    common.contains { $0.name.isOfStops } || archive.contains("tasks")
  }

  func contains(_ name: CommonTables.Name) -> Bool { common.contains { $0.name == name } }
}

extension ReportReads: CustomStringConvertible {
  /// The text of a head's line.
  package var description: String {
    (common.map(\.description) + archive).joined(separator: ", ")
  }
}

extension ReportReads.Common: CustomStringConvertible {
  var description: String {
    name.rawValue + (columns.map { "(\($0.joined(separator: ", ")))" } ?? "")
  }
}
