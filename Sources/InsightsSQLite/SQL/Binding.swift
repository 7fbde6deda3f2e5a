/// A constant of a compiled query, bound to a numbered parameter.
package enum Binding: Hashable, Sendable {
  case integer(Int64)
  case real(Double)
  case text(String)
  case null
}

extension Binding {
  /// Equal constants share a parameter, so strings are equal only if their bytes are.
  package static func == (left: Binding, right: Binding) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left.bitPattern == right.bitPattern
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.null, .null): true
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .integer(let value): hasher.combine(value)
    case .real(let value): hasher.combine(value.bitPattern)
    case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .null: break
    }
  }

  /// The constant as SQL on one line, for people to read.
  package var displayText: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): Self.quoted(text)
    case .null: "NULL"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x27: quoted += "''"
      case 0..<0x20, 0x7F: quoted += "' || char(\(scalar.value)) || '"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}
