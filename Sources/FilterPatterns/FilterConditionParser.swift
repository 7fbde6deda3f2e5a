/// Parses conditions in braces: `{ $.a = "x" && ($.b > 1 || $.c IS NULL) }`.
struct FilterConditionParser {
  private var scanner: FilterScanner
  private var depth = 0
  private static let depthMax = 32

  /// - Parameter scanner: at the opening brace.
  init(_ scanner: FilterScanner) {
    self.scanner = scanner
  }

  mutating func parse() throws(FilterPatternError) -> FilterPattern.Node {
    scanner.advance()
    let node = try disjunction()
    guard scanner.skip("}") else { throw scanner.error("expected && or || or }") }
    scanner.skipBlanks()
    guard scanner.current == nil else {
      throw scanner.error("nothing may follow the closing brace")
    }
    return node
  }

  private mutating func disjunction() throws(FilterPatternError) -> FilterPattern.Node {
    var nodes = [try conjunction()]
    while scanner.skip("||") { nodes.append(try conjunction()) }
    return nodes.count == 1 ? nodes[0] : .or(nodes)
  }

  private mutating func conjunction() throws(FilterPatternError) -> FilterPattern.Node {
    var nodes = [try operand()]
    while scanner.skip("&&") { nodes.append(try operand()) }
    return nodes.count == 1 ? nodes[0] : .and(nodes)
  }

  private mutating func operand() throws(FilterPatternError) -> FilterPattern.Node {
    scanner.skipBlanks()
    defer { scanner.skipBlanks() }
    guard scanner.skip("(") else { return .condition(try condition()) }
    depth += 1
    guard depth <= Self.depthMax else { throw scanner.error("too many parentheses") }
    let node = try disjunction()
    guard scanner.skip(")") else { throw scanner.error("expected && or || or )") }
    depth -= 1
    return node
  }

  private mutating func condition() throws(FilterPatternError) -> FilterCondition {
    let path = try path()
    scanner.skipBlanks()
    return FilterCondition(path: path, test: try test())
  }

  // MARK: - Paths

  private mutating func path() throws(FilterPatternError) -> [FilterCondition.Step] {
    guard scanner.skip("$") else {
      throw scanner.error("expected a selector such as $.detail.stopCode")
    }
    var steps: [FilterCondition.Step] = []
    while let current = scanner.current, current == "." || current == "[" {
      scanner.advance()
      steps.append(current == "." ? .key(try key()) : try bracket())
    }
    guard !steps.isEmpty else { throw scanner.error("expected . and a name after $") }
    return steps
  }

  private mutating func key() throws(FilterPatternError) -> String {
    if scanner.current == "\"" || scanner.current == "'" {
      return try scanner.takeQuoted(scanner.current ?? "\"")
    }
    let name = scanner.take { FilterScanner.isWord($0) || $0 == ":" || $0 == "@" }
    guard !name.isEmpty else { throw scanner.error("expected a name") }
    return name
  }

  private mutating func bracket() throws(FilterPatternError) -> FilterCondition.Step {
    let step: FilterCondition.Step
    if scanner.current == "\"" || scanner.current == "'" {
      step = .key(try scanner.takeQuoted(scanner.current ?? "\""))
    } else {
      let start = scanner
      guard let index = Int(scanner.take { ("0"..."9").contains($0) }) else {
        throw start.error("expected the number of an element")
      }
      step = .index(index)
    }
    guard scanner.skip("]") else { throw scanner.error("expected ]") }
    return step
  }

  // MARK: - Tests

  private mutating func test() throws(FilterPatternError) -> FilterCondition.Test {
    if scanner.skip(word: "is") { return try state() }
    if scanner.skip(word: "not") {
      scanner.skipBlanks()
      guard scanner.skip(word: "exists") else { throw scanner.error("expected EXISTS") }
      return .isAbsent
    }
    for (text, comparison) in Self.comparisons where scanner.skip(text) {
      let start = scanner
      guard case .number(let number, _) = try value() else {
        throw start.error("\(text) compares numbers")
      }
      return .compares(comparison, number)
    }
    if scanner.skip("!=") { return .differs(try value()) }
    guard scanner.skip("=") else {
      throw scanner.error("expected = != < <= > >= IS or NOT EXISTS")
    }
    return .equals(try value())
  }

  private static let comparisons: [(String, FilterCondition.Comparison)] = [
    ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<", .less), (">", .greater),
  ]

  private mutating func state() throws(FilterPatternError) -> FilterCondition.Test {
    scanner.skipBlanks()
    if scanner.skip(word: "null") { return .isNull }
    if scanner.skip(word: "true") { return .isTrue }
    if scanner.skip(word: "false") { return .isFalse }
    throw scanner.error("expected NULL, TRUE or FALSE")
  }

  private mutating func value() throws(FilterPatternError) -> FilterCondition.Value {
    scanner.skipBlanks()
    switch scanner.current {
    case "\"": return .text(try scanner.takeQuoted("\""))
    case "%": return .regex(try FilterRegex(&scanner))
    default: break
    }
    let text = scanner.take {
      !$0.properties.isWhitespace && !"{}()&|\"".unicodeScalars.contains($0)
    }
    guard !text.isEmpty else { throw scanner.error("expected a value") }
    if let number = Double(text), number.isFinite { return .number(number, text: text) }
    return .text(text)
  }
}
