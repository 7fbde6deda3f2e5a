extension Term {
  /// A map or list that the query makes.
  static func structure(_ sql: SQLFragment, from operands: [Term]) -> Term {
    var term = Term(sql, .structure, from: operands)
    term.holdsMembers = true
    return term
  }

  /// A map or list that is never there: what paths reach in it is no field of the event.
  static let missingStructure: Term = {
    var term = Term.missing
    term.holdsMembers = true
    return term
  }()

  /// A map or list made from a text.
  static func structure(_ function: StructureFunction, of text: Term) -> Term {
    let text = text.asText
    if text.isMissing { return .missingStructure }
    return structure(.call(function.rawValue, text.sql), from: [text])
  }

  /// What a path reaches in a map or list; missing in all else.
  static func member(_ steps: [FieldPath.Step], of value: Term) -> Term {
    guard value.holdsMembers else { return .missing }
    if value.isMissing, value.type != .structure { return .missingStructure }
    let path = SQLFragment.constant(.text(ValuePath(steps).text))
    let sql = SQLFragment.call(StructureFunction.member.rawValue, value.sql, path)
    return dynamic(sql, from: [value])
  }

  /// A value of which only the rows tell whether it is a map or list.
  static func dynamic(_ sql: SQLFragment, from operands: [Term], isStrict: Bool = true) -> Term {
    var term = Term(sql, .any, from: operands, isStrict: isStrict)
    term.holdsMembers = true
    return term
  }
}
