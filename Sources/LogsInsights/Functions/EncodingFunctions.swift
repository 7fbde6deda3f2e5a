extension FunctionTable {
  static let encodingFunctions: [Function] = [
    encoding(
      "urlencode(s: text) → text", "the text with all bytes but letters, digits and -._~ as %XX",
      example: "urlencode(detail.group)", .percentEncode),
    encoding(
      "urldecode(s: text) → text", "the text with every %XX as the byte that it is",
      example: "urldecode(\"a%20b\")", .percentDecode),
    encoding(
      "base64encode(s: text) → text", "the text in Base64",
      example: "base64encode(detail.stopCode)", .base64Encode),
    encoding(
      "base64decode(s: text) → text", "the text that Base64 holds; missing if s is none",
      example: "base64decode(\"RUNT\")", .base64Decode),
    encoding(
      "hexToAscii(s: text) → text",
      "the text that pairs of hexadecimal digits are; missing if s is none",
      example: "hexToAscii(\"454353\")", .hexToText),
    Function(
      "hexToDec(s: text) → number",
      "the number that hexadecimal digits are; missing if s is none or needs more than 64 bits",
      example: "hexToDec(\"0xff\")"
    ) {
      let text = $0.asText
      if text.isMissing { return .missing }
      var term = Term(.call(.hexToNumber, text.sql), .number, from: [text])
      term.bound = 1e19
      return term
    },
    Function(
      "decToHex(a: number) → text", "the number, its fraction cut, in hexadecimal digits",
      example: "decToHex(255)"
    ) {
      let number = $0.asNumber
      if number.isMissing { return .missing }
      return Term(.call(.numberToHex, number.sql), .text, from: [number])
    },
    Function(
      "md5(s: text) → text", "the MD5 digest in hexadecimal digits",
      example: "md5(detail.group)"
    ) { .text([$0]) { .call(SQLFunction.md5, $0) } },
    Function(
      "sha256(s: text) → text", "the SHA-256 digest in hexadecimal digits",
      example: "sha256(detail.group)"
    ) { .text([$0]) { .call(SQLFunction.sha256, $0) } },
  ]

  private static func encoding(
    _ signature: String, _ summary: String, example: String, _ function: SQLFunction
  ) -> Function {
    Function(signature, summary, example: example) {
      .text([$0]) { .call(function.name, $0) }
    }
  }
}
