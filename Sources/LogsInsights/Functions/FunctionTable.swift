/// The functions of the language, by name.
public enum FunctionTable {
  /// What can be compiled, in the order of the manual.
  static let supported: [Function] =
    numericFunctions + timeFunctions + dateFunctions + generalFunctions + addressFunctions
    + stringFunctions + trimFunctions + encodingFunctions + jsonFunctions + aggregateFunctions
    + statisticalFunctions + orderedFunctions

  /// Functions of the language that are refused by name, and why.
  static let unsupported: [String: String] = [
    "haversine": "stop events hold no coordinates"
  ]

  /// The names of the functions that can be compiled.
  public static let supportedNames = supported.map(\.name)

  /// The functions whose calls plans have in them; all others stand for other scalars.
  public static let namesInPlans = supported.filter { !$0.isReplaced }.map(\.name)

  /// The names that a call may have.
  static let names = supportedNames + unsupported.keys.sorted()

  private static let byKey: [String: Function] = Dictionary(
    uniqueKeysWithValues: supported.map { (key($0.name), $0) })

  private static let reasons: [String: String] = Dictionary(
    uniqueKeysWithValues: unsupported.map { (key($0.key), $0.value) })

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
    synonyms[key(name)] ?? NameSuggestions.nearest(to: name, among: names)
  }

  /// The function of a name: case and underscores do not matter.
  static func function(named name: String) -> Function? { byKey[key(name)] }

  /// Why a function of the language is refused; nil for any other name.
  static func reason(against name: String) -> String? { reasons[key(name)] }

  private static func key(_ name: String) -> String {
    String(
      decoding: name.utf8.lazy.filter { $0 != UInt8(ascii: "_") }.map(\.lowercasedASCII),
      as: UTF8.self)
  }
}
