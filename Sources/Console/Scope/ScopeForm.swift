import Charts
import Reports

/// The form of the scope bar, which always sends both of its times, and the parameters that it means.
///
/// A time that was `since=24h` stays so if the reader has not changed what the fields show.
enum ScopeForm {
  /// The fields of the times, and what they showed at first.
  static let from = "from"
  static let to = "to"
  private static let shown = "shown"

  /// The fields that are not seen: the parameters that go along.
  static func hidden(_ parameters: URLParameters, _ window: ReportWindow) -> Markup {
    var markup = Markup()
    let kinds = Set(ReportScope.Kind.allCases.map(\.rawValue))
    for pair in parameters.pairs where !kinds.contains(pair.name) {
      markup.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
    }
    markup.empty("input", ["type": "hidden", "name": "shown", "value": text(of: window)])
    return markup
  }

  private static func text(of window: ReportWindow) -> String {
    TimeText.minute(window.first) + "," + TimeText.minute(window.last)
  }

  /// What a form that was sent means; nil if the parameters are not those of a form.
  static func meaning(of parameters: URLParameters) -> URLParameters? {
    guard let before = parameters[shown] else { return nil }
    let from = parameters.text(from) ?? ""
    let to = parameters.text(to) ?? ""
    var meant = parameters.removing(shown, Self.from, Self.to)
    guard before != from + "," + to else { return meant }
    meant = meant.removing("since", "start", "end")
    if !from.isEmpty { meant = meant.setting("start", to: from) }
    if !to.isEmpty { meant = meant.setting("end", to: to) }
    return meant
  }
}
