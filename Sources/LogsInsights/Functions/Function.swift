/// A function of the language: its name, what it takes, and what a call of it means.
///
/// How a call is worked out is the business of an engine.
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
  /// What the arguments are taken as, without the period; the last one goes on.
  let parameters: [Parameter]
  /// Whether a lone `*` may be the argument.
  let takesStar: Bool
  let isAggregate: Bool
  /// Whether the last argument must be a period.
  let endsInPeriod: Bool
  let meaning: Meaning

  /// What an argument is taken as.
  enum Parameter: Sendable {
    case text, number, time, condition
    /// A value of any type, the type seen row by row.
    case any
  }

  /// What a call means.
  enum Meaning: Sendable {
    /// The function's value, missing where an argument is; what is known of it beyond the type in
    /// the signature.
    case call(@Sendable (_ arguments: [Scalar]) -> ValueFacts)
    /// The same as a call of another function.
    case synonym(of: String)
    /// Other scalars: no call of that name reaches an engine.
    case replacement(@Sendable (inout Binder, BoundCall) throws -> Scalar)
    /// What the function makes of it: it checks its arguments, or has rules of its own for missing
    /// ones.
    case special(@Sendable (Function, inout Binder, BoundCall) throws -> Scalar)

    /// A call of which is known what the signature says.
    static func call(giving facts: ValueFacts) -> Meaning { .call { _ in facts } }
  }

  /// - Parameters:
  ///   - arguments: how many there may be, the period among them.
  ///   - parameters: what they are taken as, if that is not what the signature says.
  ///   - meaning: by default a call of which nothing is known but the type in the signature.
  init(
    _ signature: String, _ summary: String, example: String,
    arguments: ClosedRange<Int> = 1...1, parameters: [Parameter]? = nil, takesStar: Bool = false,
    isAggregate: Bool = false, endsInPeriod: Bool = false, _ meaning: Meaning? = nil
  ) {
    let parsed = Signature(signature)
    name = parsed.name
    self.signature = signature
    self.summary = summary
    self.example = example
    argumentCounts = arguments
    self.parameters =
      parameters ?? (endsInPeriod ? parsed.parameters.dropLast() : parsed.parameters)
    self.takesStar = takesStar
    self.isAggregate = isAggregate
    self.endsInPeriod = endsInPeriod
    self.meaning = meaning ?? .call(giving: parsed.result)
  }

  /// Whether no call of that name reaches an engine.
  var isReplaced: Bool {
    switch meaning {
    case .call, .special: false
    case .synonym, .replacement: true
    }
  }

  /// Whether an argument counts as a number, or as a time, which strings that are not numbers never
  /// are; the last one goes on.
  var takesNumbers: [Bool] { parameters.map { $0 == .number || $0 == .time } }
}
