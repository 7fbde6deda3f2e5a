/// Adversarial strings: families that grow to any length.
struct HostileText: Sendable {
  let name: String
  private let start: String
  private let part: @Sendable (Int) -> String
  private let end: @Sendable (Int) -> String

  /// A text of nearly so many characters.
  func text(_ length: Int) -> String {
    var text = start
    var size = start.utf8.count
    var count = 0
    while true {
      let next = part(count)
      guard size + next.utf8.count + end(count + 1).utf8.count <= length else { break }
      text += next
      size += next.utf8.count
      count += 1
    }
    return text + end(count)
  }

  private init(
    _ name: String, _ start: String, _ part: @autoclosure @escaping @Sendable () -> String,
    _ end: @autoclosure @escaping @Sendable () -> String = ""
  ) {
    self.init(name, start, each: { _ in part() }, end: { _ in end() })
  }

  private init(
    _ name: String, _ start: String, each part: @escaping @Sendable (Int) -> String,
    end: @escaping @Sendable (Int) -> String = { _ in "" }
  ) {
    self.name = name
    self.start = start
    self.part = part
    self.end = end
  }

  /// `open` many times, what is inside, and as often `close`.
  private static func nested(
    _ name: String, _ start: String, _ open: String, _ inside: String, _ close: String
  ) -> HostileText {
    HostileText(
      name, start, each: { _ in open },
      end: { inside + String(repeating: close, count: $0) })
  }

  static let families: [HostileText] = nesting + chains + lists + commands + literals + errors

  private static let nesting = [
    HostileText("parentheses", "filter ", "("),
    nested("closed parentheses", "filter ", "(", "1", ")"),
    nested("calls", "fields ", "abs(", "1", ")"),
    nested("choices", "fields ", "if(a,", "1", ",2)"),
    nested("lists in lists", "filter a in ", "[", "1", "]"),
    nested("subqueries", "filter a in ", "(fields a|filter a in ", "[1]", ")"),
    HostileText("open calls", "fields ", "abs("),
    HostileText("not", "filter ", "not ", "x"),
    HostileText("bang", "filter ", "!", "x"),
    HostileText("minus", "fields ", "-", "x"),
    HostileText("powers", "fields ", "1^", "1"),
  ]

  private static let chains = [
    HostileText("sums", "fields ", "1+", "1"),
    HostileText("differences", "fields ", "a-", "b"),
    HostileText("ands", "filter ", "a=1 and ", "a=1"),
    HostileText("ors", "filter ", "a=1 or ", "a=1"),
    HostileText("ands and ors", "filter ", "a=1 or b=2 and not c like \"x\" or ", "a=1"),
    HostileText(
      "ors of interned fields", "filter ",
      "detail.group=\"a\" or detail.stopCode like \"b\" or ", "1"),
    HostileText("ands of task ARNs", "filter ", "detail.taskArn like \"a/b\" and ", "1"),
    HostileText("comparisons", "filter a", "<b"),
    HostileText("dots", "fields a", ".a"),
    HostileText("numbered dots", "fields a", ".0"),
    HostileText("brackets", "fields a", "[0]"),
    HostileText("paths behind jsonParse", "fields jsonParse(@message)", ".a", " as x"),
    HostileText("paths into jsonParse", "fields jsonParse(@message) as j | filter j", ".a", "=1"),
  ]

  private static let lists = [
    HostileText("numbers in a list", "filter a in [", "1,", "1]"),
    HostileText("texts in a list", "filter detail.group in [", "\"x\",", "\"x\"]"),
    HostileText("names in a list", "filter detail.cpu in [", "detail.group,", "1]"),
    HostileText("an open list", "filter a in [", "1,"),
    HostileText("arguments", "fields concat(", "a,", "a) as x"),
    HostileText("arguments of coalesce", "fields coalesce(", "detail.cpu,1,", "a) as x"),
    HostileText("columns", "fields a", each: { ",a\($0)" }),
    HostileText("one column", "fields a", ",a"),
    HostileText("expressions", "fields a", ",a+1"),
    HostileText("commas", "fields a", ","),
    HostileText("sort keys", "sort a", each: { ",a\($0) desc" }),
    HostileText("groups", "stats count(*) by a", ",detail.cpu"),
    HostileText("aggregates", "stats count(*)", each: { ",max(detail.cpu) as m\($0)" }),
    HostileText("dedup", "dedup a", each: { ",a\($0)" }),
    HostileText("parse aliases", "parse @message \"*\" as a", each: { ",a\($0)" }),
    HostileText("display", "display a", each: { ",a\($0)" }),
  ]

