extension FunctionTable {
  static let numericFunctions: [Function] = [
    Function("abs(a)", "the number without its sign", Term.magnitude),
    Function("ceil(a)", "the smallest whole number that is not below a") {
      .rounded($0, by: .ceil)
    },
    Function("floor(a)", "the largest whole number that is not above a") {
      .rounded($0, by: .floor)
    },
  ]
}
