@testable import LogsInsights

extension Evaluator {
  /// A function of values that needs nothing but them.
  typealias ScalarFunction = @Sendable ([Value]) throws -> Value

  /// The functions that need more than values.
  static let specialFunctions: Set<String> = [
    "bin", "datefloor", "dateceil", "now", "querystarttime", "queryendtime", "querytimerange",
  ]

  func value(of call: Call, in place: Place) throws -> Value {
    let name = Self.folded(call.name)
    if let aggregate = Self.aggregates[name] {
      guard case .group(let rows, _) = place else { throw Unknown(name: "\(call.name) of a row") }
      guard !call.arguments.isEmpty else { return .whole(Int64(rows.count)) }
      return try value(of: call, with: aggregate, over: rows)
    }
    switch name {
    case "querystarttime": return window.start.map { .whole($0) } ?? .missing
    case "queryendtime": return window.end.map { .whole($0) } ?? .missing
    case "querytimerange":
      guard let start = window.start, let end = window.end else { return .missing }
      return .whole(end - start)
    case "now": return .whole(Int64((Double(now) / 1000).rounded(.down)))
    case "bin":
      let time =
        call.arguments.count > 1
        ? try value(of: call.arguments[0], in: place)
        : value(of: FieldPath("@timestamp"), in: place)
      return bin(time, call.arguments[call.arguments.count - 1])
    case "datefloor", "dateceil":
      let time = try value(of: call.arguments[0], in: place)
      return Self.rounded(time, to: call.arguments[1], up: name == "dateceil")
    default: break
    }
    let known = Self.scalars[name] ?? Self.texts[name] ?? Self.numbers[name]
    guard let function = known else { throw Unknown(name: call.name) }
    let arguments = try call.arguments.map { try value(of: $0, in: place) }
    return try function(name == "unmask" ? arguments : arguments.map(\.scalar))
  }

  /// A name by which functions are found: without `_`, in lower case.
  static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" }
  }

  private func bin(_ time: Value, _ period: Expression) -> Value {
    guard binOffset != 0, let instant = PlainTime.instant(time) else {
      return Self.rounded(time, to: period, up: false)
    }
    guard case .time(let floor) = Self.rounded(.time(instant - binOffset), to: period, up: false)
    else { return .missing }
    return .time(floor + binOffset)
  }

  private static func rounded(_ value: Value, to period: Expression, up: Bool) -> Value {
    guard case .period(let count, let unit) = period.kind,
      let step = PlainTime.step(count: count, unit: unit), let time = PlainTime.instant(value)
    else { return .missing }
    return .time(PlainTime.rounded(time, to: step, up: up))
  }

  static let scalars: [String: ScalarFunction] = [
    "abs": { number($0) { $0.magnitude } },
    "ceil": { number($0) { $0.rounded(.up) } },
    "floor": { number($0) { $0.rounded(.down) } },
    "frommillis": { PlainTime.instant($0[0]).map { .time($0) } ?? .missing },
    "histogram": { values in
      guard let number = values[0].double, let width = values[1].double else { return .missing }
      return .finite((number / width).rounded(.down) * width)
    },
    "tomillis": { PlainTime.instant($0[0]).map { .whole($0) } ?? .missing },
    "jsonparse": { structure(of: $0[0]) },
    "ispresent": { .boolean($0[0].isPresent) },
    "coalesce": { $0.first(where: \.isPresent) ?? .missing },
    "if": { $0[0].truth == true ? $0[1] : $0[2] },
    "isempty": { .boolean($0[0].bytes?.isEmpty ?? true) },
    "isblank": { .boolean($0[0].bytes?.allSatisfy(isSpace) ?? true) },
    "concat": { .text($0.flatMap { $0.bytes ?? [] }) },
    "strlen": { values in
      values[0].string.map { .whole(Int64($0.unicodeScalars.count)) } ?? .missing
    },
    "tolower": { mapped($0) { $0.lowercaseMapping } },
    "toupper": { mapped($0) { $0.uppercaseMapping } },
  ]

  private static func number(
    _ arguments: [Value], _ function: (Double) -> Double
  ) -> Value {
    arguments[0].double.map { .finite(function($0)) } ?? .missing
  }

  private static func mapped(
    _ arguments: [Value], _ mapping: (Unicode.Scalar.Properties) -> String
  ) -> Value {
    guard let text = arguments[0].string else { return .missing }
    return .text(text.unicodeScalars.map { mapping($0.properties) }.joined())
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
