/// A query that has a name.
package struct SavedQuery: Sendable {
  /// `ecs-stops/NAME` for a report that comes with the command.
  package let name: String
  /// Logs Insights QL; `{{name}}` stands for a parameter.
  package let text: String
  /// When it was changed, in milliseconds since 1970; nil if that is not known.
  package let changedAt: Int64?

  package init(name: String, text: String, changedAt: Int64?) {
    self.name = name
    self.text = text
    self.changedAt = changedAt
  }

  /// A UUID that the name alone decides.
  var id: String { UUIDText.of(name) }
}
