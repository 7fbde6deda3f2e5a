extension FunctionTable {
  static let generalFunctions: [Function] = [
    Function(
      "ispresent(f) → boolean", "whether the field exists",
      example: "ispresent(detail.stoppedReason)",
      .replacement { _, call in .isPresent(call.values[0]) }),
    Function(
      "coalesce(a, …) → any", "the first value that is present",
      example: "coalesce(detail.stopCode, \"none\")", arguments: 1...100,
      .replacement { _, call in .coalesce(call.values) }),
    Function(
      "if(condition: boolean, then, else) → any", "one of two values",
      example: "if(detail.cpu > 256, \"large\", \"small\")", arguments: 3...3,
      .replacement { _, call in
        .choice(call.values[0], then: call.values[1], else: call.values[2])
      }),
    Function(
      "unmask(f) → any", "the value itself, shown even if it is a secret",
      example: "unmask(detail.stoppedReason)", .replacement { _, call in call.values[0].unmasked }),
    Function(
      "case(condition: boolean, value, …[, else]) → any",
      "the value after the first of up to ten conditions that is true",
      example: "case(detail.cpu > 512, \"large\", detail.cpu > 256, \"medium\", \"small\")",
      arguments: 2...21, .replacement { _, call in branches(call.values) }),
    Function(
      "isNumeric(f) → boolean", "whether the value is a number, or a text that is one",
      example: "isNumeric(detail.cpu)"),
    Function(
      "messageSize(s: text) → number", "the length in bytes of UTF-8",
      example: "messageSize(@message)", .call(giving: .length)),
  ]

  /// Conditions and values in turn, perhaps with a last value for all else.
  private static func branches(_ values: [Scalar]) -> Scalar {
    let pairs = stride(from: 0, to: values.count - 1, by: 2).map { (values[$0], values[$0 + 1]) }
    return .choice(pairs, else: values.count % 2 == 1 ? values[values.count - 1] : .missing)
  }
}
