import TestSupport

/// Writes random queries that are legal.
struct QueryGenerator {
  private var random: SeededGenerator
  private var aliases = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func query() -> String {
    aliases = 0
    let count = Int.random(in: 1...5, using: &random)
    var commands = (0..<count).map { _ in command() }
    if Bool.random(using: &random) {
      commands.append("stats \(aggregate()), \(aggregate()) as n by \(path()), bin(\(period()))")
      commands.append(pick(["sort n desc", "filter n > \(number())", "limit 7", "display n"]))
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      commands.insert(
        pick(["SOURCE 'g'", "source lg start=-1d end=now", "SOURCE logGroups(namePrefix: 'a')"]),
        at: 0)
    }
    return commands.joined(separator: pick([" | ", "|", "\n| ", " # x | y\n| "]))
  }

  private mutating func command() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "fields \(expression(3)), \(path())"
    case 1:
      aliases += 1
      return "\(pick(["fields", "FIELD", "display"])) \(expression(3)) as a\(aliases)"
    case 2: return "sort \(path()) desc, \(path())"
    case 3: return pick(["limit 10", "head 5", "tail 3", "limit any 4"])
    case 4: return parse()
    default: return "\(pick(["filter", "where"])) \(expression(4))"
    }
  }

  private mutating func parse() -> String {
    aliases += 1
    let source = pick(["", "@message ", "detail.group ", "`detail-type` ", "concat(\(path()), 1) "])
    return pick([
      "unnest split(\(path()), ':') into p\(aliases)",
      "expand \(pick(["detail.cpu", "detail.containers", "nosuch"]))",
      "json field=\(path()) \"a.b[0]\" as p\(aliases)",
      "fields jsonParse(@message) as p\(aliases), p\(aliases).a[1].`b c` as q\(aliases)",
      "parse \(source)/(\\d+)/ as p\(aliases) multi",
      "parse \(source)csv as p\(aliases), q\(aliases)",
      "parse logfmt as p\(aliases) | filter p\(aliases).x = 1",
      "parse \(source)'a=* b\\*' as p\(aliases)",
      "PARSE \(source)\"*: *\" AS p\(aliases),q\(aliases)",
      "parse \(source)/(?<p\(aliases)>a\\/b)(c)?/", "parse \(source)/(a)|(?:b)/ as `p\(aliases)`",
    ])
  }

  mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    let (a, b) = (expression(depth - 1), expression(depth - 1))
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return leaf()
    case 1: return "(\(a)) \(pick(["=", "==", "!=", "<", "<=", ">", ">="])) (\(b))"
    case 2: return "\(leaf()) \(pick(["=", "!=", "<", ">="])) \(leaf())"
    case 3: return "(\(a)) and \(leaf()) and (\(b))"
    case 4: return "(\(a)) or (\(b)) or not \(leaf())"
    case 5: return "\(pick(["not", "!"])) (\(a))"
    case 6: return "\(leaf()) \(pick(["like", "not like"])) \(pick([string(), "/a|b\\/c+/"]))"
    case 7: return "\(leaf()) \(pick(["in", "not in"])) [\(leaf()), \(leaf())]"
    case 8: return "\(leaf()) in \(leaf())"
    case 9: return "(\(a)) \(pick(["+", "-", "*", "/", "%", "^"])) (\(b))"
    case 10: return "\(leaf()) \(pick(["+", "-", "*", "/", "%", "^"])) - \(leaf())"
    case 11: return "if(\(a), \(b), \(leaf()))"
    case 12: return "coalesce(\(a), \(b))"
    case 13 where Bool.random(using: &random): return "jsonParse(\(a)).x.`y z`[0]"
    case 13: return "\(pick(["strlen", "ispresent", "toupper", "abs", "isempty"]))(\(a))"
    case 14: return "datefloor(\(leaf()), \(period()))"
    default: return "\(leaf()) =~ \(pick([string(), "/^x.*$/"]))"
    }
  }

  private mutating func leaf() -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: number()
    case 1: string()
    case 2: pick(["true", "FALSE", "bin(5m)", "now()", "`true`"])
    default: path()
    }
  }

  private mutating func aggregate() -> String {
    let function = pick(["count", "sum", "avg", "min", "max", "count_distinct"])
    return "\(function)(\(expression(2))) \(pick(["", "* 2", "/ count(*)"]))"
  }

  private mutating func path() -> String {
    pick([
      "@timestamp", "@message", "detail.version", "detail.cpu", "detail.load", "detail.group",
      "detail.taskArn", "detail.enableExecuteCommand", "detail.containers.0.exitCode",
      "detail.new.value", "`detail-type`", "nosuch", "detail.containers", "detail.`stopCode`",
      "region", "list[0].x",
    ])
  }

  private mutating func number() -> String { pick(["0", "1", "2.5", "1e3", ".5", "137"]) }

  private mutating func string() -> String {
    pick(["\"\"", "'a'", "\"it's\"", "'\\'\\\\ \\n'", "\"12\"", "\"b/0a1\"", "\"true\""])
  }

  private mutating func period() -> String { pick(["5m", "1 hour", "300s", "2w", "1mo", "3d"]) }

  private mutating func pick(_ options: [String]) -> String {
    options[Int.random(in: 0..<options.count, using: &random)]
  }
}
