/// Tells queries that begin with a dash from options: SQL that begins with a comment, `-- note`.
enum QueryArgument {
  /// The commands that take a query.
  private static let commands: Set<String> = ["query", "sql"]

  /// The arguments with such queries behind a `--`, where everything is taken as it is.
  static func arranged(_ arguments: some Collection<String>) -> [String] {
    guard let command = arguments.first, commands.contains(command) else {
      return Array(arguments)
    }
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let queries = arguments[..<end].filter(isDashedQuery)
    guard !queries.isEmpty else { return Array(arguments) }
    return arguments[..<end].filter { !isDashedQuery($0) } + ["--"] + queries
      + arguments[end...].dropFirst()
  }

  /// Whether a text begins with a dash and cannot be an option, known or misspelled: that is one word,
  /// perhaps with `=` and a value on the same line.
  private static func isDashedQuery(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "-"), text != "-" else { return false }
    let name = text.unicodeScalars.drop { $0 == "-" }.prefix {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-"
    }
    let rest = text.unicodeScalars[name.endIndex...]
    let isValue = rest.isEmpty || rest.first == "=" && !rest.contains("\n")
    return name.isEmpty || !isValue
  }
}
