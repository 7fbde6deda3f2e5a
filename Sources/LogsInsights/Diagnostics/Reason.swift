extension Diagnostic {
  /// The kinds of trouble, each with what its sentence names.
  public enum Reason: Equatable, Sendable {
    // Text
    case unrecognizedText(String)
    case unknownCommand(String)
    case unsupportedCommand(String, why: String)
    case unexpectedSymbol(String, line: Int, position: Int)
    case unterminated(String)
    case emptyCommand
    case nestingTooDeep
    case queryTooLong
    case comparisonsChained
    case unsupportedRegex(String)
    case malformedRegex(String)
    case refusedRegex(String)
    case otherLanguage(String)
    // Functions
    case unknownFunction(String)
    case unsupportedFunction(String, why: String)
    case argumentCount(function: String)
    case aggregateOutsideStats(String)
    case aggregateInAggregate(String)
    case statsWithoutAggregate
    case fieldOutsideAggregate(String)
    case periodExpected(function: String)
    case invalidPeriod(String)
    case periodOutOfPlace(String)
    case percentExpected
    case countExpected(function: String)
    case functionAlone(String)
    case invalidArgument(String)
    // Names
    case alreadyDefined(String, start: Int, end: Int)
    case unknownAfterStats(String)
    case aliasExpected
    case misspelledField(String)
    // Commands
    case limitOutOfRange(String)
    case betweenStats(String)
    case tooManyStats
    case expressionTooLarge
    case tooManyColumns
    case wildcardCount(wildcards: Int, names: Int)
    case groupCount(groups: Int, names: Int)
    case namedGroupsAndNames
    case regexWithoutFields
    case unsupportedFormat(String)
    case unexpectedName(String)
    case nameExpected
    case tooManyElementLevels
    // What reads more than the stream
    case sourceNotFirst
    case invalidSource(String)
    case sourceWindowTwice
    case emptyWindow
    case subqueryColumns(Int)
    case subqueryNested
    case subqueryOutOfPlace
    case joinTwice
    case joinedQuery
    case joinSides
    case unqualifiedAfterJoin(String)
    case indexCondition
    case noTables
    case diffWithoutPattern
    case diffWithoutTime
    case fillWithoutBins
    case fillOfGroup(String)
    case unknownTable(String)
    case unknownTableColumn(String, table: String)
    // Warnings
    case unknownField(String)
    case indexedEventField(String)
    case subtractionLikeName(String)
    case percentInLike
    case cappedPeriod(String, to: String)
    case sortKeyLost(String)
    case neverNumber(String)
    case neverEqual(String, text: String)
    case beforeEvents(String)
    case unknownValue(String, of: String)
    case afterEvents(String)
  }
}

