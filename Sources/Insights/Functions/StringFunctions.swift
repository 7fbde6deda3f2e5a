extension FunctionTable {
  static let stringFunctions: [Function] = [
    Function("isempty(f)", "whether the value is missing or the empty text") {
      isEmpty($0) { $0 }
    },
    Function("isblank(f)", "whether the value is missing or nothing but white space") {
      isEmpty($0) { .call("trim", $0, .constant(.text(whiteSpace))) }
    },
    Function(
      "concat(a, …)", "the texts one after another; a missing one is empty", arguments: 1...100
    ) { _, call in concatenation(call.terms) },
    Function("strlen(s)", "the length in characters") {
      let text = $0.asText
      if text.isMissing { return .missing }
      var term = Term(.call("length", text.sql), .number, from: [text])
      term.isInteger = true
      term.bound = 1e10
      return term
    },
    Function("tolower(s)", "the text in lower case") { mapped($0, by: .lower) },
    Function("toupper(s)", "the text in upper case") { mapped($0, by: .upper) },
  ]

  /// What counts as white space: the ASCII characters.
  private static let whiteSpace = " \t\n\u{B}\u{C}\r"

  private static func isEmpty(
    _ value: Term, _ trimmed: (SQLFragment) -> SQLFragment
  ) -> Term {
    if value.isMissing { return .boolean(true) }
    let isMissing = SQLFragment.suffix(value.presence, "IS NULL")
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
