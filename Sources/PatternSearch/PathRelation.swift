import EventPatterns

/// Relates paths in events to the paths of a pattern.
struct PathRelation {
  private var fields: [[UInt8]: PatternPath] = [:]
  /// The paths for which the pattern tests only whether there is a value.
  private var presencePaths: Set<[UInt8]> = []
  /// All paths above those of the pattern.
  private var above: Set<[UInt8]> = [[]]

  init(_ pattern: EventPattern) {
    for path in pattern.paths {
      fields[path.utf8] = path
      presencePaths.insert(path.utf8)
      for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: ".") {
        above.insert(Array(path.utf8[..<index]))
      }
    }
    for field in pattern.combinations.lazy.flatMap(\.fields) where !field.asksOnlyForPresence {
      presencePaths.remove(field.path.utf8)
    }
  }

  /// The pattern's field at a path.
  func field(at path: [UInt8]) -> PatternPath? { fields[path] }

  /// Whether the pattern tests only the presence of a value at a path.
  func asksOnlyForPresence(at path: [UInt8]) -> Bool { presencePaths.contains(path) }

  /// Whether the pattern has a field below a path.
  func isAbove(_ path: [UInt8]) -> Bool { above.contains(path) }
}

extension FieldCondition {
  /// Whether the actual value does not matter.
  var asksOnlyForPresence: Bool {
    alternatives.allSatisfy { if case .exists = $0 { true } else { false } }
  }
}
