extension PatternReader {
  private static let tooMany = "Too many elements in numeric expression"
  private static let noOperand =
    "Value of anything-but must be an array or single string/number value."

  /// Reads the operand of `anything-but` and the brace after it.
  mutating func readAnythingBut() throws(EventPatternError) -> Exclusion {
    let exclusion: Exclusion
    switch try tokens.next() {
    case .objectStart: exclusion = try readExcludedExpression()
    case .arrayStart: exclusion = try readExcludedList()
    case .string(let text): exclusion = .strings([text])
    case .number(let text): exclusion = .numbers([try excluded(text)])
    default: throw tokens.error(Self.noOperand)
    }
    // EventBridge says "numeric expression" here, too.
    try readEnd(Self.tooMany)
    return exclusion
  }

  private func excluded(_ text: [UInt8]) throws(EventPatternError) -> PatternNumber {
    let number = PatternNumber(text)
    guard number.comparable != nil else { throw tokens.error(Self.cannotCompare(number)) }
    return number
  }

  /// Reads a list of only strings or only numbers after its opening bracket.
  private mutating func readExcludedList() throws(EventPatternError) -> Exclusion {
    var (strings, numbers): ([[UInt8]], [PatternNumber]) = ([], [])
    while true {
      switch try tokens.next() {
      case .arrayEnd:
        guard strings.isEmpty != numbers.isEmpty else {
          throw tokens.error(
            "Inside anything but list, either all values are number or string, mixed type is not supported"
          )
        }
        return numbers.isEmpty ? .strings(strings) : .numbers(numbers)
      case .string(let text): strings.append(text)
      case .number(let text): numbers.append(try excluded(text))
      default:
        throw tokens.error("Inside anything but list, start|null|boolean is not supported.")
      }
    }
  }

  /// Reads `{"prefix": …}` and similar after the opening brace.
  private mutating func readExcludedExpression() throws(EventPatternError) -> Exclusion {
    guard case .name(let name) = try tokens.next() else {
      throw tokens.error("Anything-But expression name not found")
    }
    let exclusion: Exclusion
    switch String(decoding: name, as: UTF8.self) {
    case "prefix": exclusion = .prefixes(try readAffixes())
    case "suffix": exclusion = .suffixes(try readAffixes())
    case "equals-ignore-case":
      let reason =
        "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
      exclusion = .equalsIgnoringCase(
        try readStrings(reason) { _, text in CaselessText(text) })
    case "wildcard":
      exclusion = .wildcards(
        try readStrings("wildcard match pattern must be a string") {
          (reader, text) throws(EventPatternError) in try reader.wildcard(text)
        })
    case let name: throw tokens.error("Unsupported anything-but pattern: \(name)")
    }
    try readEnd(Self.tooMany)
    return exclusion
  }

  private mutating func readAffixes() throws(EventPatternError) -> [[UInt8]] {
    try readStrings("prefix/suffix match pattern must be a string") {
      (reader, text) throws(EventPatternError) in
      guard !text.isEmpty else { throw reader.tokens.error("Null prefix/suffix not allowed") }
      return text
    }
  }

  /// Reads a string or a list of strings, and converts each with `make`.
  private mutating func readStrings<Element>(
    _ reason: String,
    _ make: (inout PatternReader, [UInt8]) throws(EventPatternError) -> Element
  ) throws(EventPatternError) -> [Element] {
    switch try tokens.next() {
    case .string(let text): return [try make(&self, text)]
    case .arrayStart: break
    case .objectStart: throw tokens.error(Self.noOperand)
    default: throw tokens.error(reason)
    }
    var elements: [Element] = []
    while true {
      switch try tokens.next() {
      case .string(let text): elements.append(try make(&self, text))
      case .arrayEnd where elements.isEmpty: throw tokens.error("Empty arrays are not allowed")
      case .arrayEnd: return elements
      default: throw tokens.error(reason)
      }
    }
  }
}
