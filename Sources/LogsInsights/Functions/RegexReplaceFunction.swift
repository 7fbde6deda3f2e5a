extension FunctionTable {
  /// `regexReplace`: the pattern and the replacement must be known now, so that they can be checked.
  @Sendable
  static func regexReplacement(_ pipeline: inout Pipeline, _ call: FunctionCall) -> Term {
    guard let pattern = quoted(1, "a regular expression", of: call, &pipeline),
      let with = quoted(2, "a replacement", of: call, &pipeline)
    else { return .missing }
    let regex = RegexLiteral(quoted: pattern, range: call.ranges[1])
    if let fault = RegexSyntax.fault(in: pattern) {
      pipeline.note(fault, at: regex.range)
      return .missing
    }
    guard pipeline.check(regex.capturer, of: regex) else { return .missing }
    if let fault = fault(in: with, for: regex) {
      pipeline.note(
        .invalidArgument(fault), at: call.ranges[2],
        hints: [Diagnostic.Hint(#"\0 is the whole match, \1 the first group, \\ a backslash"#)])
      return .missing
    }
    return .text([call.terms[0], .text(regex.capturer), .text(with)]) {
      .call(SQLFunction.regexReplace, $0)
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
    _ index: Int, _ thing: String, of call: FunctionCall, _ pipeline: inout Pipeline
  ) -> String? {
    if let text = call.terms[index].constantText { return text }
    pipeline.note(
      .invalidArgument("'regexReplace' needs \(thing) in quotes here"), at: call.ranges[index],
      hints: [Diagnostic.Hint("it cannot differ from event to event")])
    return nil
  }
}
