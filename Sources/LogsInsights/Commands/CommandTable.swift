/// The commands of the language.
enum CommandTable {
  /// What can be compiled, in the order of the manual.
  static let supported: [any QueryCommand.Type] = [
    SourceCommand.self,
    FieldsCommand.self,
    DisplayCommand.self,
    FilterCommand.self,
    FilterIndexCommand.self,
    ParseCommand.self,
    JSONCommand.self,
    UnnestCommand.self,
    ExpandCommand.self,
    StatsCommand.self,
    JoinCommand.self,
    LookupCommand.self,
    PatternCommand.self,
    DiffCommand.self,
    AppendColsCommand.self,
    SortCommand.self,
    DedupCommand.self,
    AddtotalsCommand.self,
    AccumCommand.self,
    AutoregressCommand.self,
    FilldownCommand.self,
    FillmissingCommand.self,
    SessionizeCommand.self,
    OutlierCommand.self,
    CountFrequentCommand.self,
    LimitCommand.self,
  ]

  /// Commands of the language that are refused by name, and why.
  static let unsupported: [String: String] = [
    "anomaly": "its scores come from a model that AWS trains on each log group",
    "cidrlookup": "there are no tables of networks; compare addresses with isIpv4InSubnet",
    "estimate": "it tells the bytes that AWS would bill, and nothing is billed here",
    "logcompare": "how AWS pairs the two periods is not known; pattern and diff compare periods",
    "relevantfields": "how AWS scores the fields is not known, and other scores would mislead",
    "search": "its rules are not known; filter @message like \"…\" finds a text",
  ]

  /// Every name that may start a command.
  static let names = supported.flatMap { $0.names } + unsupported.keys.sorted()

  private static let byName: [String: any QueryCommand.Type] = Dictionary(
    uniqueKeysWithValues: supported.flatMap { type in
      type.names.map { ($0.asciiLowercased, type) }
    })

  private static let reasons: [String: String] = Dictionary(
    uniqueKeysWithValues: unsupported.map { ($0.key.asciiLowercased, $0.value) })

  /// The command of a name, in any case.
  static func command(named name: String) -> (any QueryCommand.Type)? {
    byName[name.asciiLowercased]
  }

  /// Why a command of the language is refused; nil for any other name.
  static func reason(against name: String) -> String? { reasons[name.asciiLowercased] }
}

extension String {
  /// The text with A to Z in lower case; words of the language are compared so.
  var asciiLowercased: String {
    String(decoding: utf8.map(\.lowercasedASCII), as: UTF8.self)
  }
}
