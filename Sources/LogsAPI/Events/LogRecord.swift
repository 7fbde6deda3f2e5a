import JSON
import LogsInsights
import Masking
import Queries
import Rows

/// One event with all its fields, by the pointer that rows of queries end with.
package struct LogRecord: Sendable {
  package struct Field: Equatable, Sendable {
    package let name: String
    /// The value as text.
    package let text: String
  }

  /// Fields of the record of CloudWatch Logs, without the message.
  package let record: [Field]
  /// The event as JSON.
  package let message: String
  /// Every leaf of the event, by its flattened name.
  package let leaves: [Field]

  /// - Parameter unmask: whether secrets are shown.
  /// - Returns: nil if there is no such event.
  package init?(
    pointer: String, from view: ArchiveView, now: Int64, unmask: Bool
  ) throws {
    // No text with a NUL can be written in a query, and none is a pointer.
    guard !pointer.utf8.contains(0) else { return nil }
    let rows = RowCollector()
    let text =
      "fields @message, @timestamp, @ingestionTime, @log, @logStream, @ptr | filter @ptr = "
      + StringLiteral.text(of: pointer)
    let options = CompileOptions(now: now, rowsMax: 1)
    try view.runner.run(view.runner.compile(text, options: options), to: rows)
    guard let row = rows.rows.first, case .text(let message) = row[0] else { return nil }
    let masker = unmask ? nil : view.masker
    record = zip(rows.columns, row).compactMap { column, cell in
      guard column.name != "@message", case .text(let text) = cell else { return nil }
      return Field(name: column.name, text: text)
    }
    self.message = masker.map { $0.masked(message) } ?? message
    leaves = try Self.leaves(of: message, masker)
  }

  private static func leaves(of message: String, _ masker: Masker?) throws -> [Field] {
    let reader = JSONReader()
    var message = message
    return try message.withUTF8 { bytes in
      guard let document = reader.read(UnsafeRawBufferPointer(bytes)) else { return [] }
      var texts: [Field] = []
      document.forEachLeaf(in: reader.source) { name, node in
        let text =
          document[node].kind == .string
          ? document.keyText(node, in: reader.source)
          : Array(document.bytes(of: node, in: reader.source))
        texts.append(
          Field(
            name: String(decoding: name, as: UTF8.self), text: String(decoding: text, as: UTF8.self)
          ))
      }
      return try texts.map { field in
        let secrecy = SecretPath.secrecy(ofField: field.name)
        return Field(
          name: field.name, text: try masker?.masked(field.text, secrecy) ?? field.text)
      }
    }
  }
}
