// The output of `cw tail`: `TIME - GROUP - STREAM - EVENT - MESSAGE`, each of the first four only if an option asks for it, also
// in color.
extension LineFormat {
  static let cw = LineFormat(shape: .cw) { line in
    var scanner = LineScanner(line)
    var fields: [CWField] = []
    if scanner.takeTime() != nil {
      guard scanner.take(" - ") else { return nil }
      fields.append(.time)
    }
    var words: [UnsafeRawBufferPointer] = []
    while words.count < 3, let word = scanner.takeName() {
      guard scanner.take(" - ") else { return nil }
      words.append(line[from: word.lowerBound, to: word.upperBound])
    }
    fields += CWField.fields(of: words)
    // Nothing but JSON after the fields shows that they are these.
    guard !fields.isEmpty, scanner.next == UInt8(ascii: "{") else { return nil }
    let found = fields
    return LineLayout { cwPrefix($0, found) }
  }

  private enum CWField {
    case time, group, stream, event

    /// What the words are: they come in this order, and each may be missing.
    static func fields(of words: [UnsafeRawBufferPointer]) -> [CWField] {
      if words.count == 3 { return [.group, .stream, .event] }
      var fields: [CWField] = []
      if let first = words.first, first.first == UInt8(ascii: "/") { fields.append(.group) }
      let rest = words.dropFirst(fields.count)
      switch (rest.count, rest.last?.isEventID) {
      case (2, true?): return [.stream, .event]
      case (2, _): return [.group, .stream]
      case (1, true?): return fields + [.event]
      case (1, _): return fields + [.stream]
      default: return fields
      }
    }
  }

  private static func cwPrefix(
    _ line: UnsafeRawBufferPointer, _ fields: [CWField]
  ) -> LinePrefix? {
    var scanner = LineScanner(line)
    var prefix = LinePrefix()
    for field in fields {
      switch field {
      case .time:
        guard let time = scanner.takeTime() else { return nil }
        prefix.loggedAt = time.milliseconds
      case .group, .stream, .event:
        guard let word = scanner.takeName() else { return nil }
        if field == .group { prefix.logGroup = word }
        if field == .stream { prefix.logStream = word }
      }
      guard scanner.take(" - ") else { return nil }
    }
    prefix.byteCount = scanner.position
    return prefix
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a word can be the id of a log event, which has about 56 digits.
  fileprivate var isEventID: Bool { count > 30 && allSatisfy { (0x30...0x39).contains($0) } }
}
