extension UnnestCommand {
  func bind(to binder: inout Binder) throws {
    let value = try binder.bind(list).asAny
    let element = binder.newColumn()
    binder.add(
      .unnest(
        PlanNode.Unnest(
          list: .elements(.elements, of: value), keepsOthers: false, element: element,
          isElement: binder.newColumn())))
    // The name may be that of the list.
    binder.define(alias, as: .column(element, .dynamic), mayRepeat: true)
  }
}
