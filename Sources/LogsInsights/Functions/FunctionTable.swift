/// The functions of the language, by name.
enum FunctionTable {
  /// What can be compiled, in the order of the manual.
  static let supported: [Function] =
    numericFunctions + timeFunctions + generalFunctions + stringFunctions + jsonFunctions
    + aggregateFunctions + statisticalFunctions + orderedFunctions

  /// Functions of the language that are refused by name.
  static let unsupported = [
    "base64decode", "base64encode", "case", "decToHex",
    "endsWith", "formatDate", "greatest", "haversine", "hexToAscii", "hexToDec",
    "ipv4ToNumber", "isIpInSubnet", "isIpv4InSubnet", "isIpv6InSubnet", "isNumeric",
    "isPrivateIP", "isPublicIP", "isReservedIP", "isValidIp", "isValidIpV4", "isValidIpV6",
    "least", "log",
    "ltrim", "md5", "messageSize", "parseDate", "queryEndTime", "queryStartTime",
    "queryTimeRange", "regexReplace", "replace", "round", "rtrim", "sha256", "sqrt",
    "startsWith", "strcontains", "strftime", "substr",
    "toDouble", "toInt", "toLong", "toNumber", "trim",
    "urldecode", "urlencode",
  ]

  /// The names that a call may have.
  static let names = supported.map(\.name) + unsupported

  private static let byKey: [String: Function] = Dictionary(
    uniqueKeysWithValues: supported.map { (key($0.name), $0) })

  private static let unsupportedKeys = Set(unsupported.map(key))

  /// Names of other languages, and what is meant here.
  private static let synonyms = [
    "average": "avg", "ceiling": "ceil", "contains": "strcontains", "countif": "sum",
    "distinct": "count_distinct", "exists": "ispresent", "ifnull": "coalesce",
    "isnotnull": "ispresent", "isnull": "isempty", "lcase": "tolower", "len": "strlen",
    "length": "strlen", "lower": "tolower", "mean": "avg", "nvl": "coalesce",
    "percentile": "pct", "substring": "substr", "ucase": "toupper", "upper": "toupper",
  ]

  /// The function that an unknown name probably means.
  static func suggestion(for name: String) -> String? {
    synonyms[key(name)] ?? Suggestion.nearest(to: name, among: names)
  }

  /// The function of a name: case and underscores do not matter.
  static func function(named name: String) -> Function? { byKey[key(name)] }

  /// Whether the name is a function that is refused by name.
  static func isUnsupported(_ name: String) -> Bool { unsupportedKeys.contains(key(name)) }

  private static func key(_ name: String) -> String {
    String(
      decoding: name.utf8.lazy.filter { $0 != UInt8(ascii: "_") }.map(\.lowercasedASCII),
      as: UTF8.self)
  }
}
