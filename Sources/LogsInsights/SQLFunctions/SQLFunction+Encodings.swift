extension SQLFunction {
  static let encodings: [SQLFunction] = [
    percentEncode, percentDecode, base64Encode, base64Decode, hexToText, hexToNumber, numberToHex,
  ]

  /// `(text)`: all bytes but letters, digits and `-._~` as `%XX`.
  public static let percentEncode = SQLFunction("insights_urlencode") {
    $0[0].textBytes.map { .text(PercentCode.encode($0)) } ?? .null
  }

  /// `(text)`: every `%XX` as the byte that it is; a `+` and a `%` without digits stay.
  public static let percentDecode = SQLFunction("insights_urldecode") {
    $0[0].textBytes.map { Value(repairing: PercentCode.decode($0)) } ?? .null
  }

  /// `(text)`: its bytes in Base64.
  public static let base64Encode = SQLFunction("insights_base64encode") {
    $0[0].textBytes.map { .text(Base64.encode($0)) } ?? .null
  }

  /// `(text)`: the text that Base64 holds; NULL if it is none.
  public static let base64Decode = SQLFunction("insights_base64decode") {
    $0[0].textBytes.flatMap { Base64.decode($0) }.map { Value(repairing: $0) } ?? .null
  }

  /// `(text)`: pairs of hexadecimal digits as text; NULL if they are none.
  public static let hexToText = SQLFunction("insights_hex_text") {
    $0[0].textBytes.flatMap { Hexadecimal.bytes(of: $0) }.map { Value(repairing: $0) } ?? .null
  }

  /// `(text)`: the number that hexadecimal digits are; NULL if they are none.
  public static let hexToNumber = SQLFunction("insights_hex_number") {
    $0[0].textBytes.flatMap { Hexadecimal.number(in: $0) }.map { .integer($0) } ?? .null
  }

  /// `(x)`: a number, its fraction cut, as `0xff` or `-0xff`; NULL beyond 64 bits.
  public static let numberToHex = SQLFunction("insights_number_hex") {
    switch $0[0].number {
    case .integer(let value): .text(Hexadecimal.text(of: value))
    case .real(let value):
      Int64(exactly: value.rounded(.towardZero)).map { .text(Hexadecimal.text(of: $0)) } ?? .null
    default: .null
    }
  }
}
