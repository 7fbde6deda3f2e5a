extension RulebookParser {
  mutating func setCode(_ index: Int, _ key: String, _ value: Substring) {
    guard key == "requested" else { return reportKey(key, "a code", "requested") }
    book.codes[index].isRequested = requested(value)
  }

  mutating func setCategory(_ category: StopCategory, _ key: String, _ value: Substring) {
    var entry = book[category]
    switch key {
    case "title": entry.title = String(value)
    case "advice": entry.advice = String(value)
    case "responsible": entry.responsible = name(value, "responsible") ?? .unknown
    case "kind": entry.isRoutine = value == "by exit code" ? nil : isRoutine(value)
    case "requested": entry.isRequested = requested(value)
    case "says":
      switch value {
      case "little": entry.isGeneric = true
      case "never ran": entry.isOfStart = true
      case "another failed": (entry.isOfStart, entry.isConsequence) = (true, true)
      default: report("a category says `little`, `never ran` or `another failed`, not `\(value)`")
      }
    default:
      reportKey(key, "a category", "title, advice, responsible, kind, requested, says")
    }
    book.categories[category] = entry
  }

  mutating func setText(_ index: Int, _ key: String, _ value: Substring) {
    switch key {
    case "in":
      guard let family = book.families.firstIndex(where: { $0.name == value }) else {
        return report("family \(value) is not defined above")
      }
      book.texts[index].family = family
    case "any": book.texts[index].patterns.any += patterns(value)
    case "and": book.texts[index].patterns.and += patterns(value)
    case "then": book.texts[index].category = name(value, "category") ?? .unknown
    case "responsible": book.texts[index].responsible = name(value, "responsible")
    case "kill": book.texts[index].kill = name(value, "kill")
    case "confidence": book.texts[index].confidence = name(value, "confidence")
    case "says":
      if value != "never ran" { report("a reason says `never ran`, not `\(value)`") }
      book.texts[index].isOfStart = true
    case "for": book.texts[index].cases.wanted.append(String(value))
    case "against": book.texts[index].cases.unwanted.append(String(value))
    default:
      reportKey(
        key, "a text", "in, any, and, then, responsible, kill, confidence, says, for, against")
    }
  }

  mutating func setSidecars(_ role: ContainerRole, _ key: String, _ value: Substring) {
    guard key == "names" else { return reportKey(key, "a list of sidecars", "names") }
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      if let pattern = NamePattern(trimmed(item)) {
        book.sidecars[role, default: []].append(pattern)
      } else {
        report("`\(trimmed(item))` cannot be a container's name")
      }
    }
  }

  mutating func setExits(_ key: String, _ value: Substring) {
    guard key == "set" else { return reportKey(key, "a set of exit codes", "set") }
    if let set = ExitSet(value) {
      book.toldToEnd = set
    } else {
      report("`\(value)` is not a set of exit codes")
    }
  }

  mutating func setStop(_ index: Int, _ key: String, _ value: Substring) {
    switch key {
    case "then": book.stops[index].outcome = outcome(value)
    case "confidence": book.stops[index].confidence = name(value, "confidence") ?? .unknown
    case "responsible": book.stops[index].responsible = name(value, "responsible")
    case "kind": book.stops[index].isRoutine = isRoutine(value)
    case "kill": book.stops[index].kill = name(value, "kill")
    case "for": book.stops[index].cases.wanted.append(String(value))
    case "against": book.stops[index].cases.unwanted.append(String(value))
    default:
      var conditions = book.stops[index].conditions
      let isKnown = setCondition(key, value, in: &conditions)
      book.stops[index].conditions = conditions
      if !isKnown {
        reportKey(
          key, "a stop",
          "\(Self.conditionKeys), then, confidence, responsible, kind, kill, for, against")
      }
    }
  }

  mutating func setKill(_ index: Int, _ key: String, _ value: Substring) {
    switch key {
    case "kill": book.kills[index].kill = name(value, "kill") ?? .stopTimeout
    case "confidence": book.kills[index].confidence = name(value, "confidence")
    case "cause": book.kills[index].conditions.cause = texts(value)
    case "for": book.kills[index].cases.wanted.append(String(value))
    case "against": book.kills[index].cases.unwanted.append(String(value))
    default:
      var conditions = book.kills[index].conditions
      let isKnown = setCondition(key, value, in: &conditions)
      book.kills[index].conditions = conditions
      if !isKnown {
        reportKey(key, "a kill", "\(Self.conditionKeys), cause, kill, confidence, for, against")
      }
    }
  }

  /// The patterns of a line: one, or those of a list of words.
  mutating func patterns(_ value: Substring) -> [String] {
    guard value.utf8.first == UInt8(ascii: "<"), value.utf8.last == UInt8(ascii: ">") else {
      return [String(value)]
    }
    guard let words = book.words[String(value.dropFirst().dropLast())] else {
      report("list of words \(value) is not defined above")
      return []
    }
    return words
  }

  /// A value by the name that is stored in the archive.
  mutating func name<Value: RawRepresentable & CaseIterable>(
    _ text: Substring, _ kind: String
  ) -> Value? where Value.RawValue == String {
    if let value = Value(rawValue: String(text)) { return value }
    let names = Value.allCases.map(\.rawValue)
    let known = names.count > 12 ? "" : "; allowed: \(names.joined(separator: ", "))"
    report("\(kind) cannot be `\(text)`\(known)")
    return nil
  }

  mutating func requested(_ value: Substring) -> Bool? {
    if value == "yes" { return true }
    if value == "no" { return false }
    if value != "unknown" { report("requested is yes, no or unknown, not `\(value)`") }
    return nil
  }

  private mutating func isRoutine(_ value: Substring) -> Bool? {
    if value == "routine" { return true }
    if value != "abnormal" { report("kind cannot be `\(value)`") }
    return false
  }

  private mutating func outcome(_ value: Substring) -> Rulebook.StopRule.Outcome {
    switch value {
    case "text of task": .taskText
    case "text of container": .containerText
    case "text of attachment": .attachmentText
    default: .category(name(value, "category") ?? .unknown)
    }
  }
}
