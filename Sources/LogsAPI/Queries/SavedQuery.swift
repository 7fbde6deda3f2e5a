/// A query that has a name.
package struct SavedQuery: Sendable {
  /// What a text leaves open: `{{name}}` stands for its value.
  package struct Parameter: Sendable {
    package let name: String
    /// Nil where one has to be given.
    package let standard: String?
    /// What it is, in a few words; nil where nobody has said.
    package let meaning: String?

    package init(name: String, standard: String? = nil, meaning: String? = nil) {
      self.name = name
      self.standard = standard
      self.meaning = meaning
    }
  }

  /// `ecs-stops/NAME` for a report that comes with the command.
  package let name: String
  /// Logs Insights QL.
  package let text: String
  package let parameters: [Parameter]
  /// When it was changed, in milliseconds since 1970; nil if that is not known.
  package let changedAt: Int64?

  package init(name: String, text: String, parameters: [Parameter], changedAt: Int64? = nil) {
    self.name = name
    self.text = text
    self.parameters = parameters
    self.changedAt = changedAt
  }

  /// A query of which nothing is known but its text.
  init(name: String, text: String, changedAt: Int64?) {
    var names: [String] = []
    for match in text.matches(of: /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/) {
      let name = String(match.1)
      if !names.contains(name) { names.append(name) }
    }
    self.init(
      name: name, text: text, parameters: names.map { Parameter(name: $0) }, changedAt: changedAt)
  }

  /// The text with the values that its parameters have where none is given; nil if one has to be given.
  package var standardText: String? {
    var text = text
    for parameter in parameters {
      guard let standard = parameter.standard else { return nil }
      text = text.replacing("{{\(parameter.name)}}", with: standard)
    }
    return text
  }

  /// A UUID that the name alone decides.
  var id: String { UUIDText.of(name) }
}
