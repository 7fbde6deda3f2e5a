extension AccumCommand {
  func bind(to binder: inout Binder) throws {
    let number = try binder.resolve(field.path, at: field.range).asNumber
    let sum = Scalar.window(
      .sum, number, order: .rows, frame: .toRow, .number(upTo: .infinity))
    // A row whose value is not a number has no sum.
    let total = Scalar.choice(.isPresent(number), then: sum, else: .missing)
    let column = binder.addWindow([number.facts.isMissing ? .missing : total])[0]
    guard let alias else { return binder.replace(field.path, with: column) }
    binder.defineShown(alias, as: column)
  }
}
