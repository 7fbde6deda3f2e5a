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
  /// What it counts; nil where nobody says.
  package let unit: String?

  /// - Throws: a mistake if the text is none of the kinds.
  init(_ text: String) throws(ReportHead.Mistake) {
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
  package var text: String { number.rawValue + (unit.map { " of \($0)" } ?? "") }

  /// What values it takes, where one is refused.
  func requirement(refusing value: String) -> String {
    let isTooSmall = number == .whole && Int64(value) != nil
    return "a \(text)" + (isTooSmall ? " from 1" : "")
  }

  func admits(_ value: String) -> Bool {
    switch number {
    case .whole: Int64(value).map { $0 > 0 } ?? false
    case .any: Double(value)?.isFinite ?? false
    }
  }
}
