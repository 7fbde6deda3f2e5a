import Events
import InsightsSQLite
import JSON
import SQLite

/// Values inside JSON, by flattened field name.
final class JSONField {
  private let reader = JSONReader()

  /// Hands the value of a field to a function's result: text, number, boolean as Insights encodes it, an inner node
  /// as ``InnerNode`` says, NULL for `null` and where the field is missing.
  func value(
    of name: [UInt8], in json: UnsafeRawBufferPointer, to result: borrowing FunctionContext
  ) {
    guard let document = reader.read(json), let node = document.find(name, in: reader.source)
    else { return result.returnNull() }
    result.returnJSON(node, of: document, in: reader.source, mark: InnerNode.mark)
  }
}
