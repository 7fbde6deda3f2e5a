extension Function {
  /// The scalar that a call stands for; what is wrong with it is noted in the binder.
  func bind(_ call: BoundCall, in binder: inout Binder) throws -> Scalar {
    switch meaning {
    case .call(let facts): return strictCall(call, facts)
    case .synonym(let name):
      return try call.bind(as: name, in: &binder)
    case .replacement(let replace): return try replace(&binder, call)
    case .special(let bind): return try bind(self, &binder, call)
    }
  }

  /// A call with its arguments taken as the signature says, missing where one of them is.
  func strictCall(_ call: BoundCall, _ facts: ([Scalar]) -> ValueFacts) -> Scalar {
    strictCall(
      call.values.enumerated().map { converted($1, at: $0) }, period: call.period, facts)
  }

  /// A call with arguments as they are, missing where one of them is.
  func strictCall(
    _ arguments: [Scalar], period: Period? = nil, _ facts: ([Scalar]) -> ValueFacts
  ) -> Scalar {
    let facts = facts(arguments)
    if arguments.contains(where: \.facts.isMissing) {
      return facts.type == .structure ? .missingStructure : .missing
    }
    return self.call(arguments, period: period, facts.strict(in: arguments))
  }

  /// A call with arguments as they are.
  func call(_ arguments: [Scalar], period: Period? = nil, _ facts: ValueFacts) -> Scalar {
    let call = FunctionCall(
      function: name, arguments: arguments, period: period.map { TimeRounding($0) },
      isAggregate: isAggregate)
    return Scalar(.call(call), facts)
  }

  private func converted(_ value: Scalar, at index: Int) -> Scalar {
    switch index < parameters.count ? parameters[index] : parameters.last {
    case .text: value.asText
    case .number: value.asNumber
    case .time: value.asTime
    case .condition: value.asCondition
    case .any, nil: value.asAny
    }
  }
}

/// The arguments of a call, bound.
struct BoundCall {
  let range: SourceRange
  /// The values, without the period.
  var values: [Scalar] = []
  /// Where they stand.
  var ranges: [SourceRange] = []
  var period: Period?

  init(at range: SourceRange) {
    self.range = range
  }

  /// The call with other values.
  func with(_ values: [Scalar]) -> BoundCall {
    var call = self
    call.values = values
    return call
  }

  /// The scalar that the same call of another function stands for.
  func bind(as name: String, in binder: inout Binder) throws -> Scalar {
    try FunctionTable.function(named: name)?.bind(self, in: &binder) ?? .missing
  }
}
