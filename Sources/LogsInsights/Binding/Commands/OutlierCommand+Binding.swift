extension OutlierCommand {
  /// A field that may be a number somewhere.
  private struct Candidate {
    let field: FieldReference
    let value: Scalar
    let number: Scalar
    /// The place of the number among the numbers, and how many they are.
    let rank: Scalar
    let count: Scalar
  }

  func bind(to binder: inout Binder) throws {
    var ranked: [(field: FieldReference, values: [Scalar])] = []
    for field in fields {
      let value = try binder.resolve(field.path, at: field.range)
      if !value.facts.isMissing { ranked.append((field, Self.ranked(value))) }
    }
    guard !ranked.isEmpty else { return }
    let columns = binder.addWindow(ranked.flatMap(\.values))
    let candidates = ranked.indices.map { index in
      let own = columns[(4 * index)..<(4 * index + 4)].map(\.self)
      return Candidate(
        field: ranked[index].field, value: own[0], number: own[1], rank: own[2], count: own[3])
    }
    let quartiles = binder.addWindow(candidates.flatMap(Self.quartiles))
    for (index, candidate) in candidates.enumerated() {
      mark(candidate, from: quartiles[2 * index], to: quartiles[2 * index + 1], in: &binder)
    }
  }

  private static func ranked(_ value: Scalar) -> [Scalar] {
    let number = value.asNumber
    let count = ValueFacts.integer(upTo: ValueFacts.rowsBound)
    return [
      value, number,
      .rowNumber(
        partition: [.not(.isPresent(number))], order: .keys([SortKey(number)])),
      .window(.count, number, count),
    ]
  }

  /// The numbers at the ranks ceil(n / 4) and ceil(3n / 4), with ceil(a / 4) = (a + 3 - (a + 3) % 4) / 4.
  private static func quartiles(_ candidate: Candidate) -> [Scalar] {
    [Int64(1), 3].map { quarters in
      let quarter = Scalar.arithmetic(candidate.count, .multiply, .integer(quarters))
      let place = Scalar.arithmetic(quarter, .add, .integer(3))
      let four = Scalar.integer(4)
      let rank = Scalar.arithmetic(
        .arithmetic(place, .subtract, .arithmetic(place, .remainder, four)), .divide, four)
      let value = Scalar.choice(
        .equals(candidate.rank, rank), then: candidate.number, else: .missing)
      return .window(.max, value, candidate.number.facts.withoutField)
    }
  }

  private func mark(
    _ candidate: Candidate, from first: Scalar, to third: Scalar, in binder: inout Binder
  ) {
    let width = Scalar.arithmetic(third, .subtract, first)
    let distance = Scalar.arithmetic(.number(factor), .multiply, width)
    let upper = binder.keep(.arithmetic(third, .add, distance))
    let lower = binder.keep(.arithmetic(first, .subtract, distance))
    let isAbove = binder.keep(.compare(candidate.number, .greater, upper))
    let isBelow = binder.keep(.compare(candidate.number, .less, lower))
    let isOutlier = usesLower ? Scalar.or([isAbove, isBelow]) : isAbove
    if marks { binder.defineShown(candidate.field.alias("_outlier"), as: isOutlier) }
    if removes {
      // What is not a number is not an outlier.
      binder.add(.filter(.coalesce([.not(isOutlier), .boolean(true)])))
    } else {
      let capped = Scalar.choice(isAbove, then: upper, else: candidate.value)
      binder.replace(
        candidate.field.path,
        with: usesLower ? .choice(isBelow, then: lower, else: capped) : capped)
    }
  }
}
