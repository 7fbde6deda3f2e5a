extension Scalar {
  /// The place of the row, from 1.
  static func rowNumber(partition: [Scalar] = [], order: Window.Order) -> Scalar {
    let facts = ValueFacts.integer(upTo: ValueFacts.rowsBound)
    return Scalar(.window(Window(.rowNumber, partition: partition, order: order)), facts)
  }

  /// The value that a scalar had some rows before.
  static func lag(
    _ value: Scalar, _ distance: Int = 1, partition: [Scalar] = [], order: Window.Order
  ) -> Scalar {
    if value.facts.isAbsent { return .missing }
    // An inner node is shown only where it stands.
    let window = Window(.lag(distance), value.asScalar, partition: partition, order: order)
    return Scalar(.window(window), value.facts.withoutField)
  }

  /// A sum, a count or a largest value of numbers or other values.
  static func window(
    _ function: Window.Function, _ argument: Scalar, partition: [Scalar] = [],
    order: Window.Order = .none, frame: Window.Frame = .toPeers, _ facts: ValueFacts
  ) -> Scalar {
    if argument.facts.isAbsent { return .missing }
    let window = Window(function, argument, partition: partition, order: order, frame: frame)
    return Scalar(.window(window), facts)
  }
}

extension ValueFacts {
  /// What is known, without what holds only for the field that the value comes from.
  var withoutField: ValueFacts {
    var facts = self
    facts.textForm = .any
    return facts
  }
}
