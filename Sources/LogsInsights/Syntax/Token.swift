/// One token of a query: what it is and where it stands.
package struct Token: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case name, quotedName, number, duration, string, regex
    case pipe, comma, colon, dot
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
    case plus, minus, star, slash, percent, caret, bang
    /// Text that is not a token of the language; the parser reports it where it meets it.
    case invalid(Fault)
    case end
  }

  /// Why a piece of text is not a token.
  package enum Fault: Equatable, Sendable {
    case character, unterminatedString, unterminatedName, unterminatedRegex
  }

  package let kind: Kind
  package let range: SourceRange
  /// Whether nothing, not even a space, stands between this token and the one before it.
  package let isAdjacent: Bool
}
