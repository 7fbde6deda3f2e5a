extension FilterIndexCommand {
  func bind(to binder: inout Binder) throws {
    binder.add(.filter(try binder.bind(condition).asCondition))
  }
}
