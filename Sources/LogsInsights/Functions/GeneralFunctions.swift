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
    Function(
      "case(condition: boolean, value, …[, else]) → any",
      "the value behind the first of up to ten conditions that is true",
      example: "case(detail.cpu > 512, \"large\", detail.cpu > 256, \"medium\", \"small\")",
      arguments: 2...21
    ) { _, call in branches(call.terms) },
    Function(
      "isNumeric(f) → boolean", "whether the value is a number, or a text that is one",
      example: "isNumeric(detail.cpu)"
    ) {
      let value = $0.asAny
      if value.isMissing { return .missing }
      return Term(.call(.isNumeric, value.sql), .boolean, from: [value])
    },
    Function(
      "messageSize(s: text) → number", "the length in bytes of UTF-8",
      example: "messageSize(@message)"
    ) {
      let text = $0.asText
      if text.isMissing { return .missing }
      var term = Term(.call(.byteCount, text.sql), .number, from: [text])
      term.isInteger = true
      term.bound = 1e10
      return term
    },
  ]

  /// Conditions and values in turn, perhaps with a last value for all else.
  private static func branches(_ terms: [Term]) -> Term {
    let pairs = stride(from: 0, to: terms.count - 1, by: 2).map { (terms[$0], terms[$0 + 1]) }
    return .choice(pairs, else: terms.count % 2 == 1 ? terms[terms.count - 1] : .missing)
  }
}
