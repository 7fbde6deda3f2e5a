import Events
import JSON
package import SQLite

/// Finds tasks by what people type: an ID, the beginning of one, `cluster/id`, or an ARN.
///
/// ECS writes IDs in lower case; upper case is accepted where no ID is spelled so.
package struct TaskFinder {
  /// How many are named where several match.
  package static let candidatesMax = 10

  /// How much of an ID is shown to people.
  package static let shortIDLength = 8

  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  /// An ID as it is shown to people: the beginning of one that is a task's, another as it is.
  package static func shortID(_ text: String) -> String {
    let isTask = text.utf8.count == 32 && text.allSatisfy(\.isHexDigit)
    return isTask ? String(text.prefix(shortIDLength)) : text
  }

  /// Row ids and ARNs of the tasks that match, at most `candidatesMax` and one more.
  package func find(_ text: String) throws(SQLiteError) -> [(row: Int64, arn: String)] {
    let found = try findExactly(text)
    let usual = Self.usual(text)
    return found.isEmpty && usual != text ? try findExactly(usual) : found
  }

  /// What was pasted, as ECS writes it: without blanks around it, the mark of a shortened ID, or the dashes of a UUID, and
  /// in lower case after the last slash.
  private static func usual(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let whole = words.replacing(/(?:…|\.\.\.)$/, with: "")
    let start = whole.lastIndex(of: "/").map { whole.index(after: $0) } ?? whole.startIndex
    let id = whole[start...].lowercased()
    let isUUID = id.wholeMatch(of: /[0-9a-f]{8}(?:-[0-9a-f]{0,12}){1,4}/) != nil
    let prefix = whole[..<start].replacing(/^arn:aws/.ignoresCase(), with: "arn:aws")
    return prefix + (isUUID ? id.replacing("-", with: "") : id)
  }

  private func findExactly(_ text: String) throws(SQLiteError) -> [(row: Int64, arn: String)] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: true)
    guard let last = parts.last else { return [] }
    let prefix = text.dropLast(last.count)
    let select = try connection.prepare(
      """
      SELECT t.id, p.prefix || CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END AS arn
      FROM tasks AS t JOIN arn_prefixes AS p ON p.id = t.task_prefix_id
      WHERE (t.task_id BETWEEN ?1 AND ?2 OR t.task_id BETWEEN ?3 AND ?4)
        AND (?5 = '' OR substr(p.prefix, -length(?5)) = ?5)
        AND substr(CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END, 1, length(?6)) = ?6
      ORDER BY t.logged_at DESC, arn LIMIT ?7
      """, persistent: false)
    let bounds = Self.blobBounds(last)
    try select.bind(bounds.map { .blob($0.low) } ?? .null, at: 1)
    try select.bind(bounds.map { .blob($0.high) } ?? .null, at: 2)
    try select.bind(text: String(last), at: 3)
    try select.bind(text: String(last) + "\u{10FFFF}", at: 4)
    try select.bind(text: String(prefix), at: 5)
    try select.bind(text: String(last), at: 6)
    try select.bind(Int64(Self.candidatesMax + 1), at: 7)
    var found: [(Int64, String)] = []
    while try select.step() { found.append((select.integer(at: 0), select.string(at: 1) ?? "")) }
    return found
  }

  /// The row of the one task that matches.
  ///
  /// - Throws: `ReportError` if there is none, or are several; `SQLiteError`.
  package func row(of text: String) throws -> Int64 {
    let found = try find(text)
    guard let first = found.first else { throw ReportError.noTask(text) }
    guard found.count == 1 else {
      throw ReportError.severalTasks(
        text, candidates: found.prefix(Self.candidatesMax).map(\.arn),
        areMore: found.count > Self.candidatesMax)
    }
    return first.row
  }

  /// The lowest and highest 16 bytes whose hex digits begin so; nil if the text is not hex digits.
  private static func blobBounds(_ text: Substring) -> (low: [UInt8], high: [UInt8])? {
    let digits = Array(text.utf8)
    guard digits.count <= 32 else { return nil }
    func bytes(filledWith filler: UInt8) -> [UInt8]? {
      let filled = digits + Array(repeating: filler, count: 32 - digits.count)
      return filled.withUnsafeBytes { source -> [UInt8]? in
        var out = [UInt8](repeating: 0, count: 16)
        let isHex = out.withUnsafeMutableBufferPointer { room in
          room.baseAddress.map { Hex.read(source, into: $0) } ?? false
        }
        return isHex ? out : nil
      }
    }
    guard let low = bytes(filledWith: UInt8(ascii: "0")),
      let high = bytes(filledWith: UInt8(ascii: "f"))
    else { return nil }
    return (low, high)
  }
}

extension TaskFinder {
  /// The ids of the newest tasks, or of those that begin with a text, at most `candidatesMax`.
  package func newestIDs(beginningWith text: String) throws(SQLiteError) -> [String] {
    guard text.isEmpty else {
      return try find(text).prefix(Self.candidatesMax).map { task in
        String(task.arn.split(separator: "/").last ?? "")
      }
    }
    let select = try connection.prepare(
      """
      SELECT CASE typeof(task_id) WHEN 'blob' THEN lower(hex(task_id)) ELSE task_id END
      FROM tasks ORDER BY logged_at DESC LIMIT \(Self.candidatesMax)
      """, persistent: false)
    var ids: [String] = []
    while try select.step() { ids.append(select.string(at: 0) ?? "") }
    return ids
  }
}
