extension Scalar {
  /// The scalars directly inside, those of other plans not counted.
  public var children: [Scalar] {
    switch kind {
    case .literal, .field, .column: []
    case .convert(let value, _), .extract(_, let value), .negate(let value), .not(let value),
      .matches(let value, _), .isPresent(let value), .member(let value, _),
      .isInResult(let value, _):
      [value]
    case .call(let call): call.arguments
    case .arithmetic(_, let left, let right), .equal(let left, let right),
      .compare(let left, _, let right), .contains(let left, let right),
      .isElement(let left, let right):
      [left, right]
    case .isOneOf(let value, let elements): [value] + elements
    case .and(let operands), .or(let operands), .coalesce(let operands): operands
    case .choice(let branches, let other):
      branches.flatMap { [$0.condition, $0.value] } + [other]
    case .window(let window): window.children
    }
  }

  /// Whether the scalar or one inside is of a kind; those of other plans do not count.
  public func contains(where isWanted: (Kind) -> Bool) -> Bool {
    isWanted(kind) || children.contains { $0.contains(where: isWanted) }
  }
}

extension Window {
  fileprivate var children: [Scalar] {
    let keys: [Scalar] = if case .keys(let keys) = order { keys.map(\.value) } else { [] }
    return [argument].compactMap(\.self) + partition + keys
  }
}
