import Glibc

extension Zone {
  /// The zone of the machine, or the one that the environment variable `TZ` names; UTC where neither is known.
  ///
  /// `TZ` is a name of the time zone database (`Europe/Berlin`), a path, or a rule (`CET-1CEST,M3.5.0,M10.5.0/3`), with
  /// or without a colon before it.
  package static var local: Zone {
    guard let variable = getenv("TZ") else { return file("/etc/localtime") ?? .utc }
    return named(String(cString: variable)) ?? .utc
  }

  /// The value of `TZ` if it is not a time zone; nil if it is one, or is not set.
  package static var unknownLocalName: String? {
    guard let variable = getenv("TZ") else { return nil }
    let text = String(cString: variable)
    return named(text) == nil ? text : nil
  }

  /// The zone that a value of `TZ` stands for; nil if it is not known.
  private static func named(_ text: String) -> Zone? {
    let name = String(text.drop { $0 == ":" })
    if name.isEmpty { return .utc }
    if name.hasPrefix("/") { return file(name) }
    if let rules = ZoneDatabase.system.zone(named: name) { return .place(rules) }
    guard let rule = ZoneRule(Array(name.utf8)[...]) else { return nil }
    let first = rule.clock(at: 0)
    return .place(ZoneRules(changes: [], clocks: [], first: first, rule: rule))
  }

  private static func file(_ path: String) -> Zone? {
    ZoneFile.rules(atPath: path).map { .place($0) }
  }
}
