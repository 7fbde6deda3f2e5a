import JSON
import Rows

/// The rows of a page as data; as JSON they come with their columns and all else that a program wants to know.
struct RowsAnswer {
  let columns: [ResultColumn]
  let rows: [[Cell]]
  /// The name of a file of them, without an ending.
  let name: String
  /// What else the JSON object says, before the columns.
  var members: [JSONValue.Member] = []

  func answer(in format: DataFormat) throws -> ConsoleAnswer {
    let rowBytes = try format.bytes(of: columns, rows)
    var answer = ConsoleAnswer(
      type: format.mediaType, format == .json ? object(rowBytes) : rowBytes)
    answer.fileName = "\(name).\(format.ending)"
    return answer
  }

  /// - Parameter rows: a JSON array.
  private func object(_ rows: [UInt8]) -> [UInt8] {
    let head = JSONValue.object(members + [.init("columns", .array(columns.map(Self.object)))])
    return Array(head.text.utf8.dropLast()) + Array(",\"rows\":".utf8) + rows.trimmedAtEnd
      + Array("}\n".utf8)
  }

  private static func object(_ column: ResultColumn) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .text(column.name)), .init("kind", .text(column.kind.rawValue)),
    ]
    if let unit = column.unit { members.append(.init("unit", .text(unit.rawValue))) }
    if let meaning = column.meaning { members.append(.init("meaning", .text(meaning))) }
    return .object(members)
  }
}

extension [UInt8] {
  /// Without the line end of a file.
  fileprivate var trimmedAtEnd: [UInt8] {
    Array(self[..<(lastIndex { $0 != UInt8(ascii: "\n") }.map { $0 + 1 } ?? 0)])
  }
}
