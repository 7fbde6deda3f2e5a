extension FilterCommand {
  func bind(to binder: inout Binder) throws {
    binder.areSubqueriesLegal = true
    let condition = try binder.bind(self.condition).asCondition
    binder.areSubqueriesLegal = false
    binder.checkTimes(of: self.condition)
    binder.add(.filter(condition))
  }
}
