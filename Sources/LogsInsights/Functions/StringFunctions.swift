extension FunctionTable {
  static let stringFunctions: [Function] = [
    Function(
      "isempty(f) → boolean", "whether the value is missing or the empty text",
      example: "isempty(\"\")", emptiness),
    Function(
      "isblank(f) → boolean", "whether the value is missing or nothing but white space",
      example: "isblank(\" \")", emptiness),
    Function(
      "concat(a: text, …) → text", "the strings joined; a missing one is empty",
      example: "concat(detail.stopCode, \": \", detail.stoppedReason)", arguments: 1...100,
      .special { function, _, call in
        let texts = call.values.map(\.asText).filter { !$0.facts.isMissing }
        return texts.isEmpty ? .text("") : function.call(texts, ValueFacts(.text))
      }),
    Function(
      "strlen(s: text) → number", "the length in characters",
      example: "strlen(detail.group)", .call(giving: .length)),
    Function(
      "tolower(s: text) → text", "the text in lower case",
      example: "tolower(detail.stopCode)"),
    Function(
      "toupper(s: text) → text", "the text in upper case",
      example: "toupper(detail.launchType)"),
    Function(
      "substr(s: text, start: number[, length: number]) → text",
      "the characters from a position on, which is counted from 0",
      example: "substr(detail.group, 8)", arguments: 2...3),
    Function(
      "replace(s: text, find: text, with: text) → text",
      "the text with all occurrences of another replaced",
      example: "replace(detail.group, \"service:\", \"\")", arguments: 3...3),
    Function(
      "regexReplace(s: text, regex: text, with: text) → text",
      "the text with all matches of a regular expression replaced, where \\1 is the first group",
      example: "regexReplace(detail.stoppedReason, \"[0-9a-f]{8,}\", \"…\")", arguments: 3...3,
      regexReplacement),
    Function(
      "strcontains(s: text, find: text[, ignoreCase: boolean]) → boolean",
      "whether the text contains another",
      example: "strcontains(detail.stoppedReason, \"memory\", true)", arguments: 2...3,
      .replacement { binder, call in try containment(call, &binder) }),
    Function(
      "startsWith(s: text, start: text) → boolean", "whether the text starts with another",
      example: "startsWith(detail.group, \"service:\")", arguments: 2...2),
    Function(
      "endsWith(s: text, end: text) → boolean", "whether the text ends with another",
      example: "endsWith(detail.group, \"-api\")", arguments: 2...2),
  ]

  /// What counts as white space: the ASCII characters.
  package static let whiteSpace = " \t\n\u{B}\u{C}\r"

  /// True of a missing value, and of a map or list.
  private static let emptiness = Function.Meaning.special { function, _, call in
    call.values[0].facts.isMissing
      ? .boolean(true) : function.call(call.values, ValueFacts(.boolean))
  }

  /// `strcontains`: with a third argument that is true, the case of letters does not matter.
  private static func containment(_ call: BoundCall, _ binder: inout Binder) throws -> Scalar {
    let plain = Scalar.contains(call.values[0], call.values[1])
    guard call.values.count > 2, !plain.facts.isMissing else { return plain }
    let ignoresCase = call.values[2].asCondition
    let folded = Scalar.contains(
      try call.with([call.values[0]]).bind(as: "tolower", in: &binder),
      try call.with([call.values[1]]).bind(as: "tolower", in: &binder))
    switch ignoresCase.constant {
    case .boolean(let value): return value ? folded : plain
    default:
      if ignoresCase.facts.isMissing { return .missing }
      return .choice([(ignoresCase, folded), (.not(ignoresCase), plain)], else: .missing)
    }
  }
}
