#if canImport(Glibc)
  import Glibc
#endif

/// What the archive does with a member of an event's object.
package enum MemberRole: Equatable {
  /// Its value fills a column.
  case column(Int)
  /// Its value is an object with known members of its own.
  case level(Int)
  /// It always has this source text; anything else goes to the verbatim list.
  case constant(StaticRole)
  /// Its value repeats the task's ARN.
  case taskARN
  /// An array with the task's ARN as its only element.
  case resources
  /// Arrays whose elements have rows of their own.
  case containers, attachments
  /// An array whose first element is an object with known members (that level).
  case firstElement(Int)
  /// An array of `{name, value}` pairs whose names stand for members (that level).
  case namedValues(Int)
  /// Its source text is part of the shape.
  case literal
  case unknown
}

/// Members that are the same in every row, with their source text.
package enum StaticRole: Equatable {
  case version, source, detailType, lastStatus

  var text: StaticString {
    switch self {
    case .version: "\"0\""
    case .source: "\"aws.ecs\""
    case .detailType: "\"ECS Task State Change\""
    case .lastStatus: "\"STOPPED\""
    }
  }
}

/// The known members of one kind of object, found by key.
///
/// Built once from the columns' paths; looking up a key takes a small hash and one comparison.
@safe
package final class MemberTable: Sendable {
  private struct Entry {
    var key: [UInt8]
    var role: MemberRole
  }

  /// One level of nesting: the members of the object itself, of its `detail`, and so on.
  private struct Level {
    var slots: [Entry?] = Array(repeating: nil, count: 128)
    /// The columns filled by this level and its nested levels.
    var columns: [Int] = []
  }

  private let levels: [Level]
  /// The level of `detail`; 0 if there is none.
  let detailLevel: Int

  /// Builds the table of a kind of object from its columns and its other members.
  init<Column: EventColumn>(columns: Column.Type, others: [(path: String, role: MemberRole)]) {
    var builder = Builder()
    for column in Column.allCases {
      if let path = column.definition.path {
        builder.insert(path, .column(column.rawValue))
      }
    }
    for other in others { builder.insert(other.path, other.role) }
    levels = builder.levels
    detailLevel = builder.children["detail"] ?? 0
  }

  /// The role of the member with this key in an object at a level.
  func role(of key: UnsafeRawBufferPointer, level: Int) -> MemberRole {
    var position = Self.hash(key)
    while true {
      guard let entry = levels[level].slots[position & 127] else { return .unknown }
      if entry.key.count == key.count,
        entry.key.withUnsafeBytes({
          memcmp($0.baseAddress.unsafelyUnwrapped, key.baseAddress.unsafelyUnwrapped, key.count)
        }) == 0
      {
        return entry.role
      }
      position += 1
    }
  }

  /// The columns filled by a level and its nested levels.
  func columns(ofLevel level: Int) -> [Int] { levels[level].columns }

  private static func hash(_ key: UnsafeRawBufferPointer) -> Int {
    guard let first = key.first, let last = key.last else { return 0 }
    let middle = key[key.count / 2]
    return key.count &* 7 &+ Int(first) &* 31 &+ Int(last) &* 13 &+ Int(middle) &* 3
  }

  private struct Builder {
    var levels: [Level] = [Level()]
    var children: [String: Int] = ["": 0]

    /// Inserts a member at its path, creating the levels above it.
    mutating func insert(_ path: String, _ role: MemberRole) {
      let parts = path.split(separator: ".").map(String.init)
      var prefix = ""
      var level = 0
      for part in parts.dropLast() {
        // `networkInterfaces.0` is one step: the first element of an array.
        prefix += prefix.isEmpty ? part : "." + part
        let next = children[prefix] ?? addLevel(part, prefix, in: level, of: path)
        if case .column(let column) = role { levels[next].columns.append(column) }
        level = next
      }
      put(parts[parts.count - 1], role, in: level)
    }

    private mutating func addLevel(
      _ part: String, _ prefix: String, in level: Int, of path: String
    ) -> Int {
      levels.append(Level())
      let added = levels.count - 1
      children[prefix] = added
      if part != "0" { put(part, roleOfLevel(prefix, added, of: path), in: level) }
      return added
    }

    private func roleOfLevel(_ prefix: String, _ level: Int, of path: String) -> MemberRole {
      if path.dropFirst(prefix.count).hasPrefix(".0.") { return .firstElement(level + 1) }
      return prefix == "details" ? .namedValues(level) : .level(level)
    }

    private mutating func put(_ key: String, _ role: MemberRole, in level: Int) {
      let bytes = Array(key.utf8)
      var position = bytes.withUnsafeBytes { MemberTable.hash($0) }
      while levels[level].slots[position & 127] != nil { position += 1 }
      levels[level].slots[position & 127] = Entry(key: bytes, role: role)
    }
  }
}

extension MemberTable {
  package static let task = MemberTable(
    columns: TaskColumn.self,
    others: [
      ("version", .constant(.version)), ("source", .constant(.source)),
      ("detail-type", .constant(.detailType)), ("resources", .resources),
      ("detail.lastStatus", .constant(.lastStatus)),
      ("detail.containers", .containers), ("detail.attachments", .attachments),
    ])
  package static let container = MemberTable(
    columns: ContainerColumn.self, others: [("taskArn", .taskARN)])
  package static let attachment = MemberTable(columns: AttachmentColumn.self, others: [])
}
