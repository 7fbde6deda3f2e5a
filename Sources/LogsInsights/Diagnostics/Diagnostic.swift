/// What is wrong, or surely not meant, in a query: a reason, where it stands, and what to do.
public struct Diagnostic: Equatable, Sendable {
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// Advice; with a replacement, the text that would put the range right.
  public struct Hint: Equatable, Sendable {
    public let text: String
    public let replacement: String?
    /// What the replacement stands for, if that is not the diagnostic's range.
    public let range: SourceRange?

    public init(_ text: String, replacement: String? = nil, for range: SourceRange? = nil) {
      self.text = text
      self.replacement = replacement
      self.range = range
    }
  }

  public let reason: Reason
  public let range: SourceRange
  public let hints: [Hint]

  /// More than so many of one severity help nobody.
  static let countMax = 20

  package init(_ reason: Reason, at range: SourceRange, hints: [Hint] = []) {
    self.reason = reason
    self.range = range
    self.hints = hints
  }

  /// The stable code: `E0102`, or `W0601` for a warning.
  public var code: String { reason.code }

  /// An error makes the query invalid; a warning is about a query that runs.
  public var severity: Severity { reason.code.hasPrefix("E") ? .error : .warning }

  /// One sentence; AWS's own wherever it is known.
  public var message: String { reason.message }
}

extension [Diagnostic] {
  /// Whether there are as many of a severity as are reported.
  func isFull(of severity: Diagnostic.Severity) -> Bool {
    lazy.filter { $0.severity == severity }.count >= Diagnostic.countMax
  }
}

extension [Diagnostic.Hint] {
  /// "did you mean 'limit'?", if there is something near enough.
  static func didYouMean(_ candidate: String?) -> Self {
    candidate.map { [Diagnostic.Hint("did you mean '\($0)'?", replacement: $0)] } ?? []
  }
}
