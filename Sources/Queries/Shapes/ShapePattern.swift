import Events
import InsightsSQLite
import JSON
import LogsInsights

/// A shape as the pattern of the messages that have it: tokens in the places of its holes.
enum ShapePattern {
  /// Writes the pattern of a task's shape.
  static func make(from shape: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(shape.count)
    var tokens = 0
    var offset = 0
    while offset < shape.count {
      guard shape[offset] == Hole.begin else {
        out.append(shape[offset])
        offset += 1
        continue
      }
      let end = shape[offset...].firstIndex(of: Hole.end) ?? shape.count
      tokens += 1
      let name = String(decoding: shape[(offset + 1)..<end], as: UTF8.self)
      out += (kinds[name] ?? .token).token(tokens).utf8
      offset = end + 1
    }
    return out
  }

  /// What fills the holes of the columns other than plain text.
  private static let kinds: [String: MessagePattern.Kind] = {
    var kinds: [String: MessagePattern.Kind] = ["task_arn": .arn]
    for column in TaskColumn.allCases {
      kinds[column.definition.name] = kind(of: column.definition.form)
    }
    return kinds
  }()

  private static func kind(of form: ColumnForm) -> MessagePattern.Kind {
    switch form {
    case .integer: .number
    case .time, .eventTime: .time
    case .uuid: .identifier
    default: .token
    }
  }
}
