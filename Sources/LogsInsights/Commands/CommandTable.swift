/// The commands of the language.
enum CommandTable {
  /// What can be compiled, in the order of the manual.
  static let supported: [any QueryCommand.Type] = [
    FieldsCommand.self,
    DisplayCommand.self,
    FilterCommand.self,
    ParseCommand.self,
    StatsCommand.self,
    SortCommand.self,
    LimitCommand.self,
  ]

  /// Commands of the language that are refused by name.
  static let unsupported = [
    "accum", "addtotals", "anomaly", "appendcols", "autoregress", "cidrlookup", "countFrequent",
    "count_frequent", "dedup", "diff", "estimate", "expand", "filldown", "fillmissing",
    "filterIndex", "join", "json", "logcompare", "lookup", "outlier", "pattern",
    "relevantfields", "search", "sessionize", "SOURCE", "unmask", "unnest",
  ]

  /// Every name that may start a command.
  static let names = supported.flatMap { $0.names } + unsupported

  private static let byName: [String: any QueryCommand.Type] = Dictionary(
    uniqueKeysWithValues: supported.flatMap { type in type.names.map { ($0, type) } })

  private static let unsupportedKeys = Set(unsupported.map(\.asciiLowercased))

  /// The command of a name, in any case.
  static func command(named name: String) -> (any QueryCommand.Type)? {
    byName[name.asciiLowercased]
  }

  /// Whether the name is a command that is refused by name.
  static func isUnsupported(_ name: String) -> Bool {
    unsupportedKeys.contains(name.asciiLowercased)
  }
}

extension String {
  /// The text with A to Z in lower case; words of the language are compared so.
  var asciiLowercased: String {
    String(decoding: utf8.map(\.lowercasedASCII), as: UTF8.self)
  }
}
