import LogsInsights
import Queries
import Rows

/// Filters that the values of a column can become: the query with one more command before the first that makes other
/// rows of its events, or orders or counts them.
struct ColumnFilter: Sendable {
  /// The field as a query writes it.
  let field: String
  /// Whether every event has the field.
  private let isAlwaysThere: Bool
  /// The query before and after the new filter.
  let before: String
  let after: String

  /// What the archive gives for any event.
  private static let everywhere: Set<String> = [
    "@timestamp", "@message", "@ptr", "@log", "@logStream", "@ingestionTime",
  ]
  /// Longer values make no link.
  private static let valueMax = 500
  private static let mask = "[masked"

  /// A filter on the field that a column of a plan shows, as it is or as a column that the query has computed before it
  /// groups; nil for any other.
  ///
  /// - Parameter bound: the plan of a text that is bound as the query was; nil if it has errors.
  init?(_ index: Int, of draft: Plan, bound: (String) throws -> Plan?) rethrows {
    let output = draft.output[index]
    let origin = draft.outputOrigins[index]
    let isField = origin.isField && origin.fields.count == 1
    guard output.value.type != .json, isField || draft.showsMatches else { return nil }
    let name = isField ? origin.fields.first?.name ?? output.name : output.name
    field = FieldPath.written(name)
    isAlwaysThere = Self.everywhere.contains(name)
    let place = FilterPlace(draft)
    before = place.before
    after = place.after
    guard let tried = try bound(before + "filter ispresent(\(field))" + after),
      tried.warnings.count <= draft.warnings.count,
      place.node(of: tried)?.names(origin.isField ? name : nil, output.value, in: tried) == true
    else { return nil }
  }

  /// The condition that keeps a value, or leaves it out; nil for a value that has none.
  func condition(_ value: Cell, isNot: Bool) -> String? {
    let literal: String
    switch value {
    case .null: return isNot ? "ispresent(\(field))" : "not ispresent(\(field))"
    case .integer(let number): literal = "\(number)"
    case .real(let number):
      literal = String(decoding: NumberPrinter.text(of: number), as: UTF8.self)
    case .text(let text):
      guard text.utf8.count <= Self.valueMax, !text.contains(Self.mask) else { return nil }
      literal = StringLiteral.text(of: text)
    case .blob: return nil
    }
    guard isNot else { return "\(field) = \(literal)" }
    return "\(field) != \(literal)" + (isAlwaysThere ? "" : " or not ispresent(\(field))")
  }
}

/// Where a filter on events goes in a query's text.
struct FilterPlace: Sendable {
  /// The text before the word `filter`, and after its condition.
  let before: String
  let after: String
  /// The number of the first node of the filter.
  private let node: Int

  /// Before the first command that is not about single events.
  init(_ plan: Plan) {
    let source = plan.source
    let separator = source.text.contains("\n") ? "\n| " : " | "
    let steps = plan.steps
    if let first = steps.first(where: { !$0.nodes.allSatisfy { plan.nodes[$0].isOfEvents } }) {
      before = source[SourceRange(0, first.range.lower)]
      after = separator + source[SourceRange(first.range.lower, source.range.upper)]
      node = first.nodes.lowerBound
    } else if let last = steps.last {
      before = source[SourceRange(0, last.range.upper)] + separator
      after = source[SourceRange(last.range.upper, source.range.upper)]
      node = last.nodes.upperBound
    } else {
      before = source.text
      after = ""
      node = plan.nodes.count
    }
  }

  /// The condition of the filter in the plan of the new text.
  func node(of plan: Plan) -> Scalar? {
    guard plan.nodes.indices.contains(node), case .filter(let condition) = plan.nodes[node] else {
      return nil
    }
    return condition
  }
}

extension PlanNode {
  /// Whether it works on each event by itself, whatever others there are.
  fileprivate var isOfEvents: Bool {
    switch self {
    case .filter, .extend, .lookup: true
    case .window, .aggregate, .sort, .arrange, .limit, .unnest, .join, .summary, .fill: false
    }
  }
}

extension Scalar {
  /// Whether it is about a field of the events, or about the value of a column.
  fileprivate func names(_ field: String?, _ value: Scalar, in plan: Plan) -> Bool {
    contains { kind in
      switch (kind, value.kind) {
      case (.field(let number), _): field != nil && plan.fields[number].path.name == field
      case (.column(let column), .column(let own)): field == nil && column == own
      default: false
      }
    }
  }
}
