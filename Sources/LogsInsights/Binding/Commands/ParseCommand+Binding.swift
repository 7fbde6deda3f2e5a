extension ParseCommand {
  func bind(to binder: inout Binder) throws {
    let value =
      if let text { try binder.bind(text) } else {
        try binder.resolve(FieldPath("@message"), at: range)
      }
    let text = value.asText
    if case .regex(let regex, _) = pattern { binder.check(regex.capturer, of: regex) }
    switch pattern {
    case .glob(let glob):
      for (alias, part) in parts {
        binder.defineParsed(alias, as: .text(.glob(pattern: glob, part: part), of: text))
      }
    case .regex(let regex, isMulti: false):
      let capturer = regex.capturer
      for (alias, part) in parts {
        binder.defineParsed(alias, as: .text(.group(pattern: capturer, part: part), of: text))
      }
    case .regex(let regex, isMulti: true): addMatches(of: regex, in: text, to: &binder)
    case .format(.logfmt):
      for alias in aliases { binder.defineParsed(alias, as: .structure(.logfmt, of: text)) }
    case .format(.csv): define(from: .structure(.csv, of: text), in: &binder)
    }
  }

  /// Makes a row of each match; a row without one stays.
  private func addMatches(of regex: RegexLiteral, in text: Scalar, to binder: inout Binder) {
    let element = binder.newColumn()
    binder.add(
      .unnest(
        PlanNode.Unnest(
          list: .elements(.matches(pattern: regex.capturer), of: text), keepsOthers: true,
          element: element, isElement: binder.newColumn())))
    define(from: .column(element, .structure), in: &binder)
  }

  /// Gives the names to strings in a list.
  private func define(from list: Scalar, in binder: inout Binder) {
    let list = binder.keep(list)
    for (alias, number) in parts {
      binder.defineParsed(alias, as: Scalar.member([.index(number - 1)], of: list).knownText)
    }
  }

  /// The names, and the number of the part that each stands for.
  private var parts: [(ColumnItem.Alias, Int)] {
    if case .regex(let regex, _) = pattern, aliases.isEmpty {
      return regex.namedGroups.map { group in
        (ColumnItem.Alias(path: FieldPath(group.name), range: group.range), group.number)
      }
    }
    return aliases.enumerated().map { ($1, $0 + 1) }
  }
}
