/// The heading of a column on a terminal: its name with its unit.
package enum ColumnTitle {
  /// `run_p50_seconds` in seconds is `run_p50 (s)`, `percent` is `%`, a time says that it is UTC.
  package static func text(of column: ResultColumn) -> String {
    let name = column.name
    if column.kind == .percent {
      if name == "percent" { return "%" }
      return "\(dropping("_percent", from: name)) (%)"
    }
    guard let unit = column.unit else { return name }
    return "\(dropping("_" + word(of: unit), from: name)) (\(unit.rawValue))"
  }

  /// Whether somebody who reads a heading may call the column so: by the heading, or by what stands before its unit.
  static func isName(_ text: String, of column: ResultColumn) -> Bool {
    let title = self.text(of: column)
    if text == title || text == "\(column.name) (UTC)" { return true }
    return column.unit != nil && title == "\(text) (\(column.unit?.rawValue ?? ""))"
  }

  private static func dropping(_ ending: String, from name: String) -> String {
    name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  /// How names of columns spell a unit.
  private static func word(of unit: ResultColumn.Unit) -> String {
    switch unit {
    case .milliseconds: "ms"
    case .seconds: "seconds"
    case .minutes: "minutes"
    case .hours: "hours"
    case .days: "days"
    case .bytes: "bytes"
    case .mebibytes: "mib"
    case .cpuUnits: "cpu"
    }
  }
}
