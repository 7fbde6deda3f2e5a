import LogsInsights

/// Rewrites the conditions on events so that SQLite can answer them from ids and indexes.
///
/// A condition that depends on one interned value is evaluated once for each distinct value instead of
/// each event. That keeps exactly the rows for which the condition is true; false and missing are
/// not distinguished, so only the parts of a filter that `and` and `or` lead to are rewritten.
struct ConditionPlanner {
  private(set) var fields: [StoredField]
  /// What the conditions say about the way to the events.
  private(set) var access: AccessPath
  private let catalog: any SQLiteCatalog

  /// - Parameter demand: which of the events are needed.
  init(fields: [StoredField], demand: AccessPath.Demand, in catalog: any SQLiteCatalog) {
    self.fields = fields
    self.catalog = catalog
    access = AccessPath(demand, in: catalog)
  }

  /// All conditions of a level of events, as parts of one conjunction.
  mutating func plan(all conditions: [Term]) throws -> [SQLFragment] {
    var parts: [SQLFragment] = []
    for part in gathered(conditions.flatMap(Self.conjuncts), Term.and) {
      parts.append(try plan(part))
    }
    return parts.contains(.never) ? [.never] : parts
  }

  private static func conjuncts(_ term: Term) -> [Term] {
    if case .and(let parts) = term.logic { parts.flatMap(conjuncts) } else { [term] }
  }

  /// A condition of which only the true rows matter.
  private mutating func plan(_ term: Term) throws -> SQLFragment {
    guard term.sql.fields.contains(where: { fields[$0].storage != .plain }) else {
      return term.sql
    }
    if let dictionary = dictionary(of: term) { return try test(term, in: dictionary) }
    switch term.logic {
    case .and(let parts):
      let plans = try plan(gathered(parts, Term.and))
      return plans.contains(.never) ? .never : .and(plans)
    case .or(let parts):
      let plans = try plan(gathered(parts, Term.or)).filter { $0 != .never }
      return plans.isEmpty ? .never : .or(plans)
    case .not(let inner):
      return try Self.negation(of: inner).map { try plan($0) } ?? term.sql
    case .equals(let field, let text):
      guard case .composite(let composite) = fields[field].storage else { return term.sql }
      return try plan(composite, equals: text)
    case .contains(let field, let text):
      guard case .composite(let composite) = fields[field].storage else { return term.sql }
      return try plan(composite, contains: text)
    case .starts(let field, let text):
      guard case .composite(let composite) = fields[field].storage, composite.prefix == nil else {
        return term.sql
      }
      access.noteSelective()
      return .or(CompositeText.idStarts(text, in: composite.id))
    case nil:
      return term.sql
    }
  }

  private mutating func plan(_ terms: [Term]) throws -> [SQLFragment] {
    var plans: [SQLFragment] = []
    for term in terms { plans.append(try plan(term)) }
    return plans
  }

  /// What `not` of a compound condition is in terms of its parts; it holds for missing values too.
  private static func negation(of term: Term) -> Term? {
    switch term.logic {
    case .and(let parts): .or(parts.map { .not($0) })
    case .or(let parts): .and(parts.map { .not($0) })
    case .not(let inner): inner
    default: nil
    }
  }
}

// MARK: - Interned values

extension ConditionPlanner {
  /// The one interned table that decides a condition, if there is one.
  private func dictionary(of term: Term) -> FieldDictionary? {
    var result: FieldDictionary?
    for field in term.sql.fields {
      guard case .dictionary(let dictionary) = fields[field].storage else { return nil }
      if let result, !result.isSameTable(as: dictionary) { return nil }
      result = dictionary
    }
    return result
  }

  /// The terms, with those that ask the same interned table put together.
  private func gathered(_ terms: [Term], _ join: ([Term]) -> Term) -> [Term] {
    var groups: [(dictionary: FieldDictionary?, terms: [Term])] = []
    for term in terms {
      let dictionary = dictionary(of: term)
      let index = groups.firstIndex { group in
        guard let dictionary, let other = group.dictionary else { return false }
        return dictionary.isSameTable(as: other)
      }
      if let index {
        groups[index].terms.append(term)
      } else {
        groups.append((dictionary, [term]))
      }
    }
    return groups.map { $0.terms.count == 1 ? $0.terms[0] : join($0.terms) }
  }

