import Glibc

/// The SQL functions that compiled queries call; whoever runs them registers each one.
///
/// All are deterministic and innocuous. An argument that is NULL gives NULL unless a case says
/// otherwise. ``evaluate(_:_:_:)`` is what they do; three more names stand at the end, for what
/// needs more than one value or a regular expression engine.
package enum SQLFunction: String, CaseIterable, Sendable {
  /// `(x)`: the value as INTEGER or REAL; NULL for a text that is no number.
  case number = "insights_number"
  /// `(x)`: the value as TEXT, as it is printed.
  case text = "insights_text"
  /// `(x)`: 1 or 0, the value as a condition.
  case truth = "insights_truth"
  /// `(x)`: the value as it is shown: booleans as 1 and 0, times as text, all else unchanged.
  ///
  /// An inner node (``DynamicValue``) is shown as its JSON; that is up to whoever registers it.
  case output = "insights_output"
  /// `(x)`: the value unchanged, but NULL for an inner node.
  case scalar = "insights_scalar"
  /// `(a, b)`: 1 or 0, whether two values are equal (``DynamicValue/equals(_:_:)``).
  case equals = "insights_equals"
  /// `(a, b)`: -1, 0 or 1, the order of two values (``DynamicValue/compare(_:_:)``).
  case compare = "insights_compare"
  /// `(x)`: the number itself, or NULL if it is not finite.
  case finite = "insights_finite"
  /// `(a, b)`: the remainder with the sign of a; NULL if b is 0.
  case remainder = "insights_remainder"
  /// `(a, b)`: a to the power of b; NULL if that is no finite number.
  case power = "insights_power"
  /// `(x)`: the largest whole number that is not above a number.
  case floor = "insights_floor"
  /// `(x)`: the smallest whole number that is not below a number.
  case ceil = "insights_ceil"
  /// `(ms)`: a time as `2026-01-31 09:30:00.000`.
  case timestamp = "insights_timestamp"
  /// `(x)`: a number, or a text that is one, as a time: whole milliseconds, rounded down; NULL
  /// outside the years 1 to 9999.
  case instant = "insights_instant"
  /// `(x, count, unit)`: the last boundary not after a time; the unit is that of ``TimeRounding``.
  case dateFloor = "insights_datefloor"
  /// `(x, count, unit)`: the first boundary not before a time.
  case dateCeil = "insights_dateceil"
  /// `(text)`: in lower case, by Unicode.
  case lower = "insights_lower"
  /// `(text)`: in upper case, by Unicode.
  case upper = "insights_upper"

  /// `(text)`: the pattern of a text (``MessagePattern``).
  case pattern = "insights_pattern"
  /// `(pattern)`: a regular expression that matches the texts of a pattern.
  case patternRegex = "insights_pattern_regex"
  /// `(text)`: `ERROR` and the like, the worst that a word of a text says (``Severity``).
  case severity = "insights_severity"

  /// `(text, pattern)`: 1 or 0, whether a regular expression occurs in a text.
  ///
  /// The pattern is a constant: compile it once per statement. PCRE2 with UTF on and UCP off (so
  /// that `\w \d \s \b` are ASCII), no other options: `.` does not match a newline.
  package static let matches = "insights_matches"

  /// The collation of ``SortOrder``.
  package static let collation = "insights_order"

  package var argumentCount: Int {
    switch self {
    case .equals, .compare, .remainder, .power: 2
    case .dateFloor, .dateCeil: 3
    default: 1
    }
  }
}

