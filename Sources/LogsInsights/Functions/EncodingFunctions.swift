extension FunctionTable {
  static let encodingFunctions: [Function] = [
    Function(
      "urlencode(s: text) → text", "the text with all bytes but letters, digits and -._~ as %XX",
      example: "urlencode(detail.group)"),
    Function(
      "urldecode(s: text) → text", "the text with every %XX as the byte that it is",
      example: "urldecode(\"a%20b\")"),
    Function(
      "base64encode(s: text) → text", "the text in Base64",
      example: "base64encode(detail.stopCode)"),
    Function(
      "base64decode(s: text) → text", "the text that Base64 holds; missing if s is none",
      example: "base64decode(\"RUNT\")"),
    Function(
      "hexToAscii(s: text) → text",
      "the text that pairs of hexadecimal digits are; missing if s is none",
      example: "hexToAscii(\"454353\")"),
    Function(
      "hexToDec(s: text) → number",
      "the number that hexadecimal digits are; missing if s is none or needs more than 64 bits",
      example: "hexToDec(\"0xff\")", .call(giving: .bounded(by: 1e19))),
    Function(
      "decToHex(a: number) → text", "the number, its fraction cut, in hexadecimal digits",
      example: "decToHex(255)"),
    Function(
      "md5(s: text) → text", "the MD5 digest in hexadecimal digits",
      example: "md5(detail.group)"),
    Function(
      "sha256(s: text) → text", "the SHA-256 digest in hexadecimal digits",
      example: "sha256(detail.group)"),
  ]
}
