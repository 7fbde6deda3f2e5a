import JSON

/// Matches one event against a pattern.
struct EventMatch {
  private let plan: MatchPlan
  private let document: JSONDocument
  private let source: UnsafeRawBufferPointer
  private let scratch = ByteBuffer(capacity: 64)
  let values: EventValues
  /// For each condition, the values that it accepts, as a range of `accepted`; nil before it is evaluated.
  private var slices: [Range<Int>?]
  private var accepted: [Int] = []

  init(_ plan: MatchPlan, _ document: JSONDocument, in source: UnsafeRawBufferPointer) {
    self.plan = plan
    self.document = document
    self.source = source
    values = EventValues(document, in: source, trie: plan.trie, scratch: scratch)
    slices = Array(repeating: nil, count: plan.conditions.count)
  }

  /// The first combination that the event matches.
  var firstMatch: Int? {
    mutating get { plan.combinations.indices.first { matches($0) } }
  }

  mutating func matches(_ combination: Int) -> Bool {
    let conditions = plan.combinations[combination]
    for condition in conditions {
      let isPossible =
        plan.conditions[condition].field.acceptsAbsence || !acceptedValues(condition).isEmpty
      guard isPossible else { return false }
    }
    return agree(conditions)
  }

  /// Whether there are consistent values for conditions, in the order of their paths.
  mutating func agree(_ conditions: [Int]) -> Bool {
    var walk = ConsistencyWalk(
      fields: conditions.map { condition in
        ConsistencyWalk.Field(
          path: plan.conditions[condition].path,
          acceptsAbsence: plan.conditions[condition].field.acceptsAbsence,
          accepted: acceptedValues(condition).map { values.values[$0].mark })
      }, values: values)
    return walk.run()
  }

  /// The values at the path of a condition that it accepts.
  mutating func acceptedValues(_ condition: Int) -> ArraySlice<Int> {
    if let slice = slices[condition] { return accepted[slice] }
    let start = accepted.count
    let wanted = plan.conditions[condition]
    for (index, value) in values.values.enumerated() where value.path == wanted.path {
      let isAccepted = document.withScalar(value.node, in: source, scratch: scratch) {
        wanted.field.accepts($0)
      }
      if isAccepted { accepted.append(index) }
    }
    slices[condition] = start..<accepted.count
    return accepted[start...]
  }
}
