import LogsInsights

extension Lowering {
  /// SQLite joins at most 64 tables, and each of these levels may join the one before.
  private static let elementLevelsMax = 20

  /// Starts a SELECT in which each row comes once for each element of a list, in their order.
  mutating func add(_ unnest: PlanNode.Unnest) throws {
    guard levels.count(where: { $0.elements != nil }) < Self.elementLevelsMax else {
      throw fault(.tooManyElementLevels)
    }
    var list = try term(unnest.list).sql
    if unnest.keepsOthers { list = .call("coalesce", list, .literal("'[null]'")) }
    let level = top
    pushLevel()
    levels[top].elements = list.isConstant ? list : .column(levels[level].output(list))
    levels[top].basicOrder.append(OrderKey(.elementPosition))
    define(unnest.element, as: Term(.elementValue, .any))
    define(unnest.isElement, as: Term(.suffix(.element, "IS NOT NULL"), .boolean))
  }
}
