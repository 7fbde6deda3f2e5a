extension RulebookParser {
  static let conditionKeys =
    "code, requested, task, container, attachment, exit, service, started, stop"

  /// Reads a condition; false if the key is not a condition's.
  mutating func setCondition(
    _ key: String, _ value: Substring, in conditions: inout StopConditions
  ) -> Bool {
    switch key {
    case "code": conditions.codes = codes(value)
    case "requested": conditions.requested = .of(requested(value))
    case "task": conditions.task = texts(value)
    case "container": conditions.container = container(value)
    case "attachment": conditions.attachment = texts(value)
    case "exit": if let exits = exits(value) { conditions.exits.append(exits) }
    case "service": conditions.isService = yesOrNo(value)
    case "started": conditions.hasStarted = yesOrNo(value)
    case "stop": conditions.stopMilliseconds = duration(value)
    default: return false
    }
    return true
  }

  private mutating func codes(_ value: Substring) -> StopConditions.Codes {
    var codes: StopConditions.Codes = []
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      switch trimmed(item) {
      case "none": codes.insert(.none)
      case "other": codes.insert(.other)
      case let item:
        if let code = StopCode(rawValue: String(item)) {
          codes.insert(.of(code))
        } else {
          report("there is no stop code `\(item)`")
        }
      }
    }
    return codes
  }

  mutating func texts(_ value: Substring) -> StopConditions.Texts {
    var texts: StopConditions.Texts = []
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      switch trimmed(item) {
      case "none": texts.insert(.absent)
      case "generic": texts.formUnion(categories { $0.isGeneric })
      case "specific": texts.formUnion(categories { !$0.isGeneric }.subtracting(.of(.unknown)))
      case let item:
        if let category: StopCategory = name(item, "category") { texts.insert(.of(category)) }
      }
    }
    return texts
  }

  private func categories(
    where holds: (Rulebook.Category) -> Bool
  ) -> StopConditions.Texts {
    var texts: StopConditions.Texts = []
    for (category, entry) in book.categories where holds(entry) { texts.insert(.of(category)) }
    return texts
  }

  private mutating func container(
    _ value: Substring
  ) -> (text: StopConditions.Texts, exit: ExitSet?) {
    let parts = value.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, parts[1] == "exit" else { return (texts(value), nil) }
    let exit = ExitSet(parts[2])
    if exit == nil { report("`\(parts[2])` is not a set of exit codes") }
    return (texts(parts[0]), exit)
  }

  private mutating func exits(_ value: Substring) -> StopConditions.Exits? {
    var rest = value
    var whose = StopConditions.Exits.Whose.any
    if let named = rest.split(separator: " ").first.flatMap({
      StopConditions.Exits.Whose(rawValue: String($0))
    }), named != .any {
      whose = named
      rest = trimmed(rest.dropFirst(named.rawValue.count))
    }
    let parts = rest.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let set = ExitSet(parts[1]) else {
      report("exit is `some`, `all` or `no` with a set, such as `some 1..9, none`")
      return nil
    }
    guard let quantity = StopConditions.Exits.Quantity(rawValue: String(parts[0])) else {
      report("exit is `some`, `all` or `no` with a set, not `\(parts[0])`")
      return nil
    }
    return StopConditions.Exits(whose: whose, quantity: quantity, set: set)
  }

  private mutating func yesOrNo(_ value: Substring) -> Bool {
    if value != "yes" && value != "no" { report("yes or no, not `\(value)`") }
    return value == "yes"
  }

  private mutating func duration(_ value: Substring) -> Int64? {
    let parts = value.split(separator: " ")
    guard parts.count == 4, let seconds = Int64(parts[0]), (0...86_400).contains(seconds),
      parts[1...] == ["s", "or", "more"]
    else {
      report("a stop takes `30 s or more`, not `\(value)`")
      return nil
    }
    return seconds * 1000
  }
}
