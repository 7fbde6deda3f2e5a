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
    // What tells that these are secrets stands in another field.
    let parts = name.split(separator: ".")
    return parts.last == "value" || parts.contains("command") ? .derived : .inText
  }

  /// Whether secrets can be parts of a field's values.
  static func isSource(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    guard let last = parts.last else { return false }
    return name == "@message"
      || ["detail", "stoppedReason", "reason", "group", "startedBy"].contains(last)
      || parts.contains {
        ["overrides", "tags", "attributes", "details", "attachments"].contains($0)
      }
  }

  /// The parts of a name after that of the list `environment`; nil for a field that is not in one.
  private static func insideEnvironment(_ name: String) -> ArraySlice<Substring>? {
    let parts = name.split(separator: ".")
    guard parts.contains("overrides"),
      let index = parts.firstIndex(where: { $0.lowercased() == "environment" })
    else { return nil }
    return parts[(index + 1)...]
  }
}
