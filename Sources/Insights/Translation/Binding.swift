/// A constant of a compiled query, bound to a numbered parameter.
package enum Binding: Hashable, Sendable {
  case integer(Int64)
  case real(Double)
  case text(String)
  case null
}

extension Binding {
  /// The constant as SQL, for people to read.
  package var displayText: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let value):
      "'"
        + value.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    case .null: "NULL"
    }
  }
}