extension Diagnostic.Reason {
  /// The code never changes its meaning; a new reason gets a new number.
  public var code: String {
    switch self {
    case .unrecognizedText: "E0101"
    case .unknownCommand: "E0102"
    case .unsupportedCommand: "E0103"
    case .unexpectedSymbol: "E0104"
    case .unterminated: "E0105"
    case .emptyCommand: "E0106"
    case .nestingTooDeep: "E0107"
    case .queryTooLong: "E0108"
    case .comparisonsChained: "E0109"
    case .unsupportedRegex: "E0110"
    case .malformedRegex: "E0111"
    case .refusedRegex: "E0112"
    case .otherLanguage: "E0113"
    case .unknownFunction: "E0201"
    case .unsupportedFunction: "E0202"
    case .argumentCount: "E0203"
    case .aggregateOutsideStats: "E0204"
    case .aggregateInAggregate: "E0205"
    case .statsWithoutAggregate: "E0206"
    case .fieldOutsideAggregate: "E0207"
    case .periodExpected: "E0208"
    case .invalidPeriod: "E0209"
    case .periodOutOfPlace: "E0210"
    case .percentExpected: "E0211"
    case .countExpected: "E0212"
    case .functionAlone: "E0213"
    case .invalidArgument: "E0214"
    case .alreadyDefined: "E0301"
    case .unknownAfterStats: "E0302"
    case .aliasExpected: "E0303"
    case .misspelledField: "E0304"
    case .limitOutOfRange: "E0401"
    case .betweenStats: "E0402"
    case .tooManyStats: "E0403"
    case .expressionTooLarge: "E0404"
    case .tooManyColumns: "E0405"
    case .wildcardCount: "E0411"
    case .groupCount: "E0412"
    case .namedGroupsAndNames: "E0413"
    case .regexWithoutFields: "E0414"
    case .unsupportedFormat: "E0415"
    case .unexpectedName: "E0416"
    case .nameExpected: "E0417"
    case .tooManyElementLevels: "E0418"
    case .sourceNotFirst: "E0501"
    case .invalidSource: "E0502"
    case .sourceWindowTwice: "E0503"
    case .emptyWindow: "E0504"
    case .subqueryColumns: "E0511"
    case .subqueryNested: "E0512"
    case .subqueryOutOfPlace: "E0513"
    case .joinTwice: "E0521"
    case .joinedQuery: "E0522"
    case .joinSides: "E0523"
    case .unqualifiedAfterJoin: "E0524"
    case .indexCondition: "E0431"
    case .diffWithoutPattern: "E0541"
    case .diffWithoutTime: "E0542"
    case .fillWithoutBins: "E0551"
    case .fillOfGroup: "E0552"
    case .noTables: "E0531"
    case .unknownTable: "E0532"
    case .unknownTableColumn: "E0533"
    case .unknownField: "W0601"
    case .indexedEventField: "W0602"
    case .subtractionLikeName: "W0603"
    case .percentInLike: "W0604"
    case .cappedPeriod: "W0605"
    case .sortKeyLost: "W0606"
    case .neverNumber: "W0607"
    case .neverEqual: "W0608"
    case .beforeEvents: "W0609"
    case .afterEvents: "W0610"
    case .unknownValue: "W0611"
    }
  }

