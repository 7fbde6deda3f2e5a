/// The mistakes in a rules file, each with its line.
package struct RulebookError: Error, Equatable {
  /// One mistake.
  package struct Mistake: Hashable, Sendable {
    /// Counted from 1.
    package var line: Int
    package var message: String

    package init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  package var mistakes: [Mistake]
}

extension RulebookError: CustomStringConvertible {
  package var description: String {
    mistakes.map { "line \($0.line): \($0.message)" }.joined(separator: "\n")
  }
}
