extension RulebookParser {
  /// Reports what is missing after all lines have been read.
  mutating func check(casesAreKept: Bool) {
    for category in StopCategory.allCases {
      let entry = book[category]
      if entry.title.isEmpty || entry.advice.isEmpty {
        report("has no title or no advice", in: "category/\(category.rawValue)")
      }
    }
    checkTexts()
    if let last = book.stops.last {
      if !last.conditions.holdsAlways {
        report(
          "is the last rule but has conditions, so some stops would have no verdict", in: last.id)
      }
    } else {
      report("there are no rules for stops")
    }
    for rule in book.stops.dropLast() where rule.conditions.holdsAlways {
      report("has no conditions, so the rules after it can never match", in: rule.id)
    }
    guard casesAreKept else { return }
    let cases =
      book.texts.map { ($0.id, $0.cases) } + book.stops.map { ($0.id, $0.cases) }
      + book.kills.map { ($0.id, $0.cases) }
    for (id, cases) in cases where cases.wanted.isEmpty || cases.unwanted.isEmpty {
      report("needs a case that it matches and one that it does not", in: id)
    }
  }

  private mutating func checkTexts() {
    for rule in book.texts {
      if rule.category == .unknown { report("has no category", in: rule.id) }
      if rule.patterns.any.isEmpty && rule.family == nil { report("has no pattern", in: rule.id) }
    }
    for (index, family) in book.families.enumerated() {
      if family.patterns.any.isEmpty { report("has no pattern", in: "family/\(family.name)") }
      let members = book.texts.filter { $0.family == index }
      if members.last?.patterns.any.isEmpty != true {
        report(
          "has no last rule without patterns, so some reasons would match nothing",
          in: "family/\(family.name)")
      }
      for rule in members.dropLast() where rule.patterns.any.isEmpty {
        report("has no pattern, so the rules after it can never match", in: rule.id)
      }
    }
  }
}

extension StopConditions {
  /// Whether there are no conditions at all.
  var holdsAlways: Bool {
    codes == .all && requested == .all && task == .all && container == nil && attachment == nil
      && exits.isEmpty && isService == nil && hasStarted == nil && stopMilliseconds == nil
      && cause == .all
  }
}
