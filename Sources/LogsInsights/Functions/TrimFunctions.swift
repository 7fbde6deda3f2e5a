extension FunctionTable {
  static let trimFunctions: [Function] = [
    trimming("trim", "at both ends"),
    trimming("ltrim", "at its start"),
    trimming("rtrim", "at its end"),
  ]

  private static func trimming(_ name: String, _ place: String) -> Function {
    Function(
      "\(name)(s: text[, characters: text]) → text",
      "the text without white space, or any of the characters, \(place)",
      example: "\(name)(\"xyZxyfooxyxyZ\", \"xyZ\")", arguments: 1...2)
  }
}
