import Events
import SQLite

/// How an object or array of an event is handed on: a BLOB of this mark and its compact JSON.
///
/// `insights_output` shows it; to all else it is missing.
enum InnerNode {
  static let mark = UInt8(ascii: "j")

  /// The JSON of an inner node; nil if a function's argument is none.
  static func json(_ arguments: borrowing FunctionArguments) -> UnsafeRawBufferPointer? {
    Structure.marked(mark, at: 0, of: arguments)
  }
}

/// Values inside JSON texts, by flattened field name.
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
