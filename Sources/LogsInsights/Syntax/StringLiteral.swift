/// The escapes of quoted strings.
package enum StringLiteral {
  /// The value of a literal, its quotes included in the text.
  ///
  /// `\"` `\'` `\\` `\/` give the second character, `\n` `\t` `\r` the control character; every
  /// other backslash stays, also that of `\*`, which matters to the patterns of `parse`.
  static func value(of literal: ArraySlice<UInt8>) -> String {
    var value: [UInt8] = []
    var rest = literal.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.first else {
        value.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        value.append(escaped)
      case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): value.append(UInt8(ascii: "\r"))
      default:
        value.append(byte)
        continue
      }
      rest.removeFirst()
    }
    return String(decoding: value, as: UTF8.self)
  }

  /// The literal of a value, in double quotes.
  package static func text(of value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
