import Testing

@testable import LogsInsights

@Suite struct FunctionTests {
  /// Events that have any field.
  private struct OpenCatalog: FieldCatalog {
    let knownFields: [String] = []

    func field(_ path: FieldPath) throws -> EventField? { EventField(path, kind: .any) }
  }

  private func plan(_ text: String) throws -> Plan {
    try Query.plan(text, catalog: OpenCatalog(), options: CompileOptions(start: 0, now: 0))
  }

  /// The functions that a plan calls.
  private func calls(in plan: Plan) -> Set<String> {
    var names: Set<String> = []
    func add(_ scalar: Scalar) {
      if case .call(let call) = scalar.kind { names.insert(call.function) }
      scalar.children.forEach(add)
    }
    for case .aggregate(let aggregate) in plan.nodes {
      for definition in aggregate.keys + aggregate.values { add(definition.value) }
    }
    for case .extend(let definitions) in plan.nodes { definitions.map(\.value).forEach(add) }
    plan.output.map(\.value).forEach(add)
    return names
  }

  /// The examples show every function, so they have all calls in them that a plan can have.
  @Test func plansCallWhatIsSaidToBeInPlans() throws {
    var called: Set<String> = []
    for function in FunctionTable.supported {
      let command = function.isAggregate ? "stats" : "fields"
      let names = calls(in: try plan("\(command) \(function.example)"))
      if !function.isReplaced { #expect(names.contains(function.name), "\(function.name)") }
      called.formUnion(names)
    }
    #expect(called == Set(FunctionTable.namesInPlans))
  }

  @Test func parametersAreThoseOfTheSignature() {
    let expected: [String: [Function.Parameter]] = [
      "substr": [.text, .number, .number], "bin": [.time], "rate": [.number], "now": [],
      "greatest": [.number], "case": [.condition, .any, .any], "toInt": [.number],
      "count": [.any], "formatDate": [.time, .text, .text], "jsonArrayContains": [.any, .any],
    ]
    for (name, parameters) in expected {
      #expect(FunctionTable.function(named: name)?.parameters == parameters, "\(name)")
    }
  }

  /// A value that is never there is missing in all functions but those that say something of it.
  @Test(arguments: [
    ("concat(null, \"x\")", "concat(\"x\")"), ("concat(null)", "\"\""),
    ("strlen(null)", "missing"), ("floor(7)", "7"),
    ("round(7)", "7"), ("greatest(null, 7)", "7"),
    ("isempty(null)", "true"), ("coalesce(null, 7)", "7"),
    ("split(null, \",\")", "missing"), ("now()", "5"),
    ("queryTimeRange()", "9"), ("queryEndTime()", "9"),
  ])
  func missingValuesAreFolded(_ expression: String, _ value: String) throws {
    let plan = try Query.plan(
      "fields \(expression) as x", catalog: LanguageCatalog(),
      options: CompileOptions(start: 0, end: 9, now: 5000))
    #expect(plan.description.contains("= \(value)"), "\(plan)")
  }
}
