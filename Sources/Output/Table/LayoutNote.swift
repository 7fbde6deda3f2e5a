/// What a terminal does not show of a table, and how to see it.
package struct LayoutNote: Sendable, Equatable {
  package let text: String

  /// So many names are listed.
  private static let namesMax = 8

  /// Nil if everything is shown.
  init?(_ plan: TablePlan, columnCount: Int) {
    if plan.isList {
      text =
        "one field per line, because \(columnCount) columns do not fit; --columns or --format table shows a table"
      return
    }
    let hidden = plan.hidden.count
    let shortened = plan.shortened.count
    let noun = hidden + shortened == 1 ? "it" : "them"
    switch (hidden, shortened) {
    case (0, 0): return nil
    case (0, _):
      text =
        "\(Self.columns(shortened)) shortened: \(Self.list(plan.shortened)); --wide or --format list shows \(noun) whole"
    case (_, 0):
      text =
        "\(Self.columns(hidden)) hidden: \(Self.list(plan.hidden)); --wide, --columns or --format list shows \(noun)"
    default:
      text =
        "\(Self.columns(hidden)) hidden: \(Self.list(plan.hidden)); \(shortened) shortened: \(Self.list(plan.shortened)); "
        + "--wide, --columns or --format list shows \(noun)"
    }
  }

  private static func columns(_ count: Int) -> String {
    count == 1 ? "1 column" : "\(count) columns"
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(namesMax).joined(separator: ", ")
    return names.count > namesMax ? "\(shown) and \(names.count - namesMax) more" : shown
  }
}
