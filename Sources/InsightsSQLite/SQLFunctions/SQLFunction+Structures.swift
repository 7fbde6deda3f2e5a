import JSON
import LogsInsights
import Patterns
import SQLite

extension SQLFunction {
  /// Functions of maps and lists, in which a key that comes twice counts at its first place.
  static let structures: [SQLFunction] = [
    parseJSON, logfmt, csv, split, matchedGroups, member, jsonText, jsonSize, jsonContains,
    elements, arrayElements, element,
  ]

  /// The body of a function that reads JSON.
  typealias ReadingBody =
    @Sendable (borrowing FunctionArguments, borrowing FunctionContext, JSONReader) throws -> Void

  /// A function that keeps the JSON that it read last: several calls ask about one text.
  static func reading(
    _ name: String, _ argumentCount: Int = 1, _ body: @escaping ReadingBody
  ) -> SQLFunction {
    SQLFunction(name, argumentCount...argumentCount, workBytes: workBytes) {
      let reader = JSONReader()
      return { arguments, result in try body(arguments, result, reader) }
    }
  }

  /// Pieces, matches and the nodes of JSON: a place in a list for every other byte.
  private static let workBytes = 24
}

// MARK: - Making maps and lists

extension SQLFunction {
  /// `(text)`: the map or list that a text is as JSON; NULL for everything else.
  static let parseJSON = reading("insights_json") { arguments, result, reader in
    guard let document = reader.read(arguments.unsafeBytes(at: 0)),
      document[0].kind == .object || document[0].kind == .array
    else { return result.returnNull() }
    result.returnJSON(0, of: document, in: reader.source, mark: Structure.mark)
  }

  /// `(text)`: a map of the `key=value` pairs of a text.
  static let logfmt = making("insights_logfmt") { arguments, out in
    LogfmtText.append(arguments.unsafeBytes(at: 0), to: &out)
  }

  /// `(text)`: a list of the fields of a record, separated by commas, as RFC 4180 quotes them.
  static let csv = making("insights_csv") { arguments, out in
    CSVText.append(arguments.unsafeBytes(at: 0), to: &out)
  }

  /// `(text, delimiter)`: a list of the strings between the delimiters.
  static let split = making("insights_split", 2) { arguments, out in
    let text = arguments.unsafeBytes(at: 0)
    let pieces = SplitText.pieces(of: text, between: arguments.unsafeBytes(at: 1))
    CompactJSON.append(list: pieces, to: &out) { CompactJSON.append(string: $0, to: &$1) }
  }

  /// `(text, pattern)`: the groups of all matches of a regular expression, a JSON array
  /// of lists as strings of JSON; NULL without a match.
  static let matchedGroups = SQLFunction(
    "insights_groups", 2...2, workBytes: workBytes
  ) {
    { arguments, result in
      let pattern = try result.cached(at: 1) { try Pattern(arguments.string(at: 1) ?? "") }
      let text = arguments.unsafeBytes(at: 0)
      let matches = try AllMatches.groups(of: pattern, in: text)
      result.returnText(matches.isEmpty ? nil : json(of: matches, in: text))
    }
  }

  /// A function that makes a map or list, whose JSON the body writes.
  private static func making(
    _ name: String, _ argumentCount: Int = 1,
    _ write: @escaping @Sendable (borrowing FunctionArguments, inout [UInt8]) -> Void
  ) -> SQLFunction {
    SQLFunction(name, argumentCount...argumentCount, workBytes: workBytes) {
      { arguments, result in
        var bytes = [Structure.mark]
        write(arguments, &bytes)
        bytes.withUnsafeBytes { result.returnBlob($0) }
      }
    }
  }

  private static func json(
    of matches: [[Range<Int>?]], in text: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var out: [UInt8] = []
    CompactJSON.append(list: matches, to: &out) { groups, out in
      var list: [UInt8] = []
      CompactJSON.append(list: groups, to: &list) { group, list in
        if let group {
          CompactJSON.append(string: UnsafeRawBufferPointer(rebasing: text[group]), to: &list)
        } else {
          list.append(contentsOf: "null".utf8)
        }
      }
      list.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
    }
    return out
  }
}
