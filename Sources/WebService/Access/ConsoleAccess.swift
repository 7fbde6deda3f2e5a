/// Who may see the console.
package enum ConsoleAccess: Sendable {
  /// Everybody who can reach it.
  case open
  /// Who has a token.
  case token(String)
  /// Nobody, since calls of the API need keys and nothing says what readers need.
  case closed
}
