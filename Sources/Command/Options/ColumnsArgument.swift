import ArgumentParser
import ECSStops

/// The names of columns as they are given on the command line.
enum ColumnsArgument {
  /// Reads names with commas between them.
  ///
  /// A comma in parentheses belongs to the name, as in `pct(version, 50)`, and so does one in double quotes.
  ///
  /// - Throws: a sentence that says what to do.
  static func parse(_ text: String) throws -> ColumnSelection {
    var names = [""]
    var depth = 0
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted && depth == 0: names.append("")
      default:
        if character == "(" { depth += 1 }
        if character == ")" { depth = max(0, depth - 1) }
        names[names.count - 1].append(character)
      }
    }
    names = names.map(trimmed)
    guard !names.contains("") else {
      throw ValidationError("--columns needs names with commas between them, such as service,stops")
    }
    return ColumnSelection(names)
  }

  private static func trimmed(_ name: String) -> String {
    String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
