import TestSupport

/// A value of the language, by the rules of its specification and not by the compiler's code.
enum Value: Equatable {
  case missing
  case whole(Int64)
  case real(Double)
  /// UTF-8.
  case text([UInt8])
  case boolean(Bool)
  /// Milliseconds since 1970.
  case time(Int64)
  /// The compact JSON of an event's object or array: it is shown, and missing to all else.
  case node([UInt8])
  /// A map or list that the query made: it is there, and missing to what wants a single value.
  case structure(FlatJSON.Node)

  static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.missing, .missing): true
    case (.whole(let left), .whole(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    case (.boolean(let left), .boolean(let right)): left == right
    case (.time(let left), .time(let right)): left == right
    case (.node(let left), .node(let right)): left == right
    case (.structure(let left), .structure(let right)): left.shown == right.shown
    default: false
    }
  }

  static func text(_ text: String) -> Value { .text(Array(text.utf8)) }

  /// A result of arithmetic: what is not finite is missing.
  static func finite(_ number: Double) -> Value { number.isFinite ? .real(number) : .missing }

  /// Whether functions and comparisons see the value.
  var isPresent: Bool {
    switch self {
    case .missing, .node: false
    default: true
    }
  }

  /// The value, or missing for a node.
  var scalar: Value { isPresent ? self : .missing }

  /// The value, or missing for what has several values in it.
  var single: Value { bytes == nil ? .missing : self }
}

// MARK: - Conversions

extension Value {
  /// The value as `whole` or `real`, else missing.
  var number: Value {
    switch self {
    case .missing, .node, .structure: .missing
    case .whole, .real: self
    case .boolean(let value): .whole(value ? 1 : 0)
    case .time(let milliseconds): .whole(milliseconds)
    case .text(let bytes): Self.number(in: bytes)
    }
  }

  var double: Double? {
    switch number {
    case .whole(let value): Double(value)
    case .real(let value): value
    default: nil
    }
  }

  /// The value as a condition; nil for missing.
  var truth: Bool? {
    switch self {
    case .missing, .node: nil
    case .structure: false
    case .boolean(let value): value
    case .text(let bytes): Self.word(bytes) ?? (double.map { $0 != 0 } ?? false)
    case .whole, .real, .time: double != 0
    }
  }

  init(_ truth: Bool?) { self = truth.map { .boolean($0) } ?? .missing }

  /// The value as text; nil for missing.
  var bytes: [UInt8]? {
    switch self {
    case .missing, .node, .structure: nil
    case .whole(let value): Array("\(value)".utf8)
    case .real(let value): Array(Self.decimal(value).utf8)
    case .text(let bytes): bytes
    case .boolean(let value): Array((value ? "1" : "0").utf8)
    case .time(let milliseconds): PlainTime.text(milliseconds).map { Array($0.utf8) }
    }
  }

  var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// What a row shows; nil where it lacks the column.
  var shown: String? {
    switch self {
    case .node(let json): return String(decoding: json, as: UTF8.self)
    case .structure(.object(_, let json)), .structure(.array(_, let json)): return json
    default: return string
    }
  }

  /// `true` and `false` in any case.
  static func word(_ bytes: [UInt8]) -> Bool? {
    switch String(decoding: bytes, as: UTF8.self).utf8.map({ $0 | 0x20 }) {
    case Array("true".utf8): true
    case Array("false".utf8): false
    default: nil
    }
  }

  private static let space = Set(" \t\n\u{b}\u{c}\r".utf8)

  /// The number that a text is: sign, digits, fraction, exponent, between white space.
  static func number(in bytes: [UInt8]) -> Value {
    let start = bytes.drop { space.contains($0) }
    let end = start.reversed().drop { space.contains($0) }
    return plainNumber(in: Array(end.reversed()))
  }

  /// The same without white space.
  static func plainNumber(in bytes: [UInt8]) -> Value {
    let text = String(decoding: bytes, as: UTF8.self)
    let pattern = /[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/
    guard bytes.allSatisfy({ $0 < 0x80 }), let match = text.wholeMatch(of: pattern) else {
      return .missing
    }
    if match.1 == nil, match.2 == nil, let whole = Int64(text) { return .whole(whole) }
    return Double(text).map { .finite($0) } ?? .missing
  }

  /// A number as it is printed: shortest, without `.0`, without an exponent below 1e21.
  static func decimal(_ value: Double) -> String {
    if value == 0 { return "0" }
    if value < 0 { return "-" + decimal(-value) }
    var mantissa = "\(value)"
    var exponent = 0
    if let mark = mantissa.firstIndex(of: "e") {
      exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
      mantissa = String(mantissa[..<mark])
    }
    let parts = mantissa.split(separator: ".")
    var digits = String(parts[0]) + (parts.count > 1 && parts[1] != "0" ? parts[1] : "")
    var point = parts[0].count + exponent
    while digits.hasPrefix("0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.hasSuffix("0") { digits.removeLast() }
    let isWhole = digits.count <= point
    if point > 21 {
      let fraction = digits.dropFirst()
      return "\(digits.prefix(1))\(fraction.isEmpty ? "" : ".\(fraction)")e+\(point - 1)"
    }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if isWhole { return digits + String(repeating: "0", count: point - digits.count) }
    return "\(digits.prefix(point)).\(digits.dropFirst(point))"
  }
}
