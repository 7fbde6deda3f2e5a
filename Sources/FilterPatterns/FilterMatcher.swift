import JSON

/// Says which messages a filter pattern matches; one thread at a time uses it.
package final class FilterMatcher {
  private let pattern: FilterPattern
  private let reader = JSONReader()
  private let regexes = RegexMatcher()

  package init(_ pattern: FilterPattern) {
    self.pattern = pattern
  }

  /// - Throws: `PatternError` where a regular expression takes too long.
  package func matches(_ message: UnsafeRawBufferPointer) throws -> Bool {
    try matches(pattern.root, message)
  }

  /// - Throws: `PatternError` where a regular expression takes too long.
  package func matches(_ message: String) throws -> Bool {
    var message = message
    return try message.withUTF8 { try matches(UnsafeRawBufferPointer($0)) }
  }

  private func matches(
    _ node: FilterPattern.Node, _ message: UnsafeRawBufferPointer
  ) throws -> Bool {
    switch node {
    case .all: true
    case .terms(let terms): try matches(terms, message)
    case .and(let nodes): try nodes.allSatisfy { try matches($0, message) }
    case .or(let nodes): try nodes.contains { try matches($0, message) }
    case .condition(let condition):
      try reader.read(message).map { try matches(condition, $0) } ?? false
    }
  }

  // MARK: - Terms

  private func matches(_ terms: FilterTerms, _ message: UnsafeRawBufferPointer) throws -> Bool {
    for term in terms.excluded where try contains(term, message) { return false }
    for term in terms.required where try !contains(term, message) { return false }
    guard terms.required.isEmpty, !terms.optional.isEmpty else { return true }
    return try terms.optional.contains { try contains($0, message) }
  }

  private func contains(
    _ term: FilterTerms.Term, _ message: UnsafeRawBufferPointer
  ) throws -> Bool {
    switch term {
    case .text(let text): Self.contains(message, text)
    case .regex(let regex): try regexes.matches(regex.text, message)
    }
  }

  private static func contains(_ message: UnsafeRawBufferPointer, _ part: String) -> Bool {
    let part = Array(part.utf8)
    guard let first = part.first else { return true }
    var start = 0
    while start + part.count <= message.count {
      let rest = UnsafeRawBufferPointer(rebasing: message[start...(message.count - part.count)])
      guard let found = rest.firstIndex(of: first) else { return false }
      start += found
      if message[start..<start + part.count].elementsEqual(part) { return true }
      start += 1
    }
    return false
  }

  // MARK: - Conditions

  private func matches(_ condition: FilterCondition, _ document: JSONDocument) throws -> Bool {
    guard let node = find(condition.path, in: document) else {
      if case .isAbsent = condition.test { return true }
      return false
    }
    switch condition.test {
    case .isAbsent: return false
    case .isNull: return document[node].kind == .null
    case .isTrue: return document[node].kind == .true
    case .isFalse: return document[node].kind == .false
    case .equals(let value): return try equals(value, node, document) ?? false
    case .differs(let value): return try equals(value, node, document).map { !$0 } ?? false
    case .compares(let comparison, let number):
      return self.number(node, document).map { comparison.holds($0, number) } ?? false
    }
  }

  private func find(_ path: [FilterCondition.Step], in document: JSONDocument) -> Int? {
    var node = 0
    for step in path {
      let children = document.children(of: node)
      switch (step, document[node].kind) {
      case (.key(let name), .object):
        let bytes = Array(name.utf8)
        // Of equal keys the last one counts.
        let key = children.last { document.keyText($0, in: reader.source) == bytes }
        guard let key else { return nil }
        node = key + 1
      case (.index(let index), .array):
        guard index < children.count else { return nil }
        node = children[index]
      default: return nil
      }
    }
    return node
  }

  private func number(_ node: Int, _ document: JSONDocument) -> Double? {
    guard document[node].kind == .number else { return nil }
    return Double(String(decoding: document.bytes(of: node, in: reader.source), as: UTF8.self))
  }

  /// Nil for a value that has no such comparison: an object, an array, null.
  private func equals(
    _ value: FilterCondition.Value, _ node: Int, _ document: JSONDocument
  ) throws -> Bool? {
    let text: [UInt8]
    switch document[node].kind {
    case .string: text = document.keyText(node, in: reader.source)
    case .number:
      if case .number(let wanted, _) = value { return number(node, document) == wanted }
      text = Array(document.bytes(of: node, in: reader.source))
    case .true: text = Array("true".utf8)
    case .false: text = Array("false".utf8)
    case .null, .object, .array, .key: return nil
    }
    switch value {
    case .number(_, let wanted): return text.elementsEqual(wanted.utf8)
    case .text(let wanted): return Wildcards.matches(Array(wanted.utf8), text)
    case .regex(let regex):
      return try text.withUnsafeBytes { try regexes.matches(regex.text, $0) }
    }
  }
}

extension FilterCondition.Comparison {
  fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// Texts in which `*` stands for anything.
enum Wildcards {
  private static let star = UInt8(ascii: "*")

  /// Takes time in proportion to the product of both lengths at most.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == star {
        retry = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == star }
  }
}
