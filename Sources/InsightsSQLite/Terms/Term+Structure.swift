import LogsInsights

extension SQLFragment {
  /// What a path reaches in a map or list.
  static func member(_ value: Term, path: String) -> SQLFragment {
    call(.member, value.sql, .constant(.text(path)))
  }

  /// Whether a list has an element.
  static func isElement(_ value: Term, of list: Term) -> SQLFragment {
    call(.jsonContains, list.sql, value.sql)
  }

  /// The value of an element, made of the JSON text that the row has of it.
  static let elementValue = call(.element, .element)
}
