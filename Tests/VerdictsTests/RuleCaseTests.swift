import Testing

@testable import Verdicts

@Suite("cases of the rules") struct RuleCaseTests {
  private static let book = Rulebook.withCases()
  private let classifier = VerdictClassifier(Self.book)

  @Test func everyTextDecidesOnItsCasesAndOnNoOther() {
    for rule in Self.book.texts {
      for text in rule.cases.wanted {
        #expect(classifier.finding(of: text).rule == rule.id, "\(text)")
      }
      for text in rule.cases.unwanted {
        #expect(classifier.finding(of: text).rule != rule.id, "\(text)")
      }
    }
  }

  @Test func everyStopDecidesOnItsCasesAndOnNoOther() throws {
    for (index, rule) in Self.book.stops.enumerated() {
      for text in rule.cases.wanted {
        let decided = classifier.decision(on: try facts(text)).rule
        #expect(decided == index, "\(rule.id): \(text) is \(Self.book.stops[decided].id)")
      }
      for text in rule.cases.unwanted {
        #expect(classifier.decision(on: try facts(text)).rule != index, "\(rule.id): \(text)")
      }
    }
  }

  @Test func everyKillDecidesOnItsCasesAndOnNoOther() throws {
    for (index, rule) in Self.book.kills.enumerated() {
      for text in rule.cases.wanted {
        let decided = classifier.decision(on: try facts(text)).killRule
        #expect(decided == index, "\(rule.id): \(text) is \(decided)")
      }
      for text in rule.cases.unwanted {
        #expect(classifier.decision(on: try facts(text)).killRule != index, "\(rule.id): \(text)")
      }
    }
  }

  private func facts(_ text: String) throws -> StopFacts {
    try #require(StopCase(text, classifier: classifier), "\(text)").facts
  }

  /// No alternative of a pattern is unused or misspelled.
  @Test func everyPatternIsInSomeCase() {
    var texts: [Int: [String]] = [:]
    for text in Self.book.texts.flatMap(\.cases.wanted) {
      texts[classifier.finding(of: text).number - 1, default: []].append(text)
    }
    for (index, rule) in Self.book.texts.enumerated() {
      // Words that rules share are tried by all of them together.
      let shared = Set(Self.book.words.values.joined())
      for pattern in rule.patterns.any + rule.patterns.and where !shared.contains(pattern) {
        expect(pattern, in: texts[index] ?? [], of: rule.id)
      }
    }
    for words in Self.book.words.values {
      for word in words { expect(word, in: texts.values.flatMap(\.self), of: "words") }
    }
    for (index, family) in Self.book.families.enumerated() {
      let members = Self.book.texts.indices.filter { Self.book.texts[$0].family == index }
      for pattern in family.patterns.any {
        expect(pattern, in: members.flatMap { texts[$0] ?? [] }, of: family.name)
      }
    }
  }

  private func expect(_ pattern: String, in texts: [String], of rule: String) {
    var book = Rulebook()
    var only = Rulebook.TextRule(id: "text/only")
    only.patterns.any = [pattern]
    book.texts = [only]
    let alone = VerdictClassifier(book)
    #expect(
      texts.contains { alone.finding(of: $0).number == 1 }, "\(pattern) of \(rule) is in no case")
  }

  @Test func caseOfLettersDoesNotMatterInAnyCase() {
    for rule in Self.book.texts {
      for text in rule.cases.wanted {
        let upper = Array(text.utf8).map { (97...122).contains($0) ? $0 - 32 : $0 }
        let finding = upper.withUnsafeBytes { classifier.finding(of: $0) }
        #expect(finding.rule == rule.id, "\(text)")
      }
    }
  }

  /// A category without a rule is one that no stop gets.
  @Test func everyCategoryCanCome() {
    var named = Set(Self.book.texts.map(\.category))
    for rule in Self.book.stops {
      if case .category(let category) = rule.outcome { named.insert(category) }
    }
    #expect(named == Set(StopCategory.allCases))
  }

  @Test func casesAreReadInFull() throws {
    let facts = try facts(
      "code Odd | task Essential container in task exited | container 137: out of memory | "
        + "sidecar none | attachment EphemeralStorage | service | started | stop 31 s")
    #expect(facts.stopCode == nil && facts.hasOtherStopCode)
    #expect(facts.taskText?.rule == "text/essential-container")
    #expect(facts.containers.map(\.exitCode) == [137, nil])
    #expect(facts.containers.map(\.text?.rule) == ["text/out-of-memory", nil])
    #expect(facts.containers.map(\.role) == [.main, .sidecar])
    #expect(facts.attachments.map(\.?.rule) == ["text/ephemeral-storage"])
    #expect(facts.isService && facts.hasStarted && facts.stopMilliseconds == 31_000)
    for bad in ["", "kode X", "container", "container x", "stop 3", "stop x s", "service no"] {
      #expect(StopCase(bad, classifier: classifier) == nil, "\(bad)")
    }
  }
}