  private mutating func test(
    _ term: Term, in dictionary: FieldDictionary
  ) throws -> SQLFragment {
    guard let field = term.sql.fields.min() else { return term.sql }
    let id = SQLFragment.fieldID(field)
    let ids = try ids(in: dictionary, where: term.sql)
    let isIndexAvoided =
      if case .known(let ids) = ids { try access.avoidsIndex(of: ids, in: dictionary) } else {
        false
      }
    let test = ids.test(of: isIndexAvoided ? .unindexed(id) : id)
    guard term.facts.whenMissing == .unknown else { return test }
    // The table has no row for the missing value, and the condition may hold for it.
    let missing = SQLFragment.and([.suffix(id, "IS NULL"), .whereMissing(term.sql)])
    return test == .never ? missing : .or([test, missing])
  }

  private enum Ids {
    case known([Int64])
    case select(SQLFragment)

    func test(of id: SQLFragment) -> SQLFragment {
      switch self {
      case .known(let ids) where ids.isEmpty: .never
      case .known(let ids) where ids.count == 1:
        .infix(id, "=", .literal("\(ids[0])"), .comparison)
      case .known(let ids): .membership(id, ids.map { .literal("\($0)") })
      case .select(let select): .membership(id, [select])
      }
    }
  }

  /// The ids whose values make a condition true, by number if the catalog tells them.
  private func ids(in dictionary: FieldDictionary, where condition: SQLFragment) throws -> Ids {
    // What reads a branch has an answer only inside the statement.
    guard condition.branchColumns.isEmpty else {
      return .select(.ids(in: dictionary, where: condition))
    }
    var writer = SQLWriter(fields: fields)
    let sql = writer.select(dictionary, where: condition)
    let predicate = DictionaryPredicate(
      dictionary: dictionary, sql: sql, bindings: writer.bindings)
    if let ids = try catalog.resolve(predicate), ids.count <= DictionaryPredicate.idsMax {
      return .known(ids.sorted())
    }
    return .select(.ids(in: dictionary, where: condition))
  }
}

// MARK: - Composite strings

extension ConditionPlanner {
  /// `text = prefix || id`: both parts must be equal.
  private mutating func plan(
    _ composite: FieldComposite, equals text: String
  ) throws -> SQLFragment {
    access.noteSelective()
    let (head, tail) = CompositeText.split(text)
    let value =
      CompositeText.isID(tail)
      ? SQLFragment.literal("x'\(tail)'") : .constant(.text(tail))
    let isID = SQLFragment.infix(composite.id, "=", value, .comparison)
    guard let prefix = composite.prefix else { return head.isEmpty ? isID : .never }
    let isPrefix = try test(prefix) { .equal($0, .text(head), Term.testFacts(of: [$0])) }
    return isPrefix == .never ? .never : .and([isID, isPrefix])
  }

  /// `like text`: within the prefix, within the id, or across the slash between them.
  private mutating func plan(
    _ composite: FieldComposite, contains text: String
  ) throws -> SQLFragment {
    access.noteSelective()
    let (head, tail) = CompositeText.split(text)
    guard let prefix = composite.prefix else {
      return head.isEmpty ? .or(CompositeText.idContains(tail, in: composite.id)) : .never
    }
    var places: [SQLFragment] = []
    if head.isEmpty {
      places += CompositeText.idContains(tail, in: composite.id)
    } else if !tail.isEmpty {
      let endsSo = try test(prefix) { .endsWith($0, head) }
      if endsSo != .never {
        places.append(.and([.or(CompositeText.idStarts(tail, in: composite.id)), endsSo]))
      }
    }
    let isInPrefix = try test(prefix) { .contains($0, .text(text), Term.testFacts(of: [$0])) }
    if isInPrefix != .never { places.append(isInPrefix) }
    return places.isEmpty ? .never : .or(places)
  }

  /// A condition on the prefix, as if that were a field of its own.
  private mutating func test(
    _ prefix: FieldDictionary, _ condition: (Term) -> Term
  ) throws -> SQLFragment {
    let field = StoredField(sql: prefix.value, kind: .text, storage: .dictionary(prefix))
    let number = fields.firstIndex(of: field) ?? fields.count
    if number == fields.count { fields.append(field) }
    var term = Term(.field(number), .text)
    term.field = number
    term.facts.whenMissing = .missing
    return try test(condition(term), in: prefix)
  }
}

extension FieldComposite {
  fileprivate var id: SQLFragment {
    .literal(idSQL)
  }
}

extension Term {
  fileprivate static func endsWith(_ value: Term, _ end: String) -> Term {
    let length = SQLFragment.call("length", .constant(.text(end)))
    let start = SQLFragment.infix(.literal("0"), "-", length, .additive)
    let last = SQLFragment.call("substr", value.sql, start)
    return Term(
      .infix(last, "=", .constant(.text(end)), .comparison), testFacts(of: [value]))
  }
}
