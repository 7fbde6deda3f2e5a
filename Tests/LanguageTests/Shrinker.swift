import TestSupport

@testable import LogsInsights

/// Makes an example of a disagreement smaller as long as it stays one.
struct Shrinker {
  var draft: QueryDraft
  var records: [Record]
  var failure: Disagreement
  private var archive: TestArchive?
  /// Until when smaller examples are looked for.
  private let deadline = ContinuousClock.now + .seconds(20)

  static func shrink(
    _ draft: QueryDraft, _ records: [Record], _ failure: Disagreement
  ) -> (query: String, records: [Record], failure: Disagreement) {
    var shrinker = Shrinker(draft: draft, records: records, failure: failure)
    shrinker.archive = try? TestArchive(records)
    while shrinker.shrinkQuery() {}
    if case .refused = failure.kind {
    } else {
      while shrinker.shrinkRecords() {}
      while shrinker.shrinkQuery() {}
    }
    return (shrinker.draft.text, shrinker.records, shrinker.failure)
  }

  private init(draft: QueryDraft, records: [Record], failure: Disagreement) {
    self.draft = draft
    self.records = records
    self.failure = failure
  }

  // MARK: The query

  /// Takes the first smaller query that fails in the same way.
  private mutating func shrinkQuery() -> Bool {
    guard let archive else { return false }
    for smaller in candidates() where ContinuousClock.now < deadline {
      if let other = Disagreement.first(smaller.text, archive), other.kind == failure.kind {
        draft = smaller
        failure = other
        return true
      }
    }
    return false
  }

  private func candidates() -> [QueryDraft] {
    var candidates: [QueryDraft] = []
    func add(_ change: (inout QueryDraft) -> Void) {
      var smaller = draft
      change(&smaller)
      candidates.append(smaller)
    }
    for index in draft.commands.indices where draft.commands.count > 1 {
      add { $0.commands.remove(at: index) }
    }
    for index in draft.commands.indices {
      let command = draft.commands[index]
      for item in command.items.indices where command.items.count > 1 {
        add { $0.commands[index].items.remove(at: item) }
      }
      for group in command.groups.indices { add { $0.commands[index].groups.remove(at: group) } }
      if !command.suffix.isEmpty { add { $0.commands[index].suffix = "" } }
      for item in command.items.indices {
        for text in Self.smaller(command.items[item]) {
          add { $0.commands[index].items[item] = text }
        }
      }
      for group in command.groups.indices {
        for text in Self.smaller(command.groups[group]) {
          add { $0.commands[index].groups[group] = text }
        }
      }
    }
    return candidates
  }

  /// An item with one of its expressions replaced by one inside it, or without its alias.
  private static func smaller(_ item: String) -> [String] {
    guard let query = try? Query("fields " + item),
      let command = query.commands.first as? FieldsCommand, let item = command.items.first
    else { return [] }
    var texts: [String] = []
    if item.alias != nil { texts.append(query.source[item.expression.range]) }
    func visit(_ expression: Expression) {
      for child in expression.kind.children {
        let range = expression.range
        texts.append(
          query.source[SourceRange("fields ".utf8.count, range.lower)]
            + "(\(query.source[child.range]))"
            + query.source[SourceRange(range.upper, query.source.range.upper)])
        if case .path = child.kind {
          texts.append(
            texts[texts.count - 1].replacing(
              "(\(query.source[child.range]))", with: query.source[child.range]))
        }
        visit(child)
      }
    }
    visit(item.expression)
    return texts.filter { $0.utf8.count < query.source.range.upper - 7 }
  }

  // MARK: The events

  /// Takes the first smaller set of records that fails in the same way.
  private mutating func shrinkRecords() -> Bool {
    var size = records.count / 2
    while size >= 1 {
      for start in stride(from: 0, to: records.count, by: size) where records.count > 1 {
        let rest = Array(records[..<start] + records[min(start + size, records.count)...])
        if fails(with: rest) { return true }
      }
      size /= 2
    }
    for index in records.indices {
      let paths = records[index].message.paths.filter { $0.count > 1 }
      for path in paths {
        var fewer = records
        fewer[index].message = records[index].message.removing(at: path)
        if fewer[index].message != records[index].message, fails(with: fewer) { return true }
      }
    }
    return false
  }

  private mutating func fails(with fewer: [Record]) -> Bool {
    guard ContinuousClock.now < deadline, let smaller = try? TestArchive(fewer),
      let other = Disagreement.first(draft.text, smaller), other.kind == failure.kind
    else { return false }
    records = fewer
    archive = smaller
    failure = other
    return true
  }
}

extension JSONSource {
  /// The value without the one at a place.
  func removing(at path: [Int]) -> JSONSource {
    guard let last = path.last else { return self }
    return replacing(at: Array(path.dropLast())) { parent in
      switch parent {
      case .object(var members):
        members.remove(at: last)
        return .object(members)
      case .array(var elements):
        elements.remove(at: last)
        return .array(elements)
      default: return parent
      }
    }
  }
}
