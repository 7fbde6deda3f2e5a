package import Verdicts

/// How an event pattern expresses a cause.
///
/// The classifier weighs all facts of a stop with regular expressions; a pattern compares fields one by one. So a
/// pattern matches at least the stops of its cause, and often more: `alsoCatches` says which.
package struct CausePattern: Sendable {
  package let category: StopCategory
  /// The spellings of the reason, in one of the places.
  let reasons: [ReasonMatch]
  let places: Places
  /// Stop codes that have, or may have, this cause.
  let codes: [StopCode]
  /// Other conditions that indicate the cause.
  let others: [DetailCondition]
  /// What the pattern catches besides the cause; nil where nothing is known of that kind.
  package let alsoCatches: String?

  /// The fields of an event that contain a reason.
  struct Places: OptionSet, Sendable {
    let rawValue: Int
    static let task = Places(rawValue: 1)
    static let containers = Places(rawValue: 2)
    static let attachments = Places(rawValue: 4)
  }

  init(
    _ category: StopCategory, in places: Places = .task, _ reasons: [ReasonMatch],
    codes: [StopCode] = [], others: [DetailCondition] = [], alsoCatches: String? = nil
  ) {
    self.category = category
    self.places = places
    self.reasons = reasons
    self.codes = codes
    self.others = others
    self.alsoCatches = alsoCatches
  }

  /// Finds a cause by its name, as reports print it.
  ///
  /// - Throws: `CaptureError` if there is no such cause, or a pattern cannot express it.
  package init(named name: String) throws(CaptureError) {
    guard let category = StopCategory(rawValue: name) else { throw .unknownCause(name) }
    guard let pattern = Self.of(category) else { throw .inexpressibleCause(name) }
    self = pattern
  }

  /// The names of all causes that a pattern can express.
  package static let names = StopCategory.allCases.filter { of($0) != nil }.map(\.rawValue)

  /// The pattern for a cause; nil if there is none.
  package static func of(_ category: StopCategory) -> CausePattern? {
    CauseTable.standard[category]
  }
}
