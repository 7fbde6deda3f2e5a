extension FunctionTable {
  static let generalFunctions: [Function] = [
    Function(
      "ispresent(f) → boolean", "whether the field exists",
      example: "ispresent(detail.stoppedReason)", Term.isPresent),
    Function(
      "coalesce(a, …) → any", "the first value that is present",
      example: "coalesce(detail.stopCode, \"none\")", arguments: 1...100
    ) { _, call in .coalesce(call.terms) },
    Function(
      "if(condition: boolean, then, else) → any", "one of two values",
      example: "if(detail.cpu > 256, \"large\", \"small\")", arguments: 3...3
    ) { _, call in .choice(call.terms[0], then: call.terms[1], else: call.terms[2]) },
    Function(
      "unmask(f) → any", "the value itself: nothing is masked here",
      example: "unmask(detail.stoppedReason)", arguments: 1...1
    ) { _, call in call.terms[0] },
  ]
}
