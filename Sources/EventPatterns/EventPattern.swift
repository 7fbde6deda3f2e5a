public import JSON

/// An event pattern of EventBridge, parsed, validated and ready to match events.
///
///     let pattern = try EventPattern(#"{"detail":{"stopCode":["TaskFailedToStart"]}}"#.utf8)
///     try pattern.matches(event)
///
/// It gives the same results as EventBridge, except for a few special cases of addresses and of letters beyond U+FFFF.
public struct EventPattern: Sendable {
  /// The pattern as compact JSON, with its names and values spelled as they were.
  public let text: String
  /// What its author may not have meant, or what EventBridge may reject.
  public let warnings: [EventPatternWarning]
  /// The combinations of branches that `$or` expands to, at least one; an event matches if it matches any of them.
  public let combinations: [PatternCombination]
  let plan: MatchPlan

  /// Parses the JSON text of a pattern.
  ///
  /// - Throws: the first error, with its position.
  public init(_ text: some Collection<UInt8>) throws(EventPatternError) {
    var reader = PatternReader(Array(text))
    self.text = String(decoding: reader.compactText, as: UTF8.self)
    combinations = try reader.read()
    warnings = reader.allWarnings
    plan = MatchPlan(combinations)
  }

  /// Every path in any of the combinations, in order, without repetitions.
  public var paths: [PatternPath] { plan.paths }

  /// Whether an event matches, given as a document that was parsed from `source`; a document other than an object never
  /// does.
  public func matches(_ event: JSONDocument, in source: UnsafeRawBufferPointer) -> Bool {
    var match = EventMatch(plan, event, in: source)
    return match.firstMatch != nil
  }

  /// Whether an event matches, given as its JSON text.
  ///
  /// - Throws: `EventError` if the text is not a JSON object.
  public func matches(_ event: [UInt8]) throws(EventError) -> Bool {
    try Self.withDocument(event) { matches($0, in: $1) }
  }

  /// Parses an event.
  static func withDocument<Result>(
    _ event: [UInt8], _ body: (JSONDocument, UnsafeRawBufferPointer) -> Result
  ) throws(EventError) -> Result {
    let source = ByteBuffer(capacity: event.count + JSONParser.padding)
    event.withUnsafeBytes { source.append($0) }
    let parser = JSONParser()
    let document: JSONDocument
    do {
      document = try parser.parse(source.bytes)
    } catch {
      throw EventError(description: "the event is not valid JSON: \(error.sentence)")
    }
    guard document[0].kind == .object else {
      throw EventError(description: "the event is not a JSON object")
    }
    return body(document, source.bytes)
  }
}
