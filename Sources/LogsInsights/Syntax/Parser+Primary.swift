extension Parser {
  mutating func parsePrimary() throws(ParseFailure) -> Expression {
    let token = current
    switch token.kind {
    case .number:
      advance()
      let digits = text(of: token)
      return Expression(.number(digits.hasPrefix(".") ? "0" + digits : digits), at: token.range)
    case .duration:
      advance()
      return period(token)
    case .string:
      advance()
      return Expression(.string(StringLiteral.value(of: bytes(of: token))), at: token.range)
    case .leftParenthesis:
      return try parseMembers(of: try parseParenthesized())
    case .name where keyword(token) != nil:
      throw unexpected(hints: [
        Diagnostic.Hint("'\(text(of: token))' is a reserved word; as a name put it in backticks")
      ])
    case .name where next.kind == .leftParenthesis:
      return try parseMembers(of: try parseCall())
    case .name, .quotedName:
      let path = try parsePath()
      return Expression(.path(path), at: SourceRange(token.range.lower, previousEnd))
    case .slash:
      throw unexpected(hints: [
        Diagnostic.Hint("a regular expression stands after 'like' or '=~' only")
      ])
    default:
      throw unexpected(expecting: "a value")
    }
  }

  private mutating func parseParenthesized() throws(ParseFailure) -> Expression {
    let start = advance()
    let inner = try parseExpression()
    let end = try expect(.rightParenthesis, "')'")
    return Expression(inner.kind, at: start.range.union(end.range), isParenthesized: true)
  }

  private func period(_ token: Token) -> Expression {
    let bytes = bytes(of: token)
    let unit = bytes.firstIndex { $0.isNameStart } ?? bytes.endIndex
    return Expression(
      .period(
        count: String(decoding: bytes[..<unit], as: UTF8.self),
        unit: String(decoding: bytes[unit...], as: UTF8.self)), at: token.range)
  }

  /// Reads `detail.containers.0.name`, `` json.`user.id` ``, `m.users[1].action`.
  mutating func parsePath() throws(ParseFailure) -> FieldPath {
    let first = current
    guard first.kind == .quotedName || first.kind == .name && keyword(first) == nil else {
      throw unexpected(expecting: "a field name")
    }
    advance()
    let steps = [FieldPath.Step.name(segment(first))] + (try parseSteps())
    return FieldPath(steps: steps, isQuoted: first.kind == .quotedName)
  }

  /// Reads what reaches into a value: `.key` and `[0]` at its heels.
  private mutating func parseMembers(of value: Expression) throws(ParseFailure) -> Expression {
    let steps = try parseSteps()
    if steps.isEmpty { return value }
    let range = SourceRange(value.range.lower, previousEnd)
    return Expression(.member(value, steps), at: range)
  }

  private mutating func parseSteps() throws(ParseFailure) -> [FieldPath.Step] {
    var steps: [FieldPath.Step] = []
    while current.isAdjacent {
      if accept(.dot) != nil {
        guard current.isAdjacent, current.kind == .name || current.kind == .quotedName else {
          throw unexpected(expecting: "a name after the dot")
        }
        steps.append(.name(segment(advance())))
      } else if current.kind == .leftBracket {
        steps.append(try parseIndex())
      } else {
        break
      }
    }
    return steps
  }

  private func segment(_ token: Token) -> String {
    let range = token.range
    guard token.kind == .quotedName else { return source[range] }
    return source[SourceRange(range.lower + 1, range.upper - 1)]
  }

  private mutating func parseIndex() throws(ParseFailure) -> FieldPath.Step {
    advance()
    guard current.kind == .number, let index = Int(text(of: current)) else {
      throw unexpected(expecting: "a whole number")
    }
    advance()
    _ = try expect(.rightBracket, "']'")
    return .index(index)
  }

  private mutating func parseCall() throws(ParseFailure) -> Expression {
    let name = advance()
    advance()
    var arguments: [Expression] = []
    let hasStar = current.kind == .star && next.kind == .rightParenthesis
    if hasStar {
      advance()
    } else if current.kind != .rightParenthesis {
      arguments.append(try parseArgument())
      while accept(.comma) != nil { arguments.append(try parseArgument()) }
    }
    let end = try expect(.rightParenthesis, "',' or ')'")
    let call = Call(
      name: text(of: name), nameRange: name.range, arguments: arguments, hasStar: hasStar)
    let range = name.range.union(end.range)
    check(call, at: range)
    return Expression(.call(call), at: range)
  }

  /// Reads an argument; only here a unit may stand apart from its number: `5 min`.
  mutating func parseArgument() throws(ParseFailure) -> Expression {
    guard current.kind == .number, next.kind == .name, keyword(next) == nil else {
      return try parseExpression()
    }
    let count = advance()
    let unit = advance()
    return Expression(
      .period(count: text(of: count), unit: text(of: unit)), at: count.range.union(unit.range))
  }

  /// Notes an unknown function or a wrong number of arguments; the reading goes on.
  private mutating func check(_ call: Call, at range: SourceRange) {
    guard let function = FunctionTable.function(named: call.name) else {
      if let why = FunctionTable.reason(against: call.name) {
        note(.unsupportedFunction(call.name, why: why), at: call.nameRange)
      } else if !diagnostics.isFull(of: .error) {
        let advice = [Diagnostic.Hint].of(WordSlips.function(call.name))
        let meant = FunctionTable.suggestion(for: call.name)
        note(
          .unknownFunction(call.name), at: call.nameRange,
          hints: advice.isEmpty ? .didYouMean(meant) : advice)
      }
      return
    }
    let isLegal =
      call.hasStar ? function.takesStar : function.argumentCounts.contains(call.arguments.count)
    if !isLegal {
      note(
        .argumentCount(function: call.name), at: range,
        hints: [Diagnostic.Hint("\(function.signature): \(function.summary)")])
    }
  }
}
