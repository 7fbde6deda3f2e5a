extension FunctionTable {
  static let numericFunctions: [Function] = [
    Function(
      "abs(a: number) → number", "the number without its sign",
      example: "abs(2 - 5)", Term.magnitude),
    Function(
      "ceil(a: number) → number", "the smallest whole number that is not below a",
      example: "ceil(1.2)"
    ) {
      .rounded($0, by: .ceil)
    },
    Function(
      "floor(a: number) → number", "the largest whole number that is not above a",
      example: "floor(1.8)"
    ) {
      .rounded($0, by: .floor)
    },
  ]
}
