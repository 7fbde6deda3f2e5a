import Glibc

extension Zone {
  /// The zone of the machine, or the one that the environment variable `TZ` names; UTC where neither is known.
  ///
  /// `TZ` is a name of the time zone database (`Europe/Berlin`), a path, or a rule (`CET-1CEST,M3.5.0,M10.5.0/3`), with
  /// or without a colon before it.
  package static var local: Zone {
    guard let variable = getenv("TZ") else { return file("/etc/localtime") ?? .utc }
    let text = String(cString: variable)
    let name = String(text.drop { $0 == ":" })
    if name.isEmpty { return .utc }
    if name.hasPrefix("/") { return file(name) ?? .utc }
    if let rules = ZoneDatabase.system.zone(named: name) { return .place(rules) }
    if let rule = ZoneRule(Array(name.utf8)[...]) {
      let first = rule.clock(at: 0)
      return .place(ZoneRules(changes: [], clocks: [], first: first, rule: rule))
    }
    return .utc
  }

  private static func file(_ path: String) -> Zone? {
    ZoneFile.rules(atPath: path).map { .place($0) }
  }
}
