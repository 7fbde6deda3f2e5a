/// What must be true of a stop for a rule to match; conditions that are not stated always hold.
package struct StopConditions: Sendable {
  /// A set of stop codes: one bit for each known one, then one for others and one for none.
  struct Codes: OptionSet {
    let rawValue: UInt16
    static let other = Codes(rawValue: 1 << 14)
    static let none = Codes(rawValue: 1 << 15)
    static let all = Codes(rawValue: .max)

    static func of(_ code: StopCode) -> Codes {
      switch code {
      case .taskFailedToStart: Codes(rawValue: 1 << 0)
      case .essentialContainerExited: Codes(rawValue: 1 << 1)
      case .userInitiated: Codes(rawValue: 1 << 2)
      case .serviceSchedulerInitiated: Codes(rawValue: 1 << 3)
      case .spotInterruption: Codes(rawValue: 1 << 4)
      case .terminationNotice: Codes(rawValue: 1 << 5)
      case .infrastructureHealth: Codes(rawValue: 1 << 6)
      }
    }
  }

  /// A set of findings: one bit for each category, and one for no reason at all.
  struct Texts: OptionSet {
    let rawValue: UInt64
    static let absent = Texts(rawValue: 1 << 63)
    static let all = Texts(rawValue: .max)

    static func of(_ category: StopCategory) -> Texts {
      Texts(rawValue: 1 << UInt64(StopCategory.allCases.firstIndex(of: category) ?? 0))
    }
  }

  /// A set of values for whether the stop was requested.
  struct Requested: OptionSet {
    let rawValue: UInt8
    static let no = Requested(rawValue: 1)
    static let yes = Requested(rawValue: 2)
    static let unknown = Requested(rawValue: 4)
    static let all = Requested(rawValue: 7)

    static func of(_ isRequested: Bool?) -> Requested {
      guard let isRequested else { return .unknown }
      return isRequested ? .yes : .no
    }
  }

  /// What the exit codes of containers must be.
  struct Exits: Sendable {
    enum Quantity: String, CaseIterable, Sendable { case some, all, no }

    /// Which containers: all that count, or the main ones or the sidecars among them.
    enum Whose: String, CaseIterable, Sendable { case any, main, sidecar }

    var whose = Whose.any
    var quantity: Quantity
    var set: ExitSet
  }

  var codes = Codes.all
  var requested = Requested.all
  var task = Texts.all
  /// What the reason of one container must be, and its exit code.
  var container: (text: Texts, exit: ExitSet?)?
  /// What the reason of one attachment must be.
  var attachment: Texts?
  var exits: [Exits] = []
  var isService: Bool?
  var hasStarted: Bool?
  /// The shortest time that the stop may have taken.
  var stopMilliseconds: Int64?
  /// The category that other rules have found.
  var cause = Texts.all
}
