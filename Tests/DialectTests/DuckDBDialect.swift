import LogsInsights

/// A second engine in small: renders plans in DuckDB's SQL, one common table expression a node.
///
/// It proves that the plan says all that an engine needs. What it does not render it refuses by name,
/// as an engine must.
struct DuckDBDialect {
  /// What the dialect does not render.
  struct Refusal: Error, Equatable {
    let what: String
  }

  private let fields: [EventField]
  private var steps: [String] = []
  /// The keys of ORDER BY: those of the last sort, and what ties go by.
  private var sortKeys: [String] = []
  private var basicOrder = ["f0 DESC", "arn"]

  /// The statement for a plan over a table `events` with a column `message`, the JSON of an event, and
  /// `logged_at`, its time in milliseconds.
  ///
  /// - Throws: ``Refusal``.
  static func sql(for plan: Plan) throws -> String {
    var dialect = DuckDBDialect(fields: plan.fields)
    dialect.scan(plan)
    for node in plan.nodes { try dialect.add(node) }
    return try dialect.statement(plan)
  }

  private init(fields: [EventField]) {
    self.fields = fields
  }

  private mutating func scan(_ plan: Plan) {
    let columns = fields.enumerated().map { "\(Self.source(of: $1)) AS f\($0)" }
    let bounds = [plan.start.map { "logged_at >= \($0)" }, plan.end.map { "logged_at <= \($0)" }]
      .compactMap(\.self)
    let window = bounds.isEmpty ? "" : " WHERE \(bounds.joined(separator: " AND "))"
    push("SELECT \((columns + ["arn"]).joined(separator: ", ")) FROM events\(window)")
  }

  private static func source(of field: EventField) -> String {
    switch field.path.name {
    case "@timestamp": return "logged_at"
    case "@message": return "message"
    default:
      // Positions of arrays are steps of a flattened name.
      let steps = field.path.name.split(separator: ".")
        .map { $0.allSatisfy(\.isNumber) ? "[\($0)]" : ".\"\($0)\"" }
      let text = "json_extract_string(message, '$\(steps.joined())')"
      return field.kind == .integer ? "CAST(\(text) AS BIGINT)" : text
    }
  }

  private mutating func push(_ select: String) { steps.append(select) }

  private var previous: String { "step\(steps.count)" }

  private func statement(_ plan: Plan) throws -> String {
    let columns = try plan.output.map { column in
      let name = column.name.split(separator: "\"", omittingEmptySubsequences: false)
      let value = try text(of: column.value)
      let shown =
        column.value.type == .timestamp
        ? "strftime(epoch_ms(\(value)), '%Y-%m-%d %H:%M:%S.%g')" : value
      return "\(shown) AS \"\(name.joined(separator: "\"\""))\""
    }
    let tables = steps.enumerated().map { "step\($0 + 1) AS (\($1))" }
    let limit = plan.rowsMax.map { " LIMIT \($0)" } ?? ""
    return "WITH \(tables.joined(separator: ",\n"))\nSELECT \(columns.joined(separator: ", "))"
      + " FROM \(previous)\(orderClause)\(limit)"
  }
}

// MARK: - Nodes

extension DuckDBDialect {
  private mutating func add(_ node: PlanNode) throws {
    switch node {
    case .filter(let condition):
      push("SELECT * FROM \(previous) WHERE \(try text(of: condition))")
    case .extend(let definitions):
      for definition in definitions { try extend([definition]) }
    case .window(let definitions): try extend(definitions)
    case .aggregate(let aggregate): try group(aggregate)
    case .sort(let keys): sortKeys = try keys.map(text)
    case .arrange(let keys): basicOrder = try keys.map(text)
    case .limit(let count, fromEnd: false):
      push("SELECT * FROM \(previous)\(orderClause) LIMIT \(count)")
    case .limit: throw Refusal(what: "tail")
    case .unnest, .join, .lookup, .summary, .fill: throw Refusal(what: "\(node)")
    }
  }

  private mutating func extend(_ definitions: [PlanNode.Definition]) throws {
    push("SELECT *, \(try list(definitions)) FROM \(previous)")
  }

  private mutating func group(_ aggregate: PlanNode.Aggregate) throws {
    let columns = try list(aggregate.keys + aggregate.values)
    let keys = aggregate.keys.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    push("SELECT \(columns) FROM \(previous)" + (keys.isEmpty ? "" : " GROUP BY \(keys)"))
    sortKeys = []
    basicOrder = aggregate.keys.map { "c\($0.column.number)" }
  }

  private func list(_ definitions: [PlanNode.Definition]) throws -> String {
    try definitions.map { "\(try text(of: $0.value)) AS c\($0.column.number)" }
      .joined(separator: ", ")
  }
}

// MARK: - Scalars

extension DuckDBDialect {
  private var orderClause: String {
    let keys = sortKeys + basicOrder
    return keys.isEmpty ? "" : " ORDER BY " + keys.joined(separator: ", ")
  }

