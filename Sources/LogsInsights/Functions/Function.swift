/// A function of the language: its name, its arguments and the SQL that it becomes.
struct Function: Sendable {
  /// The name as the manual writes it.
  let name: String
  /// How it is called, with types: `substr(s: text, start: number[, length: number]) → text`.
  let signature: String
  /// What it gives, in a few words.
  let summary: String
  /// A call of it for the manual: an item of `fields`, or of `stats` if it aggregates.
  let example: String
  let argumentCounts: ClosedRange<Int>
  /// Whether an argument counts as a number, or as a time, which texts that are no numbers never are; the last goes on.
  let takesNumbers: [Bool]
  /// Whether a lone `*` may be the argument.
  let takesStar: Bool
  let isAggregate: Bool
  /// Whether the last argument must be a period.
  let endsInPeriod: Bool
  let translate: @Sendable (inout Pipeline, FunctionCall) throws -> Term

  init(
    _ signature: String, _ summary: String, example: String, arguments: ClosedRange<Int>,
    takesStar: Bool = false, isAggregate: Bool = false, endsInPeriod: Bool = false,
    translate: @escaping @Sendable (inout Pipeline, FunctionCall) throws -> Term
  ) {
    name = String(signature.prefix { $0 != "(" })
    self.signature = signature
    self.summary = summary
    self.example = example
    argumentCounts = arguments
    takesNumbers =
      Self.conversions.contains(name) ? [true] : Self.takesNumbers(signature)
    self.takesStar = takesStar
    self.isAggregate = isAggregate
    self.endsInPeriod = endsInPeriod
    self.translate = translate
  }

  /// What makes numbers of any values, if they can be some.
  private static let conversions: Set<String> = ["toNumber", "toDouble", "toInt", "toLong"]

  /// By the types in a signature: `substr(s: text, start: number[, length: number]) → text` gives false, true, true.
  private static func takesNumbers(_ signature: String) -> [Bool] {
    let list = signature.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    return list.split(separator: ",").filter { !$0.contains("…") }.map { argument in
      [": number", ": time"].contains { argument.contains($0) }
    }
  }

  /// A function of one value that needs nothing but it.
  init(
    _ signature: String, _ summary: String, example: String,
    _ translate: @escaping @Sendable (Term) -> Term
  ) {
    self.init(signature, summary, example: example, arguments: 1...1) { _, call in
      translate(call.terms[0])
    }
  }

  /// An aggregate function of one value.
  static func aggregate(
    _ signature: String, _ summary: String, example: String,
    _ translate: @escaping @Sendable (Term) -> Term
  ) -> Function {
    Function(signature, summary, example: example, arguments: 1...1, isAggregate: true) {
      _, call in translate(call.terms[0])
    }
  }
}

/// The arguments of a call, translated.
struct FunctionCall {
  let range: SourceRange
  /// The values, without the period.
  var terms: [Term] = []
  /// Where they stand.
  var ranges: [SourceRange] = []
  var period: Period?

  init(at range: SourceRange) {
    self.range = range
  }
}
