/// A time zone: a fixed distance from UTC, or the rules of a place.
package enum Zone: Equatable {
  case offset(ZoneOffset)
  case place(ZoneRules)

  package static let utc = Zone.offset(.utc)

  /// Reads `UTC`, `+02:00` and the like, and the names of the system's time zones: `Asia/Tokyo`.
  package init?(_ text: UnsafeRawBufferPointer) {
    if let offset = ZoneOffset(text) {
      self = .offset(offset)
    } else if let rules = ZoneDatabase.system.zone(named: text) {
      self = .place(rules)
    } else {
      return nil
    }
  }

  /// How far the zone's clocks are from UTC at a time in milliseconds.
  package func offset(at milliseconds: Int64) -> ZoneOffset {
    switch self {
    case .offset(let offset): offset
    case .place(let rules):
      ZoneOffset(seconds: rules.clock(at: milliseconds.flooredQuotient(by: 1000)).offset)
    }
  }

  /// What the zone's people call its time then: `CEST`, `+02:00`.
  package func abbreviation(at milliseconds: Int64) -> String {
    switch self {
    case .offset(let offset): offset == .utc ? "UTC" : offset.text(separator: ":")
    case .place(let rules):
      rules.clock(at: milliseconds.flooredQuotient(by: 1000)).abbreviation
    }
  }

  /// The time at which the zone's clocks show a time, both in milliseconds.
  ///
  /// As in Java: of two such times it is the earlier one, and where clocks skip the time, they are
  /// read as if they had not been put forward yet.
  package func time(ofLocal milliseconds: Int64) -> Int64 {
    let before =
      milliseconds - offset(at: milliseconds - CivilCalendar.millisecondsPerDay).milliseconds
    let offset = offset(at: before).milliseconds
    let after = milliseconds - offset
    let isBefore = before == after
    return isBefore || self.offset(at: after).milliseconds != offset ? before : after
  }
}