extension SQLFunction {
  /// What a call gives.
  package enum Value: Equatable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    /// The first argument, unchanged.
    case argument
  }

  /// Works out a call; arguments that the function does not have are missing.
  package func evaluate(
    _ first: DynamicValue, _ second: DynamicValue = .missing, _ third: DynamicValue = .missing
  ) -> Value {
    if case .missing = first { return .null }
    switch self {
    case .number: return Value(number: first.number)
    case .text: return Self.text(first)
    case .truth: return Value(first.truth)
    case .output: return Self.output(first)
    case .scalar: return .argument
    case .equals: return Value(DynamicValue.equals(first, second))
    case .compare:
      return DynamicValue.compare(first, second).map { .integer(Int64($0)) } ?? .null
    case .finite: return Value(number: first.number)
    case .remainder: return Self.remainder(first, second)
    case .power: return Self.power(first, second)
    case .floor: return Self.rounded(first, .down)
    case .ceil: return Self.rounded(first, .up)
    case .timestamp: return Self.timestamp(first)
    case .instant: return Self.instant(first).map { .integer($0) } ?? .null
    case .dateFloor: return Self.rounded(first, second, third) { $0.floor($1) }
    case .dateCeil: return Self.rounded(first, second, third) { $0.ceiling($1) }
    case .lower: return Self.mapped(first) { $0.lowercased() }
    case .upper: return Self.mapped(first) { $0.uppercased() }
    case .pattern: return Self.applied(first) { .text(MessagePattern.pattern(of: $0)) }
    case .patternRegex: return Self.applied(first) { .text(MessagePattern.regex(of: $0)) }
    case .severity:
      return Self.applied(first) { text in
        Severity.severity(of: text).map { .text(Array($0.rawValue.utf8)) } ?? .null
      }
    }
  }
}

// MARK: - The functions

extension SQLFunction {
  private static func text(_ value: DynamicValue) -> Value {
    if case .text = value { return .argument }
    return .text(value.printed)
  }

  private static func output(_ value: DynamicValue) -> Value {
    switch value {
    case .boolean(let value): .integer(value ? 1 : 0)
    case .timestamp: .text(value.printed)
    default: .argument
    }
  }

  private static func remainder(_ left: DynamicValue, _ right: DynamicValue) -> Value {
    guard let dividend = left.double, let divisor = right.double, divisor != 0 else { return .null }
    return .real(dividend.truncatingRemainder(dividingBy: divisor))
  }

  private static func power(_ left: DynamicValue, _ right: DynamicValue) -> Value {
    guard let base = left.double, let exponent = right.double else { return .null }
    return Value(number: .real(pow(base, exponent)))
  }

  private static func rounded(
    _ value: DynamicValue, _ rule: FloatingPointRoundingRule
  ) -> Value {
    switch value.number {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value.rounded(rule))
    default: .null
    }
  }

  private static func timestamp(_ value: DynamicValue) -> Value {
    instant(value).map { .text(TimestampText.text(of: $0)) } ?? .null
  }

  private static func instant(_ value: DynamicValue) -> Int64? {
    switch value.number {
    case .integer(let value) where TimestampText.range.contains(value):
      return value
    case .real(let value):
      guard let milliseconds = Int64(exactly: value.rounded(.down)) else { return nil }
      return TimestampText.range.contains(milliseconds) ? milliseconds : nil
    default: return nil
    }
  }

  private static func rounded(
    _ value: DynamicValue, _ count: DynamicValue, _ unit: DynamicValue,
    _ round: (TimeRounding, Int64) -> Int64
  ) -> Value {
    guard let milliseconds = instant(value), case .integer(let count) = count,
      case .text(let name) = unit,
      let unit = TimeRounding.Unit(rawValue: String(decoding: name, as: UTF8.self)),
      let rounding = TimeRounding(count: count, unit: unit)
    else { return .null }
    return .integer(round(rounding, milliseconds))
  }

  private static func applied(
    _ value: DynamicValue, _ body: (UnsafeRawBufferPointer) -> Value
  ) -> Value {
    guard case .text(let bytes) = value else { return .null }
    return body(bytes)
  }

  private static func mapped(_ value: DynamicValue, _ map: (String) -> String) -> Value {
    guard case .text(let bytes) = value else { return .null }
    return .text(Array(map(String(decoding: bytes, as: UTF8.self)).utf8))
  }
}

extension SQLFunction.Value {
  fileprivate init(_ truth: Bool?) {
    self = truth.map { .integer($0 ? 1 : 0) } ?? .null
  }

  fileprivate init(number: DynamicValue) {
    switch number {
    case .integer(let value): self = .integer(value)
    case .real(let value) where value.isFinite: self = .real(value)
    default: self = .null
    }
  }
}
