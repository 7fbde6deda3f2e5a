extension FunctionEntries {
  static let numbers: [FunctionEntry] = [
    // As REAL, since the smallest integer has no positive counterpart.
    FunctionEntry("abs") { _, _, terms in .call("abs", terms[0].sql.asDouble) },
    FunctionEntry("ceil", .ceil),
    FunctionEntry("floor", .floor),
    FunctionEntry("toInt", .truncate),
    FunctionEntry("round", .round),
    FunctionEntry("sqrt", .squareRoot),
    FunctionEntry("log", .logarithm),
    FunctionEntry("greatest") { _, _, terms in paired(terms.map(\.sql)[...], by: .greatest) },
    FunctionEntry("least") { _, _, terms in paired(terms.map(\.sql)[...], by: .least) },
  ]

  /// Calls of two arguments as a balanced tree, which is not deep.
  private static func paired(
    _ values: ArraySlice<SQLFragment>, by function: SQLFunction
  ) -> SQLFragment {
    guard values.count > 1 else { return values.first ?? .null }
    let half = values.count / 2
    return .call(
      function, paired(values.prefix(half), by: function),
      paired(values.dropFirst(half), by: function))
  }
}
