/// Words of other query languages (SQL, Splunk, Kusto, PromQL, Lucene), and what to write for them here.
///
/// The parser looks here where it finds a word that it does not expect.
package enum WordSlips {
  /// What to write for a word.
  package struct Advice: Sendable {
    package let text: String
    /// What to put in place of the word, if that is enough.
    package let replacement: String?

    init(_ text: String, for replacement: String? = nil) {
      self.text = text
      self.replacement = replacement
    }
  }

  /// Words, and what to write for them.
  package struct Entry: Sendable {
    package let words: [String]
    package let advice: Advice

    init(_ words: String, _ text: String, for replacement: String? = nil) {
      self.words = words.split(separator: " ").map(String.init)
      advice = Advice(text, for: replacement)
    }
  }

  /// Where a command begins.
  package static let commands: [Entry] = [
    Entry("summarize summarise aggregate groupby", "write stats … by …", for: "stats"),
    Entry("group", "write stats … by …"),
    Entry("timechart chart makeseries bucket bin", "write stats count(*) by bin(1h)"),
    Entry("count sum avg min max rate", "aggregate functions stand in stats: stats count(*) by …"),
    Entry("project columns keep", "write fields", for: "fields"),
    Entry("table print", "write display", for: "display"),
    Entry("extend eval let set rename", "write fields … as name", for: "fields"),
    Entry("take first rows", "write limit", for: "limit"),
    Entry("top", "write sort … desc | limit 10"),
    Entry("last", "write tail", for: "tail"),
    Entry("having whereby when", "write filter", for: "filter"),
    Entry("orderby", "write sort", for: "sort"),
    Entry("distinct uniq unique", "write dedup, or stats count(*) by …", for: "dedup"),
    Entry("regex rex extract grok", "write parse … /(?<name>…)/", for: "parse"),
    Entry("grep find", "write filter @message like \"…\""),
    Entry("mvexpand mv-expand flatten explode", "write expand or unnest", for: "expand"),
    Entry("fillnull", "write fillmissing", for: "fillmissing"),
    Entry("transaction", "write sessionize", for: "sessionize"),
    Entry("inputlookup", "write lookup", for: "lookup"),
    Entry("streamstats delta", "write accum or autoregress"),
    Entry("union append", "name several log groups in SOURCE, or write appendcols"),
    Entry("tables columns schema", "ecs-stops fields lists the fields"),
    Entry("explain", "write ecs-stops query --explain '…'"),
    Entry("ecs aws", "give the query alone, without the command before it"),
    Entry(
      "help exit quit", "ecs-stops query --help explains the command, docs/language.md the language"
    ),
  ]

  /// After what could be the end of a command or an expression.
  package static let continuations: [Entry] = [
    Entry("group groupby", "write by: stats count(*) by …"),
    Entry("having", "groups are filtered by a command after stats: | filter …", for: "| filter"),
    Entry("orderby", "start a command with '|': | sort …", for: "| sort"),
    Entry("from", "leave it out: a query reads the events of the archive"),
    Entry("offset", "there is no offset; filter by the last row that was shown"),
    Entry("dsc des decs dsec desk descending descend", "write desc", for: "desc"),
    Entry("ascending ascend", "write asc", for: "asc"),
    Entry("is", "write not ispresent(name) for null, ispresent(name) for not null"),
    Entry("isnull null", "write not ispresent(name)"),
    Entry("between", "write name >= low and name <= high"),
    Entry("contains has includes containing match", "write like: name like \"part\"", for: "like"),
    Entry(
      "startswith beginswith starts hasprefix",
      "write like with a regular expression: like /^start/"),
    Entry("endswith ends hassuffix", "write like with a regular expression: like /end$/"),
    Entry(
      "matches regexp rlike regex similar glob", "write like with a regular expression: like /…/",
      for: "like"),
    Entry("ilike", "write like with a regular expression: like /(?i)part/"),
    Entry("eq equals", "write =", for: "="),
    Entry("ne neq", "write !=", for: "!="),
    Entry("gt", "write >", for: ">"),
    Entry("ge gte", "write >=", for: ">="),
    Entry("lt", "write <", for: "<"),
    Entry("le lte", "write <=", for: "<="),
    Entry("xor", "write (a and not b) or (b and not a)"),
    Entry("then else end", "write if(condition, value, other) or case(condition, value, …)"),
  ]

  /// Functions, besides those that have another name here.
  package static let functions: [Entry] = [
    Entry(
      "ago datetime timespan startofday interval date_sub dateadd date_add",
      "the time of a query is given with it, not in it: ecs-stops query --since 7d"),
    Entry("current_timestamp getdate sysdate", "write now(), in seconds since 1970"),
    Entry(
      "cast convert to_number tonumber int toint todouble",
      "strings that are numbers count as numbers"),
    Entry(
      "tostring str to_string",
      "values are strings where strings are needed; concat(value) makes one"),
    Entry("nullif iif iff", "write if(condition, value, other)"),
    Entry(
      "date_trunc trunc date_bin time_bucket histogram", "write bin(1h), or datefloor(time, 1h)"),
    Entry(
      "has startswith endswith regexp_match regexp_like matches",
      "write like \"part\" or like /regex/"),
    Entry("dcount uniq nunique approx_distinct", "write count_distinct", for: "count_distinct"),
    Entry("make_set make_list group_concat string_agg array_agg", "write values", for: "values"),
    Entry("percentiles quantile approx_percentile p95 p99", "write pct(name, 95)"),
    Entry("row_number rank lag lead", "write accum or autoregress"),
    Entry("regexp_extract extract", "write parse name /(?<part>…)/"),
  ]

  static func command(_ word: String) -> Advice? { advice(for: word, in: commands) }
  static func function(_ word: String) -> Advice? { advice(for: word, in: functions) }

  static func continuation(_ word: String) -> Advice? { advice(for: word, in: continuations) }

  /// What to write for the name of a command that stands at the end of another one.
  static func command(after word: String) -> Advice? {
    guard let command = CommandTable.command(named: word) else { return nil }
    return Advice("start a command with '|': | \(command.names[0]) …", for: "| \(command.names[0])")
  }

  private static func advice(for word: String, in entries: [Entry]) -> Advice? {
    let word = word.asciiLowercased
    return entries.first { $0.words.contains(word) }?.advice
  }
}

extension [Diagnostic.Hint] {
  /// The advice on a word, if there is any.
  static func of(_ advice: WordSlips.Advice?) -> Self {
    advice.map { [Diagnostic.Hint($0.text, replacement: $0.replacement)] } ?? []
  }
}
