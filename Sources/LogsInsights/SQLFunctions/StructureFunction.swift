/// The SQL functions of maps and lists; whoever runs compiled queries registers each one.
///
/// All are deterministic. A map or list that a query made is a BLOB of `m` and its compact JSON, in
/// which a key that comes twice counts at its first place. To every function that is not named
/// here it is missing, but ``SQLFunction/truth`` and ``SQLFunction/equals`` take it for false,
/// ``SQLFunction/scalar`` gives it unchanged, and ``SQLFunction/output`` its JSON. An argument that
/// is NULL gives NULL unless a case says otherwise.
public enum StructureFunction: String, CaseIterable, Sendable {
  /// `(text)`: the map or list that a text is as JSON; NULL for all else.
  case parse = "insights_json"
  /// `(text)`: a map of the `key=value` pairs of a text.
  case logfmt = "insights_logfmt"
  /// `(text)`: a list of the fields of a record, divided by commas, as RFC 4180 quotes them.
  case csv = "insights_csv"
  /// `(text, delimiter)`: a list of the texts between the delimiters.
  case split = "insights_split"
  /// `(value, path)`: what a ``ValuePath`` reaches in a map or list, as ``DynamicValue`` encodes it.
  case member = "insights_member"
  /// `(value)`: the JSON of a map or list; NULL for all else.
  case stringify = "insights_json_text"
  /// `(value)`: how many elements a list has, or a text that is one as JSON; NULL for all else.
  case size = "insights_json_size"
  /// `(value, element)`: 1 if a list, or a text that is one as JSON, has an equal element, else 0.
  case contains = "insights_json_contains"
  /// `(value)`: the elements of a list as a JSON array of their JSON texts; any other value is the
  /// only element.
  case elements = "insights_elements"
  /// `(value)`: the same for a list, an array of the event, and a text that is an array as JSON;
  /// NULL for all else.
  case arrayElements = "insights_array_elements"
  /// `(text)`: a value from its JSON text, as ``DynamicValue`` encodes it.
  case element = "insights_element"
  /// `(text, pattern)`: the groups of all matches of a regular expression, a JSON array of the JSON
  /// texts of lists; NULL without a match.
  case matches = "insights_groups"

  public var argumentCount: Int {
    switch self {
    case .split, .member, .contains, .matches: 2
    default: 1
    }
  }
}
