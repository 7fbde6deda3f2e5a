/// What a parameter of a report takes, as its head declares it: `whole number of seconds`.
package struct ReportValueKind: Sendable, Equatable {
  /// What a value has to be.
  package enum Number: String, CaseIterable, Sendable {
    /// A number from 1 without a fraction.
    case whole = "whole number"
    /// Any number.
    case any = "number"
  }

  package let number: Number
  /// The only values, if there are few: `1 or 24`.
  package var choices: [String] = []
  /// What it counts; nil where nobody says.
  package let unit: String?

  /// - Throws: a mistake if the text is none of the kinds.
  init(_ text: String) throws(ReportHead.Mistake) {
    let choices = text.split(separator: " or ").map(String.init)
    if choices.count > 1, choices.allSatisfy({ Int64($0) != nil }) {
      self.choices = choices
      number = .whole
      unit = nil
      return
    }
    for number in Number.allCases {
      let name = number.rawValue
      guard text == name || text.hasPrefix(name + " of ") else { continue }
      self.number = number
      unit = text == name ? nil : text.dropFirst(name.count + " of ".count).trimmed
      return
    }
    throw .init(
      sentence: "a parameter cannot be \"\(text)\"; it takes "
        + Number.allCases.map(\.rawValue).joined(separator: " or ") + ", with `of UNIT` after it")
  }

  /// `whole number of seconds`.
  package var text: String {
    choices.isEmpty
      ? number.rawValue + (unit.map { " of \($0)" } ?? "") : choices.joined(separator: " or ")
  }

  /// What values it takes, where one is refused.
  func requirement(refusing value: String) -> String {
    guard choices.isEmpty else { return text }
    let isTooSmall = number == .whole && Int64(value) != nil
    return "a \(text)" + (isTooSmall ? " from 1" : "")
  }

  func admits(_ value: String) -> Bool {
    guard choices.isEmpty else { return choices.contains(value) }
    return switch number {
    case .whole: Int64(value).map { $0 > 0 } ?? false
    case .any: Double(value)?.isFinite ?? false
    }
  }
}
