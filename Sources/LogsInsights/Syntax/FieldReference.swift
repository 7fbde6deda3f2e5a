/// A field that a command names, and where.
struct FieldReference: Sendable {
  let path: FieldPath
  let range: SourceRange

  /// The alias that has the field's name followed by a suffix: `detail.cpu_p1`.
  func alias(_ suffix: String) -> ColumnItem.Alias {
    ColumnItem.Alias(path: FieldPath(path.name + suffix), range: range)
  }
}

extension Parser {
  /// Reads the name of a field where an expression may not stand.
  mutating func parseReference() throws(ParseFailure) -> FieldReference {
    let start = current.range.lower
    let path = try parsePath()
    if current.kind == .leftParenthesis {
      throw unexpected(hints: [
        Diagnostic.Hint("give the expression an alias with 'fields' and name that")
      ])
    }
    return FieldReference(path: path, range: SourceRange(start, previousEnd))
  }

  /// Reads names of fields between commas.
  mutating func parseReferences() throws(ParseFailure) -> [FieldReference] {
    var fields = [try parseReference()]
    while accept(.comma) != nil { fields.append(try parseReference()) }
    return fields
  }

  /// Whether the name of a field starts here, and no word of the language.
  var isAtReference: Bool {
    current.kind == .quotedName || current.kind == .name && keyword(current) == nil
  }
}
