extension FunctionTable {
  static let generalFunctions: [Function] = [
    Function("ispresent(f)", "whether the field exists", Term.isPresent),
    Function(
      "coalesce(a, …)", "the first value that is present", arguments: 1...100
    ) { _, call in .coalesce(call.terms) },
    Function(
      "if(condition, then, else)", "one of two values", arguments: 3...3
    ) { _, call in .choice(call.terms[0], then: call.terms[1], else: call.terms[2]) },
  ]
}
