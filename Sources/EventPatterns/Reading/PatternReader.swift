import JSON

/// Parses the text of a pattern into its combinations, in EventBridge's order and with its error messages.
struct PatternReader {
  /// `$or` may expand to this many combinations.
  static let combinationsMax = 1000
  /// A combination may name this many paths.
  static let pathsMax = 256

  var tokens: PatternTokens
  var warnings: [EventPatternWarning] = []
  /// The wildcards read, each with its field, to count their asterisks.
  var wildcards: [(path: [UInt8], text: WildcardText, range: Range<Int>)] = []
  private var combinations: [[PatternPath: FieldCondition]] = []
  /// The names of the enclosing members, joined.
  private(set) var path: [UInt8]?
  private var isInsideOr = false

  init(_ text: [UInt8]) { tokens = PatternTokens(text) }

  mutating func read() throws(EventPatternError) -> [PatternCombination] {
    let isBlank = tokens.text.allSatisfy { $0.isJSONSpace }
    if isBlank { throw tokens.error("Filter is not an object: the text is empty") }
    guard try tokens.next() == .objectStart else { throw tokens.error("Filter is not an object") }
    try readObject()
    _ = try tokens.next()
    return combinations.map { fields in
      PatternCombination(fields: fields.values.sorted { $0.path < $1.path })
    }
  }

  private mutating func readObject() throws(EventPatternError) {
    var isEmpty = true
    while case .name(let name) = try tokens.next() {
      isEmpty = false
      try readMember(name)
    }
    if isEmpty { throw tokens.error("Empty objects are not allowed") }
  }

  private mutating func readMember(_ name: [UInt8]) throws(EventPatternError) {
    if name == Array("$or".utf8) { return try readOr() }
    let text = String(decoding: name, as: UTF8.self)
    if isInsideOr, Self.reserved.contains(text) {
      throw tokens.error("\(text) is Ruler reserved fieldName which cannot be used inside $or.")
    }
    let outer = path
    path = outer.map { $0 + [UInt8(ascii: ".")] + name } ?? name
    defer { path = outer }
    let nameRange = tokens.range
    switch try tokens.next() {
    case .objectStart: try readObject()
    case .arrayStart: try readLeaf(named: nameRange)
    default: throw tokens.error("\"\(text)\" must be an object or an array")
    }
  }

  /// Reads each branch into a copy of the combinations so far.
  private mutating func readOr() throws(EventPatternError) {
    guard try tokens.next() == .arrayStart else {
      throw tokens.error("It must be an Array followed with $or.")
    }
    let start = tokens.range
    let (before, wasInside) = (combinations, isInsideOr)
    var (all, branches): ([[PatternPath: FieldCondition]], Int) = ([], 0)
    isInsideOr = true
    while true {
      let token = try tokens.next()
      if token == .arrayEnd { break }
      guard token == .objectStart else {
        throw tokens.error("Only JSON object is allowed in array of $or relationship.")
      }
      branches += 1
      combinations = before
      try readObject()
      all += combinations
      guard all.count <= Self.combinationsMax else {
        throw EventPatternError(
          "$or expands to more than \(Self.combinationsMax) combinations", at: start,
          in: tokens.text)
      }
    }
    guard branches >= 2 else {
      throw tokens.error("There must have at least 2 Objects in $or relationship.")
    }
    (combinations, isInsideOr) = (all, wasInside)
  }

  private mutating func readLeaf(named nameRange: Range<Int>) throws(EventPatternError) {
    let start = tokens.range.lowerBound
    var alternatives: [PatternAlternative] = []
    while true {
      let token = try tokens.next()
      if token == .arrayEnd { break }
      alternatives.append(try readAlternative(token))
    }
    if alternatives.isEmpty { throw tokens.error("Empty arrays are not allowed") }
    var text: [UInt8] = []
    tokens.text[start..<tokens.range.upperBound].withUnsafeBytes { source in
      CompactJSON.append(source, to: &text)
    }
    try write(
      FieldCondition(
        path: PatternPath(utf8: path ?? []), alternatives: alternatives,
        text: String(decoding: text, as: UTF8.self)),
      named: nameRange)
  }

  /// Sets a condition in every combination so far; an earlier one for the same path is replaced.
  private mutating func write(
    _ condition: FieldCondition, named nameRange: Range<Int>
  ) throws(EventPatternError) {
    if combinations.contains(where: { $0[condition.path] != nil }) {
      warnings.append(
        EventPatternWarning(
          message: "the path \"\(condition.path)\" is set twice; the later value counts",
          range: nameRange))
    }
    if combinations.isEmpty { combinations = [[:]] }
    for index in combinations.indices { combinations[index][condition.path] = condition }
    guard combinations.allSatisfy({ $0.count <= Self.pathsMax }) else {
      throw EventPatternError(
        "Size of rule exceeds max value of \(Self.pathsMax) fields", at: nameRange, in: tokens.text)
    }
  }

  private static let reserved: Set<String> = [
    "exactly", "exists", "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but",
    "numeric", "cidr", "=", "<", "<=", ">", ">=", "regex", "not-wildcard",
    "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before",
    "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
  ]
}
