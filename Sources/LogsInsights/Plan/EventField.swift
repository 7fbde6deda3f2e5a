/// A field of the events, as the language knows it; where it is kept is the engine's business.
public struct EventField: Equatable, Sendable {
  public enum Kind: Sendable {
    case text
    case integer
    /// Whole or not, always finite.
    case number
    case boolean
    /// Whole milliseconds since 1970 UTC.
    case timestamp
    /// An inner node: shown when named alone, missing elsewhere.
    case json
    /// Any of these, from event to event.
    case any
  }

  /// What the strings of a field look like, so that a query which wants numbers can be warned of.
  public enum TextForm: Sendable {
    /// They may be numbers.
    case any
    /// ISO 8601, such as `2026-01-31T09:30:00.123Z`.
    case time
    /// Anything else that is never a number, such as an ARN.
    case word
  }

  public let path: FieldPath
  /// Whether the pattern of the field's text is meant and not the text itself.
  public let isPattern: Bool
  public let kind: Kind
  public let textForm: TextForm

  public init(
    _ path: FieldPath, kind: Kind, textForm: TextForm = .any, isPattern: Bool = false
  ) {
    self.path = path
    self.kind = kind
    self.textForm = textForm
    self.isPattern = isPattern
  }

  /// `@timestamp`, which every event has.
  static let timestamp = EventField(FieldPath("@timestamp"), kind: .timestamp)

  /// What is known of the values.
  var facts: ValueFacts {
    var facts = ValueFacts(type)
    facts.whenMissing = .missing
    facts.textForm = textForm
    if kind == .integer || kind == .timestamp {
      facts.isInteger = true
      facts.bound = ValueFacts.exactIntegerMax
    }
    return facts
  }

  private var type: ValueType {
    switch kind {
    case .text: .text
    case .integer, .number: .number
    case .boolean: .boolean
    case .timestamp: .timestamp
    case .json: .json
    case .any: .any
    }
  }
}
