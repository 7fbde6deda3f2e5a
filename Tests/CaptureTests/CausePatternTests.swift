import EventPatterns
import FixtureArchive
import SQLite
import Storage
import Testing

@testable import Capture
@testable import Verdicts

/// The pattern of a cause against the classifier: it catches every stop that the classifier gives the cause.
@Suite struct CausePatternTests {
  private static let book = Rulebook.withCases()
  private static let patterns = Result { try compiled() }

  /// The patterns of all causes.
  private static func compiled() throws -> [StopCategory: EventPattern] {
    var patterns: [StopCategory: EventPattern] = [:]
    for category in StopCategory.allCases {
      guard let cause = CausePattern.of(category) else { continue }
      var scope = CaptureScope()
      scope.causes = [cause]
      patterns[category] = try EventPattern(pattern(scope).utf8)
    }
    return patterns
  }

  private static func pattern(_ scope: CaptureScope) throws -> String {
    JSONPrinter.compact(.object(try EventPatternDocument.make(scope)))
  }

  /// Cases with other letters or spaces than AWS writes: patterns compare spaces, wildcards case, and no pattern can do better.
  private static let oddSpellings: Set = [
    "Task failed to start - CANNOTPULLCONTAINERERROR: manifest unknown",
    "scaling activity  initiated by (deployment ecs-svc/77)",
  ]

  @Test func allButTheUnknownCanBeSaid() throws {
    #expect(Set(try Self.patterns.get().keys) == Set(StopCategory.allCases).subtracting([.unknown]))
    #expect(Set(CausePattern.names).count == StopCategory.allCases.count - 1)
  }

  @Test func reasonsOfTheRules() throws {
    let patterns = try Self.patterns.get()
    var tried = 0
    for rule in Self.book.texts {
      guard let cause = CausePattern.of(rule.category), let pattern = patterns[rule.category] else {
        continue
      }
      for text in rule.cases.wanted where !Self.oddSpellings.contains(text) {
        for place in [CausePattern.Places.task, .containers, .attachments]
        where cause.places.contains(place) {
          let event = CaseEvent(reason: text, in: place)
          tried += 1
          #expect(
            try pattern.matches(Array(event.text.utf8)), "\(rule.id) of \(rule.category): \(text)")
        }
      }
    }
    #expect(tried > 300)
  }

  @Test func stopsOfTheRules() throws {
    let patterns = try Self.patterns.get()
    let classifier = VerdictClassifier(Self.book)
    var tried = 0
    for cases in Self.book.stops.map(\.cases) + Self.book.kills.map(\.cases) {
      for text in cases.wanted + cases.unwanted {
        let facts = try #require(StopCase(text, classifier: classifier)).facts
        guard let pattern = patterns[classifier.verdict(on: facts).category] else { continue }
        tried += 1
        #expect(
          try pattern.matches(Array(CaseEvent(stop: text).text.utf8)),
          "\(classifier.verdict(on: facts).category): \(text)")
      }
    }
    #expect(tried > 200)
  }

  /// The events of the fixtures that the article's rule lets through, with the verdicts that the archive gives them.
  @Test(arguments: [
    FixtureArchive.open, FixtureArchive.openWithIncident, FixtureArchive.openWithJobs,
    FixtureArchive.openWithRollback,
  ])
  func stopsOfAnArchive(open: @Sendable () throws -> Archive) throws {
    let patterns = try Self.patterns.get()
    let archive = try open()
    let reader = try MessageReader(archive)
    let select = try archive.connection.prepare(
      "SELECT id, category FROM stopped_tasks")
    let everyStop = try EventPattern(Self.pattern(CaptureScope()).utf8)
    var tried = 0
    while try select.step() {
      let message = try reader.withMessage(ofTask: select.integer(at: 0)) { Array($0) }
      let category = try #require(StopCategory(rawValue: select.string(at: 1) ?? ""))
      guard let pattern = patterns[category], try everyStop.matches(message) else { continue }
      let text = String(decoding: message, as: UTF8.self)
      // An exit code that is a string, which Amazon ECS never sends.
      if text.contains(#""exitCode":"137""#) { continue }
      tried += 1
      #expect(
        try pattern.matches(message), "\(category): \(text)")
    }
    #expect(tried > 4)
  }

  /// A cause without a note catches, among the reasons of the rules, only its own.
  @Test func whatElseIsCaughtIsSaid() throws {
    let patterns = try Self.patterns.get()
    for (category, pattern) in patterns where CausePattern.of(category)?.alsoCatches == nil {
      for rule in Self.book.texts where rule.category != category {
        for text in rule.cases.wanted {
          let event = CaseEvent(reason: text, in: .task)
          #expect(
            try !pattern.matches(Array(event.text.utf8)), "\(category) catches \(text)")
        }
      }
    }
  }

  /// What EventBridge takes: the language, and its limits for one cause.
  @Test func eachFitsTheLimits() throws {
    for category in StopCategory.allCases {
      guard let cause = CausePattern.of(category) else { continue }
      var scope = CaptureScope()
      scope.causes = [cause]
      for abnormal in [CaptureScope.AbnormalStops.notOnly, .recommended, .byExitCodes]
      where abnormal == .notOnly || category != .serviceScaling {
        scope.abnormal = abnormal
        let warnings = try EventPattern(Self.pattern(scope).utf8).warnings
        #expect(warnings.isEmpty, "\(category)")
      }
    }
  }
}
