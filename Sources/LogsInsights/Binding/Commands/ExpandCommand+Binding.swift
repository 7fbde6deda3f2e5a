extension ExpandCommand {
  func bind(to binder: inout Binder) throws {
    let value = try binder.resolve(path, at: pathRange)
    if value.type == .missing { return }
    let element = binder.newColumn()
    let isElement = binder.newColumn()
    binder.add(
      .unnest(
        PlanNode.Unnest(
          list: .elements(.arrayElements, of: value), keepsOthers: true, element: element,
          isElement: isElement)))
    let expanded = Scalar(
      .choice(
        [Scalar.Branch(.column(isElement, ValueFacts(.boolean)), .column(element, .dynamic))],
        otherwise: value.asNode), .dynamic)
    binder.define(ColumnItem.Alias(path: path, range: pathRange), as: expanded, mayRepeat: true)
  }
}

extension Scalar {
  /// The value of any type, an inner node of the event too.
  fileprivate var asNode: Scalar {
    type == .json ? Scalar(.convert(self, .node), ValueFacts.dynamic.strict(in: [self])) : asAny
  }
}