  private static let commands = [
    HostileText("pipes", "", "|"),
    HostileText("pipes apart", "", "| "),
    HostileText("limits", "limit 1", "|limit 1"),
    HostileText("filters and limits", "limit 1", "|limit 1|where a"),
    HostileText("filters", "limit 1", "|where detail.group like \"a\""),
    HostileText("sorts", "sort a", "|sort a"),
    HostileText("fields", "fields a", each: { "|fields a as a\($0)" }),
    HostileText("doubling aliases", "fields 1 as a0") {
      "|fields a\($0)+a\($0) as a\($0 + 1)"
    },
    HostileText("stats", "stats count(*) as a0 by detail.cpu") {
      "|stats max(a\($0)) as a\($0 + 1)"
    },
    HostileText(
      "parses", "parse @message \"a*b\" as a", each: { "|parse @message /(?<a\($0)>b)/" }),
    HostileText("parse of parse", "parse @message \"a*b\" as a0") {
      "|parse a\($0) \"a*b\" as a\($0 + 1)"
    },
    HostileText("unnest", "fields jsonParse(@message) as a0") {
      "|unnest a\($0) into a\($0 + 1)"
    },
    HostileText("sources", "SOURCE 'a'", "|SOURCE 'a'"),
    HostileText("comments", "limit 1\n", "#a\n"),
    HostileText("line ends", "limit 1", "\n"),
  ]

  private static let literals = [
    HostileText("a long text", "filter a = \"", "x", "\""),
    HostileText("an open text", "filter a = \"", "x"),
    HostileText("escapes", "filter a = \"", "\\\"", "\""),
    HostileText("open texts", "fields ", "\"'"),
    HostileText("texts", "fields ", "'a',", "'a'"),
    HostileText("open names", "fields ", "`a"),
    HostileText("a long name", "fields ", "a"),
    HostileText("a long name in backticks", "fields `", "a", "`"),
    HostileText("a long number", "fields ", "1"),
    HostileText("a long period", "fields bin(", "1", "m)"),
    HostileText("letters beyond ASCII", "fields \"", "日", "\""),
    HostileText("a long alias", "fields 1 as ", "a"),
    HostileText("an open regex", "filter a like /", "x"),
    HostileText("a regex of groups", "filter a like /", "(a)", "/"),
    HostileText("open groups", "filter a like /", "(", "/"),
    nested("nested groups", "filter a like /", "(", "a", ")/"),
    HostileText("open classes", "filter a like /", "[[:", "/"),
    HostileText("alternatives", "filter a like /", "a|", "b/"),
    HostileText("quantifiers", "filter a like /", "a{1,9}", "/"),
    HostileText("named groups", "parse @message /", each: { "(?<a\($0)>b)" }, end: { _ in "/" }),
    HostileText("wildcards", "parse @message \"", "*", "\" as a"),
    HostileText("globs", "parse @message \"", "a*b", "\" as a"),
    HostileText("open regexes", "filter a like ", "/a\\/"),
  ]

  private static let errors = [
    HostileText("unknown commands", "", "fieldz|"),
    HostileText("a long unknown command", "", "fieldz"),
    HostileText("unknown functions", "fields ", "strlem(a),", "1"),
    HostileText("unknown fields", "fields a", each: { ",detail.grupo\($0)" }),
    HostileText("unknown symbols", "stats count(*) as n", "|filter m = 1"),
    HostileText("characters of no token", "fields a", "~"),
    HostileText("letters of no token", "fields a", "é"),
    HostileText("errors in lines", "fields a", "\n|fields ("),
    HostileText("errors in a line", "fields a", "|fields )"),
    HostileText("repeated names", "fields 1 as a", ",1 as a"),
    HostileText("braces", "SOURCE ", "{"),
    HostileText("percents", "filter a like \"", "%", "\""),
    HostileText("dashes", "fields detail", "-type"),
  ]
}
