/// Why a pattern cannot be compiled, or a match cannot be decided.
package enum PatternError: Error, Equatable {
  /// The string is not a regular expression; `offset` is the byte at which the error was found.
  case invalid(message: String, offset: Int)
  /// A match would take too much time or memory: the pattern backtracks excessively.
  case tooComplex
  /// Another error of PCRE2, with its own message.
  case failed(message: String)
}

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalid(let message, let offset):
      "\(message) (byte \(offset) of the regular expression)"
    case .tooComplex:
      """
      the regular expression needs too many steps on this text; \
      avoid repetitions inside repetitions, such as (a+)+
      """
    case .failed(let message):
      "the regular expression failed: \(message)"
    }
  }
}
