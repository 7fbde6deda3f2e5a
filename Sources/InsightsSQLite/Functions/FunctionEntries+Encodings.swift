extension FunctionEntries {
  static let encodings: [FunctionEntry] = [
    FunctionEntry("urlencode", .percentEncode),
    FunctionEntry("urldecode", .percentDecode),
    FunctionEntry("base64encode", .base64Encode),
    FunctionEntry("base64decode", .base64Decode),
    FunctionEntry("hexToAscii", .hexToText),
    FunctionEntry("hexToDec", .hexToNumber),
    FunctionEntry("decToHex", .numberToHex),
    FunctionEntry("md5", .md5),
    FunctionEntry("sha256", .sha256),
  ]

  static let structures: [FunctionEntry] = [
    FunctionEntry("jsonStringify", .jsonText),
    FunctionEntry("jsonArraySize", .jsonSize),
    FunctionEntry("jsonArrayContains", .jsonContains),
    FunctionEntry("split", .split),
  ]
}
