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
    while fields.count < 4, let word = scanner.takeName() {
      guard scanner.take(" - ") else { return nil }
      fields.append(CWField(line[from: word.lowerBound, to: word.upperBound]))
    }
    // Nothing but JSON after the fields shows that they are these.
    guard !fields.isEmpty, scanner.next == UInt8(ascii: "{") else { return nil }
    let found = fields
    return LineLayout { cwPrefix($0, found) }
  }

  private enum CWField {
    case time, group, stream, event

    init(_ word: UnsafeRawBufferPointer) {
      if word.first == UInt8(ascii: "/") {
        self = .group
      } else if word.count > 30, word.allSatisfy({ (0x30...0x39).contains($0) }) {
        self = .event
      } else {
        self = .stream
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
