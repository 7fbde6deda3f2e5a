import TestSupport

/// Makes random patterns that have something to do with the events that they are tried on.
struct PatternMaker {
  private var random: SeededGenerator
  /// Paths of events without positions in arrays, as keys spell them, and a value that stands there.
  private let leaves: [(path: [String], value: JSONSource)]

  init(seed: UInt64, events: [JSONSource]) {
    random = SeededGenerator(seed: seed)
    leaves = events.flatMap { Self.leaves(of: $0, at: []) }
  }

  private static func leaves(
    of value: JSONSource, at path: [String]
  ) -> [(path: [String], value: JSONSource)] {
    switch value {
    case .object(let members): members.flatMap { leaves(of: $0.value, at: path + [$0.key]) }
    case .array(let elements): elements.flatMap { leaves(of: $0, at: path) }
    case .string, .literal: [(path, value)]
    }
  }

  /// A pattern as JSON text.
  mutating func pattern() -> JSONSource {
    var pattern = branch(fields: 1 + random.below(3))
    if random.isOne(in: 5) {
      let branches = (0..<2 + random.below(2)).map { _ in branch(fields: 1 + random.below(2)) }
      pattern["$or"] = .array(branches)
    }
    return pattern
  }

  private mutating func branch(fields: Int) -> JSONSource {
    var branch = JSONSource.object([])
    for _ in 0..<fields {
      var leaf = random.pick(leaves)
      // One below or above a value, or beside it.
      if random.isOne(in: 15) { leaf.path.append("x") }
      if random.isOne(in: 15), leaf.path.count > 1 { leaf.path.removeLast() }
      let alternatives = (0..<1 + random.below(2)).map { _ in alternative(leaf.value) }
      branch = Self.adding(.array(alternatives), at: leaf.path[...], to: branch)
    }
    return branch
  }

  private static func adding(
    _ value: JSONSource, at path: ArraySlice<String>, to object: JSONSource
  ) -> JSONSource {
    guard let key = path.first, case .object = object else { return object }
    var object = object
    object[key] =
      path.count == 1 ? value : adding(value, at: path.dropFirst(), to: object[key] ?? .object([]))
    return object
  }

  private mutating func alternative(_ value: JSONSource) -> JSONSource {
    switch random.below(10) {
    case 0: .members(("exists", .literal(random.isOne(in: 2) ? "true" : "false")))
    case 1, 2: .members(("anything-but", operand(value)))
    case 3: .members(("prefix", .string(piece(value))))
    case 4: .members(("suffix", .string(piece(value))))
    case 5: .members(("numeric", .array([.text(random.pick([">", "<=", "="])), number(value)])))
    case 6: .members(("wildcard", .text(random.pick(["*", "*a*", "*:*", "S*", "*/*"]))))
    case 7:
      .members(("anything-but", .members(("prefix", .text(random.pick(["S", "a", "arn:aws"]))))))
    default: value
    }
  }

  /// A string or number; an operand of anything-but is nothing else.
  private mutating func operand(_ value: JSONSource) -> JSONSource {
    switch value {
    case .string: value
    default: number(value)
    }
  }

  private func piece(_ value: JSONSource) -> String {
    guard case .string(let text) = value, !text.contains("\\") else { return "S" }
    return String(text.prefix(max(1, text.count / 2)))
  }

  private func number(_ value: JSONSource) -> JSONSource {
    guard case .literal(let text) = value, let first = text.utf8.first,
      first == 0x2d || (0x30...0x39).contains(first), Double(text)?.isFinite == true
    else { return .number(0) }
    return text.utf8.count < 15 ? value : .number(1)
  }
}
