import TestSupport

/// Makes random queries that are legal over an archive.
struct QueryMaker {
  var random: SeededGenerator
  /// Paths of the archive's events, as a query can write them, and values that stand there.
  let paths: [String]
  let texts: [String]
  /// The names that a query has made so far, or that stats left.
  var names: [String] = []
  var isGrouped = false
  private var aliases = 0
  private var hasOrder = false
  /// Event fields that `fields` named alone.
  private var selected: Set<String> = []
  private var statsCount = 0

  init(seed: UInt64, over archive: DecodedArchive) {
    random = SeededGenerator(seed: seed)
    paths = Set(archive.events.flatMap(\.paths)).filter(Self.canBeWritten).sorted()
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
    names = []
    selected = []
    isGrouped = false
    hasOrder = false
    aliases = 0
    statsCount = 0
    var draft = QueryDraft()
    for _ in 0..<1 + random.below(6) { draft.commands.append(command()) }
    return draft
  }

  private mutating func command() -> QueryDraft.Command {
    let canGroup = !(isGrouped && hasOrder) && statsCount < 10
    switch random.below(12) {
    case 0...2: return .init(word: random.pick(["fields", "FIELDS", "field"]), items: items(false))
    case 3: return .init(word: "display", items: items(true))
    case 4...6:
      return .init(word: random.pick(["filter", "where"]), items: [condition(3)])
    case 7, 8: return canGroup ? stats() : sort()
    case 9, 10: return sort()
    default:
      hasOrder = true
      let word = random.pick(["limit", "head", "tail", "limit any"])
      return .init(word: word, items: ["\(1 + random.below(30))"])
    }
  }

  // MARK: Commands

  private mutating func items(_ isDisplay: Bool) -> [String] {
    (0..<1 + random.below(4)).map { _ in
      if random.isOne(in: 2) {
        let name = name()
        if !isDisplay, !names.contains(name) { selected.insert(name) }
        return name
      }
      let expression = any(3)
      guard random.isOne(in: 2) else { return expression }
      if isDisplay, random.isOne(in: 3), let name = names.randomElement(using: &random) {
        return "\(expression) as \(name)"
      }
      return "\(expression) as \(alias())"
    }
  }

  private mutating func alias() -> String {
    aliases += 1
    var alias = random.pick(["a\(aliases)", "@a\(aliases)", "x.y\(aliases)", "`a \(aliases)`"])
    if !isGrouped, random.isOne(in: 8), let path = paths.randomElement(using: &random) {
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

  private mutating func stats() -> QueryDraft.Command {
    statsCount += 1
    let outside = names
    var made: [String] = []
    let groups = (0..<random.below(4)).map { _ in
      let expression =
        isGrouped
        ? (random.isOne(in: 2) ? name() : any(2))
        : random.pick([name(), name(), "bin(\(period()))", any(2)])
      return aliased(expression, &made)
    }
    let items = (0..<1 + random.below(3)).map { _ in
      var expression = aggregate()
      switch random.below(6) {
      case 0: expression += " \(random.pick(["+", "-", "*", "/"])) \(numeral())"
      case 1: expression = "(\(expression)) \(random.pick(["+", "-", "*", "/"])) \(aggregate())"
      case 2: expression = "coalesce(\(expression), \(string()))"
      default: break
      }
      return aliased(expression, &made)
    }
    names = made
    isGrouped = true
    hasOrder = false
    return .init(word: "stats", items: items, groups: groups)

    func aliased(_ expression: String, _ made: inout [String]) -> String {
      if random.isOne(in: 2) {
        aliases += 1
        let alias = "s\(aliases)"
        made.append(alias)
        return "\(expression) as \(alias)"
      }
      let isPath = outside.contains(expression) || paths.contains { Self.written($0) == expression }
      if isPath {
        made.append(expression)
      } else if !expression.contains("`") {
        made.append("`\(expression)`")
      }
      return expression
    }
  }

  private mutating func aggregate() -> String {
    switch random.below(8) {
    case 0: random.pick(["count(*)", "count()", "COUNT(*)"])
    case 1: "sum(\(condition(1)))"
    default:
      random.pick(["count", "sum", "avg", "min", "max", "count_distinct", "countDistinct"])
        + "(\(random.isOne(in: 2) ? name() : any(2)))"
    }
  }
}
