import Patterns

/// Tells the category of a reason's text.
///
/// It holds compiled patterns, which belong to one thread at a time, and takes milliseconds to
/// make: make one and keep it. Each distinct text is classified once, so it need not be faster
/// than a few dozen microseconds.
package final class ReasonClassifier {
  /// A rule of the table; the rules of a family follow that of the family itself.
  private struct Step {
    enum Outcome {
      case category(StopCategory)
      /// Go on with the next step if the conditions hold, else with this one.
      case skip(to: Int)
    }

    let conditions: [Pattern]
    let outcome: Outcome
  }

  private let steps: [Step]
  private var prepared: [UInt8] = []

  package convenience init() { self.init(rules: ReasonRules.all) }

  init(rules: [ReasonRule]) {
    var steps: [Step] = []
    Self.append(rules, to: &steps)
    self.steps = steps
  }

  private static func append(_ rules: [ReasonRule], to steps: inout [Step]) {
    for rule in rules {
      let conditions = rule.conditions.map(compile)
      switch rule.outcome {
      case .category(let category):
        steps.append(Step(conditions: conditions, outcome: .category(category)))
      case .family(let members):
        let index = steps.count
        steps.append(Step(conditions: [], outcome: .skip(to: index)))
        append(members, to: &steps)
        steps[index] = Step(conditions: conditions, outcome: .skip(to: steps.count))
      }
    }
  }

  private static func compile(_ alternatives: [String]) -> Pattern {
    do {
      return try Pattern(alternatives.joined(separator: "|"))
    } catch {
      preconditionFailure("the table of reasons has a bad pattern: \(error)")
    }
  }

  private static let numbered: [StopCategory] = ReasonClassifier().steps.map {
    if case .category(let category) = $0.outcome { category } else { .unknown }
  }

  static func category(numbered number: Int) -> StopCategory {
    number == 0 ? .unknown : numbered[number - 1]
  }

  /// The category that a text has by itself; `unknown` if it is empty or new.
  package func category(of text: UnsafeRawBufferPointer) -> StopCategory {
    guard let index = step(deciding: text), case .category(let category) = steps[index].outcome
    else { return .unknown }
    return category
  }

  /// The step that decides on a text, counted from the table's top with the members of families.
  func step(deciding text: UnsafeRawBufferPointer) -> Int? {
    ReasonText.prepare(text, into: &prepared)
    return prepared.withUnsafeBytes { bytes in
      var index = 0
      while index < steps.count {
        let holds = steps[index].conditions.allSatisfy { Self.matches($0, bytes) }
        switch steps[index].outcome {
        case .category:
          if holds { return index }
          index += 1
        case .skip(let end):
          index = holds ? index + 1 : end
        }
      }
      return nil
    }
  }

  /// A text on which a pattern gives up does not match it: such texts are nobody's messages.
  private static func matches(_ pattern: Pattern, _ text: UnsafeRawBufferPointer) -> Bool {
    do {
      return try pattern.matches(text)
    } catch {
      return false
    }
  }
}
