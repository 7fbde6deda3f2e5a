import JSON

/// Evaluates the fields of a combination one after another, each together with the satisfied ones before it.
struct MatchExplainer {
  let plan: MatchPlan
  let document: JSONDocument
  let source: UnsafeRawBufferPointer
  var match: EventMatch

  init(_ plan: MatchPlan, _ document: JSONDocument, in source: UnsafeRawBufferPointer) {
    self.plan = plan
    self.document = document
    self.source = source
    match = EventMatch(plan, document, in: source)
  }

  mutating func explain(_ combination: Int) -> [FieldExplanation] {
    var held: [Int] = []
    return plan.combinations[combination].map { number in
      let isSatisfied = match.agree(held + [number])
      let condition = plan.conditions[number]
      let reason = isSatisfied ? surprise(number, held) : failure(number, held)
      if isSatisfied { held.append(number) }
      return FieldExplanation(
        path: condition.field.path, condition: condition.field.text,
        values: values(of: number).map { text(of: $0) }, isSatisfied: isSatisfied, reason: reason)
    }
  }

  /// All values at the path of a condition.
  func values(of condition: Int) -> [EventValues.Value] {
    match.values.values.filter { $0.path == plan.conditions[condition].path }
  }

  func text(of value: EventValues.Value) -> String {
    String(decoding: document.bytes(of: value.node, in: source), as: UTF8.self)
  }

  /// The array that contains a value: its path, and how many of its elements are objects or arrays.
  func array(around value: EventValues.Value?) -> (path: String, count: Int)? {
    guard let value, value.mark >= 0 else { return nil }
    return array(at: match.values.marks[Int(value.mark)], of: plan.paths[value.path])
  }

  func array(at mark: EventValues.Mark, of path: PatternPath) -> (path: String, count: Int) {
    let length = plan.trie.depth(of: mark.state)
    let name = String(decoding: path.utf8.prefix(length), as: UTF8.self)
    return (name, match.values.marks.count { $0.array == mark.array })
  }
}

/// The explanations of fields that are not satisfied.
extension MatchExplainer {
  private mutating func failure(_ number: Int, _ held: [Int]) -> String {
    let field = plan.conditions[number].field
    let values = values(of: number)
    if values.isEmpty { return missing(number) }
    if match.acceptedValues(number).isEmpty {
      return field.acceptsAbsence
        ? present(number, held) : MismatchReason.of(scalars(values), field)
    }
    return disagreement(number, held)
  }

  private func scalars(_ values: [EventValues.Value]) -> [PatternValue] {
    values.map { value in
      let text = Array(document.bytes(of: value.node, in: source))
      switch document[value.node].kind {
      case .string, .key: return .string(document.keyText(value.node, in: source))
      case .number: return .number(PatternNumber(text))
      case .true: return .boolean(true)
      case .false: return .boolean(false)
      case .object, .array, .null: return .null
      }
    }
  }

  private func missing(_ number: Int) -> String {
    let field = plan.conditions[number].field
    let isExclusion = field.alternatives.contains {
      if case .anythingBut = $0 { true } else { false }
    }
    let advice =
      isExclusion
      ? "anything-but needs a value; only {\"exists\":false} accepts a missing one"
      : "only {\"exists\":false} accepts a missing one"
    if let found = match.values.containers.first(where: {
      $0.path == plan.conditions[number].path
    }) {
      let kind =
        document[found.node].kind == .object ? "an object" : "an array without plain values"
      return "the event has \(kind) here, which is not a value; \(advice)"
    }
    let around = match.values.marks.filter { leads($0, to: field.path) }
    guard let mark = around.max(by: { depth($0) < depth($1) }) else {
      return "the event has no value here; \(advice)"
    }
    let array = array(at: mark, of: field.path)
    let name = String(decoding: field.path.utf8.dropFirst(depth(mark) + 1), as: UTF8.self)
    let subject =
      array.count == 1 ? "the only element" : "none of the \(array.count) elements"
    let verb = array.count == 1 ? "has no" : "has"
    return "\(subject) of \"\(array.path)\" \(verb) \"\(name)\"; \(advice)"
  }

  private func depth(_ mark: EventValues.Mark) -> Int { plan.trie.depth(of: mark.state) }

  /// Whether a path goes through the array of a mark.
  private func leads(_ mark: EventValues.Mark, to path: PatternPath) -> Bool {
    let (beginning, rest) = (path.utf8.prefix(depth(mark)), path.utf8.dropFirst(depth(mark)))
    return rest.first == UInt8(ascii: ".")
      && beginning.withUnsafeBytes { plan.trie.state(after: PathTrie.root, $0) } == mark.state
  }

  /// Only absence would match, and there are values.
  private func present(_ number: Int, _ held: [Int]) -> String {
    let values = values(of: number)
    guard let array = array(around: values.first) else {
      return "the event has a value here, and {\"exists\":false} accepts none"
    }
    let chosen = held.contains { sharesArray($0, number) }
    let path = plan.conditions[number].field.path
    return chosen
      ? "the element of \"\(array.path)\" that the fields before this one choose has a value here"
      : "{\"exists\":false} is evaluated in the order of paths, and no path before \"\(path)\" has chosen an element of"
        + " \"\(array.path)\", so that a value in any of its elements counts"
  }

  /// The matching values are in other elements than those of earlier fields.
  private mutating func disagreement(_ number: Int, _ held: [Int]) -> String {
    let opponents = held.filter { !match.agree([$0, number]) }
    let others = (opponents.isEmpty ? held.filter { sharesArray($0, number) } : opponents)
      .map { "\"\(plan.conditions[$0].field.path)\"" }.joined(separator: ", ")
    let value = match.acceptedValues(number).first.map { match.values.values[$0] }
    let name = array(around: value).map { "\"\($0.path)\"" } ?? "an array"
    return
      "satisfied by itself, but by another element of \(name) than \(others): one element must satisfy all of them"
  }

  /// Whether values of two conditions are in the same array.
  private func sharesArray(_ left: Int, _ right: Int) -> Bool {
    let arrays = [left, right].map { condition in
      Set(values(of: condition).flatMap { match.values.arrays(around: $0.mark) })
    }
    return !arrays[0].isDisjoint(with: arrays[1])
  }
}

/// The explanations of satisfied fields that may surprise the author of the pattern.
extension MatchExplainer {
  private mutating func surprise(_ number: Int, _ held: [Int]) -> String? {
    let field = plan.conditions[number].field
    let values = values(of: number)
    let accepted = match.acceptedValues(number)
    if accepted.isEmpty, let array = array(around: values.first) {
      return
        "missing in the element of \"\(array.path)\" that the fields before this one choose; other elements have it"
    }
    let exclusions = field.alternatives.compactMap { alternative in
      if case .anythingBut(let exclusion) = alternative { exclusion } else { nil }
    }
    guard let exclusion = exclusions.first, !accepted.isEmpty,
      exclusions.count == field.alternatives.count
    else { return nil }
    if exclusions.count > 1 {
      return "each anything-but is a separate alternative; list all excluded values in a single one"
    }
    if accepted.count < values.count {
      return array(around: values.first).map {
        "one element of \"\($0.path)\" with another value satisfies anything-but, whatever the others have"
      } ?? "one value that is not excluded satisfies anything-but, whatever the others are"
    }
    return MismatchReason.otherType(scalars(accepted.map { match.values.values[$0] }), exclusion)
  }
}
