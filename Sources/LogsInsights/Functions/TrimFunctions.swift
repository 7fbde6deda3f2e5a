extension FunctionTable {
  static let trimFunctions: [Function] = [
    trimming("trim", "at both ends", .trim),
    trimming("ltrim", "at its start", .trimStart),
    trimming("rtrim", "at its end", .trimEnd),
  ]

  private static func trimming(
    _ name: String, _ place: String, _ function: SQLFunction
  ) -> Function {
    Function(
      "\(name)(s: text[, characters: text]) → text",
      "the text without white space, or any of the characters, \(place)",
      example: "\(name)(\"xyZxyfooxyxyZ\", \"xyZ\")", arguments: 1...2
    ) { _, call in
      // SQLite's functions of the same names do it where the characters are known to have no NUL.
      call.terms.count == 1
        ? .text(call.terms + [.text(whiteSpace)]) { .call(name, $0) }
        : .text(call.terms) { .call(function.name, $0) }
    }
  }
}
