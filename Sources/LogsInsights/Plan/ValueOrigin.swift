/// Which fields of the events a value comes from, and whether the query asks to see them even if they are secrets.
public struct ValueOrigin: Equatable, Sendable {
  /// The fields, but those that only `unmask` reads.
  public internal(set) var fields: Set<FieldPath> = []
  /// Whether the value is that of its one field, as it is.
  public internal(set) var isField = false
  /// Whether `unmask` reads any field.
  public internal(set) var isUnmasked = false

  public init() {}

  mutating func add(_ other: ValueOrigin) {
    fields.formUnion(other.fields)
    isUnmasked = isUnmasked || other.isUnmasked
  }
}

extension Plan {
  /// Where the values of the result's columns come from, in their order.
  public var outputOrigins: [ValueOrigin] {
    var origins = ColumnOrigins(fields)
    for node in nodes { origins.add(node) }
    return output.map { origins.origin(of: $0.value) }
  }
}

/// Where the columns that nodes define come from.
private struct ColumnOrigins {
  private let fields: [EventField]
  private var columns: [ColumnID: ValueOrigin] = [:]

  init(_ fields: [EventField]) {
    self.fields = fields
  }

  mutating func add(_ node: PlanNode) {
    switch node {
    case .extend(let definitions), .window(let definitions): define(definitions)
    case .aggregate(let aggregate): define(aggregate.keys + aggregate.values)
    case .unnest(let unnest): columns[unnest.element] = computed([unnest.list])
    case .join(let join):
      var other = ColumnOrigins(join.plan.fields)
      for node in join.plan.nodes { other.add(node) }
      for definition in join.columns {
        columns[definition.column] = other.origin(of: definition.value)
      }
    case .summary(let summaries):
      for summary in summaries { columns[summary.column] = origin(of: summary.shown) }
    case .filter, .sort, .arrange, .limit, .lookup, .fill: break
    }
  }

  private mutating func define(_ definitions: [PlanNode.Definition]) {
    for definition in definitions { columns[definition.column] = origin(of: definition.value) }
  }

  func origin(of scalar: Scalar) -> ValueOrigin {
    var origin = ofKind(scalar)
    if scalar.isUnmasked {
      origin.fields = []
      origin.isUnmasked = true
    }
    return origin
  }

  private func ofKind(_ scalar: Scalar) -> ValueOrigin {
    switch scalar.kind {
    case .field(let number):
      var origin = ValueOrigin()
      origin.fields = [fields[number].path]
      origin.isField = true
      return origin
    case .column(let column): return columns[column] ?? ValueOrigin()
    case .convert(let value, _): return origin(of: value)
    default: return computed(scalar.children)
    }
  }

  private func computed(_ scalars: [Scalar]) -> ValueOrigin {
    var origin = ValueOrigin()
    for scalar in scalars { origin.add(self.origin(of: scalar)) }
    return origin
  }
}
