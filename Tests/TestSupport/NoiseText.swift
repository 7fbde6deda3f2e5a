/// Random text made of pieces of the language, so that it comes far into the parser.
package enum NoiseText {
  private static let pieces = [
    "fields", "filter", "stats", "sort", "limit", "parse", " by ", " as ", " and ", " or ", " not ",
    " in ", " like ", "|", ",", "(", ")", "[", "]", "{", "}", ".", "\"", "'", "`", "/", "\\", "#",
    "\n", " ", "\t", "=", "!=", "=~", "<", ">=", "+", "-", "*", "%", "^", "!", "~", "&", "$", "5m",
    "10", "1e", "0.", ".5", "@timestamp", "detail.cpu", "detail-type", "count", "bin(", "if(", "é",
    "日", "\u{1F600}", "\u{301}", "\r\n", "\u{0}", "(?<a>", "/i", "a", "1",
  ]

  package static func make(using random: inout SeededGenerator) -> String {
    let count = Int.random(in: 0..<60, using: &random)
    return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      .joined()
  }
}
