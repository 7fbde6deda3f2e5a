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
  ]

  /// What counts as white space: the ASCII characters.
  private static let whiteSpace = " \t\n\u{B}\u{C}\r"

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
}
