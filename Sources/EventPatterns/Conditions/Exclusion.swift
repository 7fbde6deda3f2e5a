/// What `anything-but` excludes.
public enum Exclusion: Hashable, Sendable {
  case strings([[UInt8]])
  /// Numbers, all of which a double can represent.
  case numbers([PatternNumber])
  case prefixes([[UInt8]])
  case suffixes([[UInt8]])
  case equalsIgnoringCase([CaselessText])
  case wildcards([WildcardText])

  /// Whether a value is excluded; a value of another type never is.
  func contains(_ value: EventScalar) -> Bool {
    switch (self, value) {
    case (.strings(let texts), .string(let text)): texts.contains { text.equals($0) }
    case (.prefixes(let texts), .string(let text)): texts.contains { text.hasPrefix($0) }
    case (.suffixes(let texts), .string(let text)): texts.contains { text.hasSuffix($0) }
    case (.equalsIgnoringCase(let texts), .string(let text)): texts.contains { $0.equals(text) }
    case (.wildcards(let texts), .string(let text)): texts.contains { $0.accepts(text) }
    case (.numbers(let numbers), .number(_, let value?)):
      numbers.contains { $0.comparable == value }
    default: false
    }
  }
}
