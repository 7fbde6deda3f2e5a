import JSON

/// The delimiters of a hole in a shape.
///
/// Neither byte can occur in JSON text, so no escapes are needed.
package enum Hole {
  /// The start of a hole, followed by its name.
  package static let begin: UInt8 = 0x01
  /// The end of a hole's name.
  package static let end: UInt8 = 0x02
  /// The separator between the pieces of a verbatim list.
  package static let separator: UInt8 = 0x1e

  /// The task's ARN.
  package static let taskARN: StaticString = "\u{1}task_arn\u{2}"
  /// The next piece of the object's verbatim list; alone, the shape of an object that is kept as text.
  package static let verbatim: StaticString = "\u{1}verbatim\u{2}"
  /// All attachments or containers, with a comma between them.
  package static let attachments: StaticString = "\u{1}attachments\u{2}"
  package static let containers: StaticString = "\u{1}containers\u{2}"
  /// The next attachment or container.
  package static let attachment: StaticString = "\u{1}attachment\u{2}"
  package static let container: StaticString = "\u{1}container\u{2}"
}

/// The holes of a table's columns, ready to copy.
@safe
final class ColumnHoles: Sendable {
  private let texts: [[UInt8]]
  /// The columns by their names.
  let columns: [String: Int]

  init<Column: EventColumn>(_ columns: Column.Type) {
    texts = Column.allCases.map { [Hole.begin] + Array($0.definition.name.utf8) + [Hole.end] }
    self.columns = Dictionary(
      uniqueKeysWithValues: Column.allCases.map { ($0.definition.name, $0.rawValue) })
  }

  /// The holes of a kind of object.
  static func of<Column: EventColumn>(_ columns: Column.Type) -> ColumnHoles {
    if columns == TaskColumn.self { return task }
    return columns == ContainerColumn.self ? container : attachment
  }

  func append(_ column: Int, to out: ByteBuffer) {
    texts[column].withUnsafeBytes { out.append($0) }
  }

  static let task = ColumnHoles(TaskColumn.self)
  static let container = ColumnHoles(ContainerColumn.self)
  static let attachment = ColumnHoles(AttachmentColumn.self)
}
