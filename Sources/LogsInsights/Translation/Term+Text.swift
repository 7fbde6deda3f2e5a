extension Term {
  /// What a function makes of texts, as a text; missing where one of them is.
  static func text(_ operands: [Term], _ call: ([SQLFragment]) -> SQLFragment) -> Term {
    applied(to: operands, giving: .text, call)
  }

  /// What a function says about texts; missing where one of them is.
  static func test(_ operands: [Term], by function: SQLFunction) -> Term {
    applied(to: operands, giving: .boolean) { .call(function.name, $0) }
  }

  private static func applied(
    to operands: [Term], giving type: ValueType, _ call: ([SQLFragment]) -> SQLFragment
  ) -> Term {
    let texts = operands.map(\.asText)
    if texts.contains(where: \.isMissing) { return .missing }
    return Term(call(texts.map(\.sql)), type, from: texts)
  }
}
