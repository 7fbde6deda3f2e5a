import LogsInsights
import SQLite

@testable import InsightsSQLite

/// What SQLite gives for a call: a number as it is, REAL as `real 1.5`, text in quotes, `NULL`.
func call(_ function: SQLFunction, _ arguments: TestValue...) -> String {
  do {
    let connection = try Connection.inMemory()
    try function.register(on: connection)
    let marks = arguments.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let select = try connection.prepare("SELECT \(function.name)(\(marks))")
    for (index, value) in arguments.enumerated() {
      try select.bind(value.value, at: Int32(index + 1))
    }
    _ = try select.step()
    return written(select.value(at: 0))
  } catch {
    return "\(error)"
  }
}

func written(_ value: Value) -> String {
  switch value {
  case .null: "NULL"
  case .integer(let number): "\(number)"
  case .real(let number): "real \(number)"
  case .text(let text): "'\(text)'"
  case .blob(let bytes): "blob \(String(decoding: bytes, as: UTF8.self))"
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

  /// The value as SQLite has it.
  var value: Value {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    case .text(let text): .text(text)
    case .blob(let text): .blob(Array(text.utf8))
    case .missing: .null
    }
  }

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
