import Masking
package import Rows

/// What fields of events have to do with secrets.
package enum SecretPath {
  /// Where secrets are looked for in the values of a field, as it is.
  package static func secrecy(ofField name: String) -> ResultColumn.Secrecy {
    if let inside = insideEnvironment(name) {
      // The list itself, or an element: JSON without the name that tells what it is.
      if inside.allSatisfy({ Int($0) != nil }) { return .derived }
      return inside.last == "name" ? .inText : .whole
    }
    let parts = name.split(separator: ".")
    if !name.hasPrefix("@"), parts.contains(where: SecretName.isOfSecret) { return .whole }
    // What tells that these are secrets stands in another field.
    return parts.last == "value" || parts.contains("command") ? .derived : .inText
  }

  /// Whether secrets can be parts of a field's values.
  static func isSource(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    guard let last = parts.last(where: { Int($0) == nil }) else { return false }
    return name == "@message" || insideEnvironment(name) != nil || secrecy(ofField: name) == .whole
      || ["detail", "containers", "stoppedReason", "reason", "group", "startedBy"].contains(last)
      || parts.contains {
        ["overrides", "tags", "attributes", "details", "attachments", "secrets"].contains($0)
      }
  }

  /// The parts of a name after that of a list such as `environment`; nil for a field that is not in one.
  private static func insideEnvironment(_ name: String) -> ArraySlice<Substring>? {
    let parts = name.split(separator: ".")
    return parts.firstIndex(where: SecretName.isEnvironment).map { parts[($0 + 1)...] }
  }
}
