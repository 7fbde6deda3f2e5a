import EventPatterns

/// How places in events relate to the paths that a pattern names.
struct PathRelation {
  private var fields: [[UInt8]: PatternPath] = [:]
  /// The paths of which the pattern asks only whether there is a value.
  private var presencePaths: Set<[UInt8]> = []
  /// All paths above one of the pattern's.
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

  /// Whether the pattern asks nothing of the values at a path.
  func asksOnlyForPresence(at path: [UInt8]) -> Bool { presencePaths.contains(path) }

  /// Whether the pattern names something below a path.
  func isAbove(_ path: [UInt8]) -> Bool { above.contains(path) }
}

extension FieldCondition {
  /// Whether it does not matter which value there is.
  var asksOnlyForPresence: Bool {
    alternatives.allSatisfy { if case .exists = $0 { true } else { false } }
  }
}
