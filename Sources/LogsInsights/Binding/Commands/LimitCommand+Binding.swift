extension LimitCommand {
  func bind(to binder: inout Binder) {
    binder.noteOrderCommand(isTail ? "tail" : "limit", at: range)
    binder.scope.hasLimit = true
    binder.add(.limit(count, fromEnd: isTail))
  }
}
