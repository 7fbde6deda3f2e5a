import TestSupport

@testable import LogsInsights

/// Makes random queries that are legal over an archive.
struct QueryMaker {
  var random: SeededGenerator
  /// Paths of the archive's events, as a query can write them, and values that stand there.
  let paths: [String]
  let texts: [String]
  /// The paths as queries write them.
  let writtenPaths: Set<String>
  /// The names that a query has made so far, or that stats left.
  var names: [String] = []
  var isGrouped = false
  /// The names of sums and averages, whose last digits depend on the order of the rows: groups by
  /// them would be others.
  var inexact: Set<String> = []
  /// What stands inside maps and lists that the query has made, by paths with brackets.
  var members: [String] = []
  /// Names that parse made: `fields` may not name them alone.
  var parsed: Set<String> = []
  /// Whether names need a side, and which names each side has of the query.
  var isJoined = false
  var sideNames: [String] = []
  /// The sides whose event fields there are.
  var sides: [String] = []
  var aliases = 0
  var hasOrder = false
  /// Event fields that `fields` named alone.
  var selected: Set<String> = []
  var statsCount = 0
  private let commands = Set(CommandTable.supported.flatMap { $0.names })
  private let functions = Set(FunctionTable.supportedNames)

  init(seed: UInt64, over archive: DecodedArchive) {
    random = SeededGenerator(seed: seed)
    paths = Set(archive.events.flatMap(\.paths)).filter(Self.canBeWritten).sorted()
    writtenPaths = Set(paths.map(Self.written))
    texts = Set(
      archive.events.flatMap { event in event.paths.compactMap { event[$0].string } }
    ).filter { !$0.utf8.contains(0) && $0.utf8.count < 200 }.sorted()
  }

  /// The language has no way to write backticks, NUL and empty keys.
  private static func canBeWritten(_ path: String) -> Bool {
    !path.unicodeScalars.contains { $0 == "`" || $0 == "\0" } && path.first != "."
      && !path.hasSuffix(".") && !path.contains("..")
  }

  mutating func query() -> QueryDraft {
    forget()
    aliases = 0
    var draft = QueryDraft()
    if random.isOne(in: 12) { draft.commands.append(source()) }
    for _ in 0..<1 + random.below(6) { draft.commands.append(command()) }
    if random.isOne(in: 8) {
      draft.commands.append(
        .init(word: "dedup", items: (0..<1 + random.below(2)).map { _ in name() }))
      if random.isOne(in: 2) { draft.commands.append(.init(word: "limit", items: ["5"])) }
    }
    return draft
  }

  /// A query begins without names.
  mutating func forget() {
    names = []
    inexact = []
    members = []
    parsed = []
    selected = []
    sideNames = []
    isGrouped = false
    isJoined = false
    hasOrder = false
    statsCount = 0
  }

  private mutating func command() -> QueryDraft.Command {
    let canGroup = !(isGrouped && hasOrder) && statsCount < 10
    switch random.below(16) {
    case 0...2: return .init(word: random.pick(["fields", "FIELDS", "field"]), items: items(false))
    case 3: return .init(word: "display", items: items(true))
    case 4...6:
      return .init(word: random.pick(["filter", "where"]), items: [condition(3)])
    case 7, 8: return canGroup ? stats() : sort()
    case 9, 10: return sort()
    case 11:
      hasOrder = true
      let word = random.pick(["limit", "head", "tail", "limit any"])
      return .init(word: word, items: ["\(1 + random.below(30))"])
    case 12 where random.isOne(in: 2): return structures()
    case 12, 13: return parse()
    case 14 where !isJoined && random.isOne(in: 3): return join()
    case 14: return rowwise()
    case 15 where random.isOne(in: 2): return .init(word: "filter", items: [subqueryCondition()])
    default: return .init(word: "filter", items: [condition(1)])
    }
  }

  /// Whether the compiler has a function.
  func has(_ function: String) -> Bool { functions.contains(function) }

  /// Whether the compiler has a command.
  func hasCommand(_ command: String) -> Bool { commands.contains(command) }

  // MARK: Commands

  private mutating func items(_ isDisplay: Bool) -> [String] {
    (0..<1 + random.below(4)).map { _ in
      let name = name()
      if random.isOne(in: 2), isDisplay || !parsed.contains(name) {
        if !isDisplay, !names.contains(name) { selected.insert(name) }
        return name
      }
      let expression = any(3)
      guard random.isOne(in: 2) || parsed.contains(expression) else {
        if !isDisplay, !names.contains(expression) { selected.insert(expression) }
        return expression
      }
      if isDisplay, random.isOne(in: 3), let name = names.randomElement(using: &random) {
        return "\(expression) as \(name)"
      }
      return "\(expression) as \(alias())"
    }
  }

  mutating func alias() -> String {
    aliases += 1
    var alias = random.pick(["a\(aliases)", "@a\(aliases)", "x.y\(aliases)", "`a \(aliases)`"])
    if !isGrouped, !isJoined, random.isOne(in: 8), let path = paths.randomElement(using: &random) {
      let written = Self.written(path)
      if !names.contains(written), !selected.contains(written) { alias = written }
    }
    names.append(alias)
    return alias
  }

  private mutating func sort() -> QueryDraft.Command {
    hasOrder = true
    let keys = (0..<1 + random.below(3)).map { _ in
      (isGrouped && random.isOne(in: 20) ? "@lost" : name())
        + random.pick(["", " asc", " desc", " DESC"])
    }
    return .init(word: random.pick(["sort", "sort by", "order by"]), items: keys)
  }
}
