/// One item of a list of columns: an expression, perhaps with an alias.
struct ColumnItem: Sendable {
  struct Alias: Sendable {
    let path: FieldPath
    let range: SourceRange
  }

  let expression: Expression
  let alias: Alias?

  /// The field, if the item is the name of one and nothing else: no alias, brackets or parentheses.
  var plainField: FieldPath? {
    guard alias == nil, !expression.isParenthesized, let path = expression.path, !path.hasIndex
    else { return nil }
    return path
  }

  /// The name of the column: the alias, the field's name, or the text of the expression.
  func name(in source: SourceText) -> FieldName {
    if let alias { return alias.path.key }
    if let path = plainField { return path.key }
    return FieldName(source[expression.range])
  }
}

extension Parser {
  /// Reads items between commas; a comma at the end of the command is forgiven if asked to.
  mutating func parseItems(
    trailingComma allowsTrailingComma: Bool = false
  ) throws(ParseFailure) -> [ColumnItem] {
    var items = [try parseItem()]
    while accept(.comma) != nil {
      if allowsTrailingComma, endsCommand { break }
      items.append(try parseItem())
    }
    return items
  }

  private mutating func parseItem() throws(ParseFailure) -> ColumnItem {
    let expression = try parseExpression()
    guard accept(.as) != nil else { return ColumnItem(expression: expression, alias: nil) }
    return ColumnItem(expression: expression, alias: try parseAlias())
  }

  /// Reads names between commas, as they stand after `as`.
  mutating func parseAliases() throws(ParseFailure) -> [ColumnItem.Alias] {
    var aliases = [try parseAlias()]
    while accept(.comma) != nil { aliases.append(try parseAlias()) }
    return aliases
  }

  /// Reads the name that a value gets; without one there is an error of the reason.
  mutating func parseAlias(
    orFail reason: Diagnostic.Reason = .aliasExpected
  ) throws(ParseFailure) -> ColumnItem.Alias {
    let start = current
    guard start.kind == .quotedName || start.kind == .name && keyword(start) == nil else {
      throw fail(reason)
    }
    let path = try parsePath()
    let range = SourceRange(start.range.lower, previousEnd)
    if path.hasIndex { throw fail(reason, at: range) }
    return ColumnItem.Alias(path: path, range: range)
  }
}
