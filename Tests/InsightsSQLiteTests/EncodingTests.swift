import Testing

@testable import InsightsSQLite

/// Base64, hexadecimal digits and percent codes, at their edges.
@Suite struct EncodingTests {
  /// The examples of RFC 4648.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64(_ text: String, _ code: String) {
    #expect(call(.base64Encode, .text(text)) == "'\(code)'")
    #expect(call(.base64Decode, .text(code)) == "'\(text)'")
    let unpadded = code.filter { $0 != "=" }
    #expect(call(.base64Decode, .text(unpadded)) == "'\(text)'")
  }

  @Test(arguments: [
    "Z", "Zm9vY", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zm9v=", "Zm9v====", "Zm=v", "Zm9v\n",
    "Zm9*", "Zmä",
  ])
  func noBase64(_ code: String) {
    #expect(call(.base64Decode, .text(code)) == "NULL")
  }

  @Test func everyByteOfBase64() {
    let text = String(String.UnicodeScalarView((0..<0x250).compactMap(Unicode.Scalar.init)))
    for length in 0..<40 {
      let part = String(text.unicodeScalars.dropFirst(length * 7).prefix(length))
      let code = call(.base64Encode, .text(part)).dropFirst().dropLast()
      #expect(call(.base64Decode, .text(String(code))) == "'\(part)'")
      let forURLs = code.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
      #expect(call(.base64Decode, .text(String(forURLs))) == "'\(part)'")
    }
  }

  @Test(arguments: [
    ("0", "0"), ("00ff", "255"), ("0XfF", "255"), ("-0x1", "-1"), ("-1", "-1"),
    ("7fffffffffffffff", "9223372036854775807"), ("-8000000000000000", "-9223372036854775808"),
    ("8000000000000000", "NULL"), ("", "NULL"), ("0x", "NULL"), ("-", "NULL"), ("+1", "NULL"),
    ("0x-1", "NULL"), (" 1", "NULL"), ("g", "NULL"), ("0x0x1", "NULL"), ("1.5", "NULL"),
  ])
  func hexadecimalNumbers(_ digits: String, _ number: String) {
    #expect(call(.hexToNumber, .text(digits)) == number)
  }

  @Test(
    arguments: [
      (0, "0x0"), (-0.9, "0x0"), (255.9, "0xff"), (-16, "-0x10"), (9.0e18, "0x7ce66c50e2840000"),
      (9.3e18, nil),
    ] as [(Double, String?)])
  func numbersInHexadecimal(_ number: Double, _ text: String?) {
    #expect(call(.numberToHex, .real(number)) == text.map { "'\($0)'" } ?? "NULL")
  }

  @Test func extremeNumbersInHexadecimal() {
    #expect(call(.numberToHex, .integer(.min)) == "'-0x8000000000000000'")
    #expect(call(.numberToHex, .integer(.max)) == "'0x7fffffffffffffff'")
  }

  @Test(arguments: [
    ("", "''"), ("0x", "''"), ("41", "'A'"), ("0X4142", "'AB'"), ("e282ac", "'€'"),
    ("ff", "'\u{FFFD}'"), ("4", "NULL"), ("4g", "NULL"), ("4 1", "NULL"),
  ])
  func hexadecimalTexts(_ digits: String, _ text: String) {
    #expect(call(.hexToText, .text(digits)) == text)
  }

  @Test(arguments: [
    ("%41%", "A%"), ("%4", "%4"), ("%", "%"), ("%4g", "%4g"), ("%%41", "%A"), ("+", "+"),
    ("%e2%82%AC", "€"),
  ])
  func percentCodes(_ code: String, _ text: String) {
    #expect(call(.percentDecode, .text(code)) == "'\(text)'")
  }

  @Test(arguments: ["", "a b", "100% ä€😀 +/?=&", "\0\u{7F}"])
  func percentCodesComeBack(_ text: String) {
    let code = call(.percentEncode, .text(text)).dropFirst().dropLast()
    #expect(code.utf8.allSatisfy { $0 > 32 && $0 < 127 })
    #expect(call(.percentDecode, .text(String(code))) == "'\(text)'")
  }
}
