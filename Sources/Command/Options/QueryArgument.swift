import Glibc

/// What is known of the arguments of `query` and `sql` before they are parsed.
///
/// It tells queries that begin with a dash from options: SQL that begins with a comment, `-- note`.
enum QueryArgument {
  /// The commands that take a query.
  private static let commands: Set<String> = ["query", "sql"]

  /// The arguments with such queries after a `--`, where nothing is an option.
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

  /// What to do about a query in several arguments: it as one, if no option is among them.
  static func quotingAdvice(_ arguments: [String]) -> String {
    let words = arguments.dropFirst()
    let query = words.joined(separator: " ")
    guard !words.contains(where: { $0.hasPrefix("-") }), !query.contains("'") else {
      return "put the query in single quotes"
    }
    return "put the query in quotes: ecs-stops \(arguments[0]) '\(query)'"
  }

  /// What to do where a query or an option is the name of a file; nil if it is none.
  static func fileAdvice(for text: String) -> String? {
    guard text.utf8.count < Int(PATH_MAX), !text.utf8.contains(where: { $0 < 0x20 }) else {
      return nil
    }
    var status = stat()
    guard stat(text, &status) == 0 else {
      return text.wholeMatch(of: /[^\s|()=]+\.(insights|sql|txt|cwli|query)/) == nil
        ? nil : "there is no file \"\(text)\"; a query in a file is run with --file"
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    return "there is a file of that name; to run the query in it write --file \(text)"
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
