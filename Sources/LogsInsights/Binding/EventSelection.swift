/// Which events a caller asks about, besides what the query's text says: those of some log groups, for example.
public struct EventSelection: Equatable, Sendable {
  /// An event counts if all tests of one of these are true; without any alternative, no event does.
  public var alternatives: [[Test]]

  public init(_ alternatives: [[Test]]) {
    self.alternatives = alternatives
  }

  /// A test of one field.
  public struct Test: Hashable, Sendable {
    /// The field, such as `detail.clusterArn`.
    public let field: String
    /// What it may be.
    public let values: [String]
    /// Whether an event without the field passes.
    public let orMissing: Bool

    public init(_ field: String, oneOf values: [String], orMissing: Bool = false) {
      self.field = field
      self.values = values
      self.orMissing = orMissing
    }
  }
}

extension Binder {
  /// Leaves out the events that the caller does not ask about.
  mutating func add(_ selection: EventSelection) throws {
    defer { plan.selectionNodes = plan.nodes.count }
    var alternatives: [Scalar] = []
    for tests in selection.alternatives {
      var conditions: [Scalar] = []
      for test in tests { conditions.append(try condition(of: test)) }
      // Nothing to test: every event counts.
      guard let first = conditions.first else { return }
      alternatives.append(conditions.count == 1 ? first : .and(conditions))
    }
    switch alternatives.count {
    case 0: add(.filter(.boolean(false)))
    case 1: add(.filter(alternatives[0]))
    default: add(.filter(.or(alternatives)))
    }
  }

  private mutating func condition(of test: EventSelection.Test) throws -> Scalar {
    let path = FieldPath(test.field)
    // Not a name that the query's author wrote, so that nothing is said where no event has it.
    guard try isKnown(path) else { return .boolean(test.orMissing) }
    let field = try eventField(path, at: SourceRange(0, 0))
    let isOne = Scalar.isOneOf(field, test.values.map(Scalar.text))
    return test.orMissing ? .or([.not(.isPresent(field)), isOne]) : isOne
  }
}