  private func text(_ key: SortKey) throws -> String {
    try text(of: key.value) + (key.isDescending ? " DESC NULLS LAST" : " NULLS FIRST")
  }

  private func text(of scalar: Scalar) throws -> String {
    switch scalar.kind {
    case .literal(let literal): return Self.text(of: literal)
    case .field(let number): return "f\(number)"
    case .column(let column): return "c\(column.number)"
    case .convert(let value, let conversion): return try text(of: value, as: conversion)
    case .call(let call): return try text(of: call)
    case .extract(let extraction, let value):
      return try text(of: extraction, in: try text(of: value))
    case .arithmetic(let symbol, let left, let right):
      return "(\(try text(of: left)) \(symbol.rawValue) \(try text(of: right)))"
    case .equal(let left, let right): return try infix(left, "=", right)
    case .compare(let left, let symbol, let right):
      return try infix(left, symbol.rawValue, right)
    case .contains(let value, let part):
      return "contains(\(try text(of: value)), \(try text(of: part)))"
    case .matches(let value, let pattern):
      return "regexp_matches(\(try text(of: value)), \(Self.quoted(pattern)))"
    case .and(let operands): return try chain(operands, " AND ")
    case .or(let operands): return try chain(operands, " OR ")
    case .not(let value): return "(NOT \(try text(of: value)))"
    case .isPresent(let value): return "(\(try text(of: value)) IS NOT NULL)"
    case .coalesce(let values):
      return "coalesce(\(try values.map(text(of:)).joined(separator: ", ")))"
    case .window(let window): return try text(of: window)
    case .negate, .isOneOf, .isElement, .isInResult, .choice, .member:
      throw Refusal(what: "\(scalar.kind)")
    }
  }

  private func infix(_ left: Scalar, _ symbol: String, _ right: Scalar) throws -> String {
    // With other types the language converts, which a whole engine would do.
    guard left.type == right.type || left.type.isNumeric && right.type.isNumeric else {
      throw Refusal(what: "a comparison of \(left.type) and \(right.type)")
    }
    return "(\(try text(of: left)) \(symbol) \(try text(of: right)))"
  }

  private func chain(_ operands: [Scalar], _ word: String) throws -> String {
    "(\(try operands.map(text(of:)).joined(separator: word)))"
  }

  private func text(of value: Scalar, as conversion: Conversion) throws -> String {
    let text = try text(of: value)
    switch conversion {
    case .number: return value.type == .timestamp ? text : "TRY_CAST(\(text) AS DOUBLE)"
    case .text: return "CAST(\(text) AS VARCHAR)"
    case .groupKey, .scalar: return text
    case .condition, .time, .any, .node: throw Refusal(what: "a conversion to \(conversion)")
    }
  }

  private func text(of call: FunctionCall) throws -> String {
    let arguments = try call.arguments.map(text(of:))
    switch call.function {
    case "count": return arguments.isEmpty ? "count(*)" : "count(\(arguments[0]))"
    case "sum", "avg", "min", "max": return "\(call.function)(\(arguments[0]))"
    case "strlen": return "length(\(arguments[0]))"
    case "bin":
      guard let period = call.period, period.unit == .milliseconds, arguments.count == 1 else {
        throw Refusal(what: "bin of weeks, months or moved boundaries")
      }
      return "(\(arguments[0]) - \(arguments[0]) % \(period.count))"
    default: throw Refusal(what: call.function)
    }
  }

  private func text(of extraction: Extraction, in text: String) throws -> String {
    switch extraction {
    case .group(let pattern, let part):
      let match = "regexp_extract(\(text), \(Self.quoted(pattern)), \(part))"
      return "CASE WHEN regexp_matches(\(text), \(Self.quoted(pattern))) THEN \(match) END"
    case .glob(let pattern, let part):
      let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
      let regex = pieces.map { Self.escaped(String($0)) }.joined(separator: "(.*?)")
      return try self.text(
        of: .group(pattern: "(?s)^.*?\(regex)\(pattern.hasSuffix("*") ? "$" : "")", part: part),
        in: text)
    default: throw Refusal(what: "\(extraction)")
    }
  }

  private func text(of window: Window) throws -> String {
    guard window.function == .rowNumber, case .rows = window.order else {
      throw Refusal(what: "\(window.function) over rows")
    }
    let partition = try window.partition.map(text(of:)).joined(separator: ", ")
    let clause = partition.isEmpty ? "" : "PARTITION BY \(partition)"
    return "row_number() OVER (\(clause)\(orderClause))"
  }

  // MARK: Literals

  private static func text(of literal: Literal) -> String {
    switch literal {
    case .missing: "NULL"
    case .integer(let value): "\(value)"
    case .real(let value): "CAST(\(value) AS DOUBLE)"
    case .text(let text): quoted(text)
    case .boolean(let value): "\(value)"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0.isLetter || $0.isNumber || $0 == " " ? "\($0)" : "\\\($0)" }.joined()
  }
}