  /// The sentence; where AWS's own is known, it is that one, for people who search for it.
  public var message: String {
    switch self {
    case .unrecognizedText(let text): "token recognition error at: '\(text)'"
    case .unknownCommand(let name): "unknown command '\(name)'"
    case .unsupportedCommand(let name, let why): "the command '\(name)' is not supported: \(why)"
    case .unexpectedSymbol(let symbol, let line, let position):
      "unexpected symbol found \(symbol) at line \(line) and position \(position)"
    case .unterminated(let thing): "\(thing) has no end"
    case .emptyCommand: "a command is missing here"
    case .nestingTooDeep: "the expression is nested too deeply"
    case .queryTooLong: "the query is longer than 10,000 characters"
    case .comparisonsChained: "comparisons do not chain"
    case .unsupportedRegex(let construct): "the regular expression uses \(construct)"
    case .malformedRegex(let fault): "the regular expression has \(fault)"
    case .refusedRegex(let fault): "the regular expression is not valid: \(fault)"
    case .otherLanguage(let language): "this is \(language), not a Logs Insights query"
    case .unknownFunction(let name): "unknown function '\(name)'"
    case .unsupportedFunction(let name, let why):
      "the function '\(name)' is not supported: \(why)"
    case .argumentCount(let function): "'\(function)' has the wrong number of arguments"
    case .aggregateOutsideStats(let name): "'\(name)' works in stats only"
    case .aggregateInAggregate(let name): "'\(name)' stands inside another aggregate function"
    case .statsWithoutAggregate: "stats needs an aggregate function here"
    case .fieldOutsideAggregate(let name): "'\(name)' stands outside an aggregate function"
    case .periodExpected(let function): "'\(function)' needs a period here"
    case .invalidPeriod(let text): "'\(text)' is not a valid period"
    case .periodOutOfPlace(let text): "the period '\(text)' is out of place"
    case .percentExpected: "'pct' needs a percentage here: a number from 0 to 100"
    case .countExpected(let function): "'\(function)' needs a whole number from 1 here"
    case .functionAlone(let name): "'\(name)' must be the only item of a stats without 'by'"
    case .invalidArgument(let fault): fault
    case .alreadyDefined(let name, let start, let end):
      "Ephemeral field is already defined: \(name) ([\(start),\(end)])"
    case .unknownAfterStats(let name): "Unknown symbols found in or after stats: \(name)"
    case .aliasExpected: "a name is expected after 'as'"
    case .misspelledField(let name): "there is no field '\(name)'"
    case .limitOutOfRange(let text): "the limit \(text) is not between 1 and 100,000"
    case .betweenStats(let command): "'\(command)' may not stand between two stats commands"
    case .tooManyStats: "a query has at most 10 stats commands"
    case .expressionTooLarge: "the expression is too large"
    case .tooManyColumns: "the result has more than 1,000 columns"
    case .wildcardCount(let wildcards, let names):
      "the pattern has \(Self.count(wildcards, "wildcard")) for \(Self.count(names, "name"))"
    case .groupCount(let groups, let names):
      "the regular expression has \(Self.count(groups, "group")) for \(Self.count(names, "name"))"
    case .namedGroupsAndNames: "named groups and names after 'as' cannot be used together"
    case .regexWithoutFields: "the regular expression makes no field"
    case .unsupportedFormat(let name): "parse does not read \(name)"
    case .tooManyElementLevels:
      "a query has at most 20 commands that make rows of elements: unnest, expand, parse multi"
    case .nameExpected: "a name is expected here"
    case .unexpectedName(let name): "there is nothing for the name '\(name)'"
    case .sourceNotFirst: "SOURCE stands at the start of a query only"
    case .invalidSource(let fault): fault
    case .sourceWindowTwice: "the window of the query is given twice"
    case .emptyWindow: "the window ends before it starts"
    case .subqueryColumns(let count): "the inner query gives \(count) columns and must give one"
    case .subqueryNested: "a query in parentheses stands inside another one"
    case .subqueryOutOfPlace: "a query in parentheses works in filter only"
    case .joinTwice: "a query has at most one join"
    case .joinedQuery: "a join reads one SOURCE in parentheses and nothing else"
    case .joinSides: "each comparison of a join needs one field of each side"
    case .unqualifiedAfterJoin(let name): "after a join it is not clear whose '\(name)' is meant"
    case .indexCondition: "filterIndex takes only '=' and 'in' between a field and literals"
    case .diffWithoutPattern:
      "Diff compilation Failed : Diff operation has to be used after Pattern"
    case .diffWithoutTime: "diff needs a time to compare with the one before it"
    case .fillWithoutBins: "there are no bins that could be empty"
    case .fillOfGroup(let name): "'\(name)' is what stats grouped by: the added rows have it"
    case .noTables: "there are no tables to look things up in"
    case .unknownTable(let name): "there is no table '\(name)'"
    case .unknownTableColumn(let name, let table): "the table '\(table)' has no column '\(name)'"
    case .unknownField(let name): "no event has the field '\(name)'"
    case .indexedEventField(let name): "brackets do not reach into events: '\(name)' is missing"
    case .subtractionLikeName(let text): "'\(text)' is a subtraction"
    case .percentInLike: "like matches '%' literally"
    case .cappedPeriod(let text, let capped): "'\(text)' is taken as '\(capped)'"
    case .sortKeyLost(let name): "stats produces no column '\(name)': the rows are not sorted by it"
    case .neverNumber(let text): "'\(text)' is never a number: what is computed from it is missing"
    case .neverEqual(let text, let other): "'\(text)' never equals \(other)"
    case .beforeEvents(let time): "this time ends before the first event, which is from \(time)"
    case .afterEvents(let time): "this time begins after the last event, which is from \(time)"
    case .unknownValue(let value, let field): "no event has the value \(value) in '\(field)'"
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
