extension FunctionTable {
  /// `regexReplace`: the pattern and the replacement must be known now, so that they can be checked.
  static let regexReplacement = Function.Meaning.special { function, binder, call in
    guard let pattern = quoted(1, "a regular expression", of: call, &binder),
      let with = quoted(2, "a replacement", of: call, &binder)
    else { return .missing }
    let regex = RegexLiteral(quoted: pattern, range: call.ranges[1])
    if let fault = RegexSyntax.fault(in: pattern) {
      binder.note(fault, at: regex.range)
      return .missing
    }
    guard binder.check(regex.capturer, of: regex) else { return .missing }
    if let fault = fault(in: with, for: regex) {
      binder.note(
        .invalidArgument(fault), at: call.ranges[2],
        hints: [Diagnostic.Hint(#"\0 is the whole match, \1 the first group, \\ a backslash"#)])
      return .missing
    }
    return function.strictCall([call.values[0].asText, .text(regex.capturer), .text(with)]) { _ in
      ValueFacts(.text)
    }
  }

  private static func fault(in replacement: String, for regex: RegexLiteral) -> String? {
    guard let parts = RegexReplacement(replacement) else {
      return "a backslash of the replacement stands before no digit and no backslash"
    }
    guard parts.groupMax > regex.groupCount else { return nil }
    return "the regular expression has no group \(parts.groupMax)"
  }

  /// The text of an argument that must be a literal.
  private static func quoted(
    _ index: Int, _ thing: String, of call: BoundCall, _ binder: inout Binder
  ) -> String? {
    if let text = call.values[index].constantText { return text }
    binder.note(
      .invalidArgument("'regexReplace' needs \(thing) in quotes here"), at: call.ranges[index],
      hints: [Diagnostic.Hint("it cannot differ from event to event")])
    return nil
  }
}
