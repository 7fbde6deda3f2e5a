import LogsInsights

/// Calls a function with values, as SQLite would: texts are borrowed.
func call(_ function: SQLFunction, _ arguments: TestValue...) -> String {
  func rest(_ index: Int, _ borrowed: [DynamicValue]) -> SQLFunction.Value {
    guard index < arguments.count else {
      return function.evaluate(
        borrowed[0], borrowed.dropFirst().first, borrowed.dropFirst(2).first)
    }
    return arguments[index].borrowed { rest(index + 1, borrowed + [$0]) }
  }
  switch rest(0, []) {
  case .null: return "NULL"
  case .integer(let value): return "\(value)"
  case .boolean(let value): return "\(value)"
  case .real(let value): return "real \(value)"
  case .text(let bytes): return "'\(String(decoding: bytes, as: UTF8.self))'"
  case .argument: return "argument"
  }
}

/// A value that owns its text.
enum TestValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(String)
  case missing

  init(integerLiteral value: Int64) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .real(value) }
  init(stringLiteral value: String) { self = .text(value) }

  func borrowed<R>(_ body: (DynamicValue) -> R) -> R {
    switch self {
    case .integer(let value): body(.integer(value))
    case .real(let value): body(.real(value))
    case .text(let text): Array(text.utf8).withUnsafeBytes { body(.text($0)) }
    case .blob(let text): Array(text.utf8).withUnsafeBytes { body(DynamicValue(blob: $0)) }
    case .missing: body(.missing)
    }
  }
}
