package import Verdicts

/// How an event pattern says that a stop has a certain cause.
///
/// The classifier weighs all facts of a stop with regular expressions; a pattern compares fields one by one. So a pattern
/// catches at least the stops of its cause, and often more: `alsoCatches` says which.
package struct CausePattern: Sendable {
  package let category: StopCategory
  /// What the reason says, in one of the places.
  let reasons: [ReasonMatch]
  let places: Places
  /// Stop codes that have this cause, or may have it.
  let codes: [StopCode]
  /// What else tells of the cause.
  let others: [DetailCondition]
  /// What the pattern catches besides the cause; nil where nothing is known of that kind.
  package let alsoCatches: String?

  /// The fields of an event that have a reason.
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
  /// - Throws: `CaptureError` if there is no such cause, or a pattern cannot say it.
  package init(named name: String) throws(CaptureError) {
    guard let category = StopCategory(rawValue: name) else { throw .unknownCause(name) }
    guard let pattern = Self.of(category) else { throw .inexpressibleCause(name) }
    self = pattern
  }

  /// The names of all causes that a pattern can say.
  package static let names = StopCategory.allCases.filter { of($0) != nil }.map(\.rawValue)

  /// How a pattern says a cause; nil where it cannot.
  package static func of(_ category: StopCategory) -> CausePattern? {
    CauseTable.standard[category]
  }
}
