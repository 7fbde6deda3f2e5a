extension FunctionTable {
  static let stringFunctions: [Function] = [
    Function(
      "isempty(f) → boolean", "whether the value is missing or the empty text",
      example: "isempty(\"\")"
    ) {
      isEmpty($0) { $0 }
    },
    Function(
      "isblank(f) → boolean", "whether the value is missing or nothing but white space",
      example: "isblank(\" \")"
    ) {
      isEmpty($0) { .call("trim", $0, .constant(.text(whiteSpace))) }
    },
    Function(
      "concat(a: text, …) → text", "the texts one after another; a missing one is empty",
      example: "concat(detail.stopCode, \": \", detail.stoppedReason)", arguments: 1...100
    ) { _, call in concatenation(call.terms) },
    Function(
      "strlen(s: text) → number", "the length in characters",
      example: "strlen(detail.group)"
    ) {
      let text = $0.asText
      if text.isMissing { return .missing }
      var term = Term(.call("length", text.sql), .number, from: [text])
      term.isInteger = true
      term.bound = 1e10
      return term
    },
    Function(
      "tolower(s: text) → text", "the text in lower case",
      example: "tolower(detail.stopCode)"
    ) { mapped($0, by: .lower) },
    Function(
      "toupper(s: text) → text", "the text in upper case",
      example: "toupper(detail.launchType)"
    ) { mapped($0, by: .upper) },
    Function(
      "substr(s: text, start: number[, length: number]) → text",
      "the characters from a position on, which is counted from 0",
      example: "substr(detail.group, 8)", arguments: 2...3
    ) { _, call in
      let operands = [call.terms[0].asText] + call.terms.dropFirst().map(\.asNumber)
      if operands.contains(where: \.isMissing) { return .missing }
      return Term(
        .call(SQLFunction.substring.name, operands.map(\.sql)), .text, from: operands)
    },
    Function(
      "replace(s: text, find: text, with: text) → text",
      "the text with all occurrences of another replaced",
      example: "replace(detail.group, \"service:\", \"\")", arguments: 3...3
    ) { _, call in .text(call.terms) { .call("replace", $0) } },
    Function(
      "regexReplace(s: text, regex: text, with: text) → text",
      "the text with all matches of a regular expression replaced, where \\1 is the first group",
      example: "regexReplace(detail.stoppedReason, \"[0-9a-f]{8,}\", \"…\")", arguments: 3...3,
      translate: regexReplacement),
    Function(
      "strcontains(s: text, find: text[, ignoreCase: boolean]) → boolean",
      "whether the text contains another",
      example: "strcontains(detail.stoppedReason, \"memory\", true)", arguments: 2...3
    ) { _, call in containment(call.terms) },
    Function(
      "startsWith(s: text, start: text) → boolean", "whether the text starts with another",
      example: "startsWith(detail.group, \"service:\")", arguments: 2...2
    ) { _, call in .test(call.terms, by: .startsWith) },
    Function(
      "endsWith(s: text, end: text) → boolean", "whether the text ends with another",
      example: "endsWith(detail.group, \"-api\")", arguments: 2...2
    ) { _, call in .test(call.terms, by: .endsWith) },
  ]

  /// What counts as white space: the ASCII characters.
  static let whiteSpace = " \t\n\u{B}\u{C}\r"

  private static func isEmpty(
    _ value: Term, _ trimmed: (SQLFragment) -> SQLFragment
  ) -> Term {
    if value.isMissing { return .boolean(true) }
    let isMissing = SQLFragment.suffix(value.scalarPresence, "IS NULL")
    // What is no text is never empty.
    guard value.type == .text || value.type == .any else {
      return Term(isMissing, .boolean, from: [value], isStrict: false)
    }
    let empty = SQLFragment.infix(
      trimmed(value.asText.sql), "=", .constant(.text("")), .comparison)
    return Term(.or([isMissing, empty]), .boolean, from: [value], isStrict: false)
  }

  private static func concatenation(_ values: [Term]) -> Term {
    let texts = values.map(\.asText).filter { !$0.isMissing }
    let parts = texts.map { text in
      text.constant == nil
        ? SQLFragment.call("coalesce", text.sql, .constant(.text(""))) : text.sql
    }
    guard let first = parts.first else { return .text("") }
    let sql = parts.dropFirst().reduce(first) { .infix($0, "||", $1, .concatenation) }
    return Term(sql, .text, from: texts, isStrict: false)
  }

  private static func mapped(_ value: Term, by function: SQLFunction) -> Term {
    let text = value.asText
    if text.isMissing { return .missing }
    return Term(.call(function, text.sql), .text, from: [text])
  }

  /// `strcontains`: with a third argument that is true, the case of letters does not matter.
  private static func containment(_ terms: [Term]) -> Term {
    let plain = Term.contains(terms[0], terms[1])
    guard terms.count > 2, !plain.isMissing else { return plain }
    let ignoresCase = terms[2].asCondition
    let folded = Term.contains(mapped(terms[0], by: .lower), mapped(terms[1], by: .lower))
    switch ignoresCase.constant {
    case .integer(let value): return value == 0 ? plain : folded
    default:
      if ignoresCase.isMissing { return .missing }
      return .choice([(ignoresCase, folded), (.not(ignoresCase), plain)], else: .missing)
    }
  }
}
