extension PatternReader {
  /// Reads one alternative of a leaf, beginning with the token.
  mutating func readAlternative(
    _ token: PatternTokens.Token
  ) throws(EventPatternError) -> PatternAlternative {
    switch token {
    case .objectStart: return try readExpression()
    case .string(let text): return Self.plain(text)
    case .number(let text): return .number(PatternNumber(text))
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .null: return .null
    default: throw tokens.error("Match value must be String, number, true, false, or null")
    }
  }

  private static func plain(_ text: [UInt8]) -> PatternAlternative {
    NetworkAddress(text).map { .address(text, $0) } ?? .string(text)
  }

  /// Reads `{"operator": operand}` after its opening brace.
  private mutating func readExpression() throws(EventPatternError) -> PatternAlternative {
    guard case .name(let name) = try tokens.next() else {
      throw tokens.error("Match expression name not found")
    }
    let alternative: PatternAlternative
    switch String(decoding: name, as: UTF8.self) {
    case "exactly": alternative = Self.plain(try readString(of: "exact"))
    case "prefix":
      alternative = try readAffix(
        "prefix", plain: { .prefix($0) }, caseless: { .prefixIgnoringCase($0) })
    case "suffix":
      alternative = try readAffix(
        "suffix", plain: { .suffix($0) }, caseless: { .suffixIgnoringCase($0) })
    case "equals-ignore-case":
      alternative = .equalsIgnoringCase(CaselessText(try readString(of: "equals-ignore-case")))
    case "wildcard":
      alternative = .wildcard(try wildcard(try readString(of: "wildcard")))
    case "exists": alternative = .exists(try readExists())
    case "cidr": alternative = .cidr(try readAddressRange())
    case "numeric": return .numeric(try readNumeric())
    case "anything-but": return .anythingBut(try readAnythingBut())
    case let name: throw tokens.error("Unrecognized match type \(name)")
    }
    try readEnd("Only one key allowed in match expression")
    return alternative
  }

  /// Reads the closing brace of an object that has no more members.
  mutating func readEnd(_ reason: String) throws(EventPatternError) {
    guard try tokens.next() == .objectEnd else { throw tokens.error(reason) }
  }

  private mutating func readString(of name: String) throws(EventPatternError) -> [UInt8] {
    guard case .string(let text) = try tokens.next() else {
      throw tokens.error("\(name) match pattern must be a string")
    }
    return text
  }

  /// Reads the operand of `prefix` and `suffix`: a string, or one within `equals-ignore-case`.
  private mutating func readAffix(
    _ name: String, plain: ([UInt8]) -> PatternAlternative,
    caseless: (CaselessText) -> PatternAlternative
  ) throws(EventPatternError) -> PatternAlternative {
    switch try tokens.next() {
    case .string(let text): return plain(text)
    case .objectStart: break
    default: throw tokens.error("\(name) match pattern must be a string")
    }
    guard case .name(let inner) = try tokens.next() else {
      throw tokens.error("\(name == "prefix" ? "Prefix" : "Suffix") expression name not found")
    }
    guard inner == Array("equals-ignore-case".utf8) else {
      let inner = String(decoding: inner, as: UTF8.self)
      throw tokens.error("Unsupported \(name) pattern: \(inner)")
    }
    let text = try readString(of: "equals-ignore-case")
    try readEnd("Only one key allowed in match expression")
    return caseless(CaselessText(text))
  }

  /// Parses the last string read as a wildcard.
  mutating func wildcard(_ text: [UInt8]) throws(EventPatternError) -> WildcardText {
    do throws(WildcardText.Fault) {
      let wildcard = try WildcardText(text)
      wildcards.append((path ?? [], wildcard, tokens.range))
      return wildcard
    } catch {
      switch error {
      case .consecutiveStars(let offset):
        throw tokens.error("Consecutive wildcard characters at pos \(offset + 1)")
      case .escape(let offset):
        throw tokens.error("Invalid escape character at pos \(offset + 1)")
      }
    }
  }

  private mutating func readExists() throws(EventPatternError) -> Bool {
    switch try tokens.next() {
    case .true: return true
    case .false: return false
    default: throw tokens.error("exists match pattern must be either true or false.")
    }
  }

  private mutating func readAddressRange() throws(EventPatternError) -> AddressRange {
    // EventBridge says "prefix" here, too.
    let text = try readString(of: "prefix")
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw tokens.error("Malformed CIDR, one '/' required")
    }
    guard let bits = Int(String(decoding: parts[1], as: UTF8.self)) else {
      throw tokens.error("Malformed CIDR, mask bits must be an integer")
    }
    guard bits >= 0 else { throw tokens.error("Malformed CIDR, mask bits must not be negative") }
    guard let address = NetworkAddress(parts[0]) else {
      let address = String(decoding: parts[0], as: UTF8.self)
      throw tokens.error("Nonstandard IP address: \(address)")
    }
    let width = address.bytes.count * 8
    guard bits < width else {
      throw tokens.error("\(width == 32 ? "IPv4" : "IPv6") mask bits must be < \(width)")
    }
    return AddressRange(first: address, prefixLength: bits)
  }
}
