/// Wordings that are not used, because a native reader would stop at them, and what to write instead.
struct Wording: Sendable {
  /// A regular expression for whole words, in any case.
  let pattern: String
  let instead: String
  /// Strings in which the words have another meaning, such as the name of a table: they are ignored.
  let except: String?

  init(_ pattern: String, _ instead: String, except: String? = nil) {
    self.pattern = pattern
    self.instead = instead
    self.except = except
  }

  static let all = order + things + stops + grammar + sentences + spelling

  private static let order = [
    Wording("behind", "after, beyond"),
    Wording("anew", "again"),
    Wording("told apart|tells? apart", "grouped by, broken down by, distinguished"),
    Wording("put out", "produces"),
    Wording("given back|gives? back", "freed, returned"),
    Wording("kept aside", "kept"),
    Wording("takes? in|took in|taken in", "imports, reads, adds"),
  ]

  private static let things = [
    Wording("texts", "strings, messages, reasons, or the thing itself"),
    Wording("small tables?", "text tables"),
    Wording("misfits?", "nonconforming values", except: "CREATE TABLE misfits|ALTER TABLE misfits"),
    Wording("left out, the terminal|in all rows(?=:)", "columns hidden; same in every row"),
    Wording("hand-overs?", "incident bundle"),
    Wording("time lines?|time-outs?|side-cars?|byte-order marks?", "one word, or without hyphens"),
    Wording("forms? of the rows", "output format"),
    Wording("canned", "built-in"),
    Wording("(?:the )?way of the data", "data flow"),
    Wording("an age such as", "a duration such as"),
    Wording("an SQLite", "a SQLite"),
  ]

  private static let stops = [
    Wording("answerable", "responsible", except: "^answerable$"),
    Wording("unasked", "unrequested"),
    Wording("asked stops?|report blame|report places", "requested; responsibility; hotspots"),
    Wording("judg(?:e|es|ed|ing|ement)", "classify, reclassify, re-evaluate"),
    Wording("(?:somebody|nobody) (?:had |has )?asked|had been asked for", "the stop was requested"),
    Wording("waiting for a place", "waiting for placement"),
    Wording("never (?:were|was)", "synthetic, does not exist"),
    Wording("for want of", "out of, without"),
  ]

  private static let grammar = [
    Wording(
      "(?!there\\b)[a-z]+ (?:is|are) no(?! longer| more| less| later| other)", "is not a",
      except: "0 is no limit"),
    Wording("(?:that|what|which) (?:is|are) none", "any other, invalid"),
    Wording("whose (?:it|they) (?:is|are|was|were)", "who is responsible for it"),
    Wording("(?:is|are) wanted", "expected"),
    Wording("'s to say", "the parser decides"),
    Wording("of no known|no known format", "unrecognized"),
    Wording("is true of \\d+", "holds for"),
    Wording("learnt", "has since added, learned"),
  ]

  private static let sentences = [
    Wording("goes? about it", "SQLite's query plan"),
    Wording("makes? a (?:canned )?report|takes? exports", "run a report, import exports"),
    Wording("the time ends before it begins", "--end is before --start"),
    Wording("stands? behind dots", "use a dot before the index"),
    Wording("as the report has them", "default order"),
    Wording("works longer than", "runs longer than"),
    Wording("that is no query", "too large for a query"),
    Wording("looks for the percent sign", "matches % literally"),
    Wording("bears? being", "is crash-safe"),
    Wording("lack one kind of cones", "color-blind"),
    Wording("before never|otherwise than before", "was; changed"),
    Wording("is no archive to go on with", "is a snapshot; ingest refuses it"),
  ]

  private static let spelling = [
    Wording(
      "colou\\w*r\\w*|grey|behaviour\\w*|neighbour\\w*|licen[c]e|recogni[s]\\w*|misspelt|artefacts?",
      "the US spelling", except: "--(?:no-)?colour")
  ]
}
