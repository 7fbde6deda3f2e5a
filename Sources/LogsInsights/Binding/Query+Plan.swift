extension Query {
  /// Parses and binds a query, and finds as much as it can of what is wrong with it.
  ///
  /// Where a command cannot be read, the meaning of those before it is still checked; those after it may use names that
  /// it would have made.
  ///
  /// - Throws: ``QueryError``, or what the catalog throws.
  public static func plan(
    _ text: String, catalog: some FieldCatalog, options: CompileOptions
  ) throws -> Plan {
    let query: Query
    do {
      query = try Query(text)
    } catch {
      var binder = Binder(source: error.source, catalog: catalog, options: options)
      binder.diagnostics = error.diagnostics
      try binder.bind(error.commands)
      throw QueryError(binder.diagnostics, in: error.source)
    }
    return try query.plan(catalog: catalog, options: options)
  }

  /// What the query means for events with the fields of a catalog.
  ///
  /// - Throws: ``QueryError`` with all that is wrong, or what the catalog throws.
  public func plan(catalog: some FieldCatalog, options: CompileOptions) throws -> Plan {
    do {
      return try bound(catalog: catalog, options: options)
    } catch let error as QueryError {
      throw try offeringMove(in: error, catalog: catalog, options: options)
    }
  }

  private func bound(catalog: some FieldCatalog, options: CompileOptions) throws -> Plan {
    var binder = Binder(source: source, catalog: catalog, options: options)
    try binder.bind(commands)
    return try binder.finish()
  }

  /// The error with a query that has none, if the filters after a stats need only stand before it.
  private func offeringMove(
    in error: QueryError, catalog: some FieldCatalog, options: CompileOptions
  ) throws -> QueryError {
    guard let move = FilterMove(self, error) else { return error }
    for text in move.texts {
      do {
        let moved = try Query(text).bound(catalog: catalog, options: options)
        guard move.explains(moved.warnings) else { continue }
      } catch is QueryError {
        continue
      }
      return QueryError(
        error.diagnostics.map { $0.offering(text, in: source) }, in: source)
    }
    return error
  }
}

extension Binder {
  /// The plan of all commands.
  fileprivate mutating func finish() throws -> Plan {
    try checkMentioned()
    for column in scope.shownColumns {
      plan.output.append(Plan.Output(name: column.name.text, value: try value(of: column)))
    }
    if options.showsPointer { try showPointer() }
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw QueryError(diagnostics, in: source)
    }
    (plan.start, plan.end) = (options.start, options.end)
    plan.rowsMax = options.rowsMax ?? (scope.hasLimit ? nil : LimitCommand.rowsDefault)
    plan.warnings = diagnostics.inSourceOrder
    assert(plan.fault == nil, "\(plan.fault ?? "") in\n\(plan)")
    return plan
  }

  /// Adds the pointer to the event that a row is of, where the query does not show it by itself.
  private mutating func showPointer() throws {
    let pointer = FieldPath("@ptr")
    guard !scope.isGrouped, scope.join == nil, try isKnown(pointer),
      !plan.output.contains(where: { $0.name == pointer.name })
    else { return }
    plan.output.append(
      Plan.Output(name: pointer.name, value: try eventField(pointer, at: SourceRange(0, 0))))
  }
}
