extension DedupCommand {
  func bind(to binder: inout Binder) throws {
    binder.scope.isDeduplicated = true
    var keys: [Scalar] = []
    for key in self.keys {
      keys.append(try binder.resolve(key.path, at: key.range).asGroupKey)
    }
    // Where a field is always missing, every row stays.
    guard !keys.contains(where: \.facts.isMissing) else { return }
    let columns = binder.addWindow([.rowNumber(partition: keys, order: .rows)] + keys)
    let isFirst = Scalar.equals(columns[0], .integer(1))
    let absences = columns.dropFirst().map { Scalar.not(.isPresent($0)) }
    binder.add(.filter(.or([isFirst] + absences)))
  }
}
