import JSON
import LogsInsights
import Masking
import Queries
import Rows

/// Gives one event with all its fields, by the pointer that rows of queries end with.
struct GetLogRecord: ArchiveOperation {
  static let name = "GetLogRecord"

  let pointer: String
  let unmask: Bool

  init(_ members: Members) throws(APIError) {
    pointer = try members.require(
      "logRecordPointer", members.text("logRecordPointer", TextRule(length: 0...2048)))
    unmask = try members.boolean("unmask") ?? false
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let rows = RowCollector()
    let text =
      "fields @message, @timestamp, @ingestionTime, @log, @logStream, @ptr | filter @ptr = "
      + StringLiteral.text(of: pointer)
    let options = CompileOptions(now: api.now, rowsMax: 1)
    // No text with a NUL can be written in a query, and none is a pointer.
    if !pointer.utf8.contains(0) {
      try view.runner.run(view.runner.compile(text, options: options), to: rows)
    }
    guard let row = rows.rows.first, case .text(let message) = row[0] else {
      throw APIError.invalid("Invalid logRecordPointer provided")
    }
    let masker = unmask && api.settings.unmasks ? nil : view.masker
    var members: [JSONValue.Member] = []
    for (column, cell) in zip(rows.columns, row) where column.name != "@message" {
      if case .text(let text) = cell { members.append(.init(column.name, .text(text))) }
    }
    members.append(.init("@message", .text(masker.map { $0.masked(message) } ?? message)))
    members += try leaves(of: message, masker)
    return .object([.init("logRecord", .object(members))])
  }

  /// Every leaf of the event as text, by its flattened name.
  private func leaves(of message: String, _ masker: Masker?) throws -> [JSONValue.Member] {
    let reader = JSONReader()
    var message = message
    return try message.withUTF8 { bytes in
      guard let document = reader.read(UnsafeRawBufferPointer(bytes)) else { return [] }
      var texts: [(name: String, text: String)] = []
      document.forEachLeaf(in: reader.source) { name, node in
        let text =
          document[node].kind == .string
          ? document.keyText(node, in: reader.source)
          : Array(document.bytes(of: node, in: reader.source))
        texts.append((String(decoding: name, as: UTF8.self), String(decoding: text, as: UTF8.self)))
      }
      return try texts.map { name, text in
        let shown = try masker?.masked(text, SecretPath.secrecy(ofField: name)) ?? text
        return .init(name, .text(shown))
      }
    }
  }
}
