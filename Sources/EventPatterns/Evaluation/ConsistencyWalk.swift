/// Looks for values, one for each field of a combination, that are in the same elements of the arrays that they share.
///
/// Fields are visited in the order of their paths, and each value chosen binds the elements that contain it. Absence is
/// decided on the way: a field is absent if it has no value within the elements bound so far.
struct ConsistencyWalk {
  struct Field {
    let path: Int
    let acceptsAbsence: Bool
    /// The marks of the values that the field's condition accepts.
    let accepted: [Int32]
  }

  /// After this many steps, failed states are remembered, so that no pattern takes exponential time.
  private static let stepsWithoutMemory = 100

  private let fields: [Field]
  private let values: EventValues
  /// The element that is bound in each array.
  private var bound: [(array: Int, element: Int)] = []
  private var steps = 0
  private var failures: Set<[Int]> = []
  /// For each field, the arrays that contain its own and later values.
  private var laterArrays: [Set<Int>] = []

  init(fields: [Field], values: EventValues) {
    self.fields = fields
    self.values = values
  }

  /// Whether all fields can be satisfied.
  mutating func run() -> Bool { run(from: 0) }

  private mutating func run(from index: Int) -> Bool {
    guard index < fields.count else { return true }
    steps += 1
    guard steps > Self.stepsWithoutMemory else { return satisfies(index) }
    let key = key(index)
    if failures.contains(key) { return false }
    let isSatisfied = satisfies(index)
    if !isSatisfied { failures.insert(key) }
    return isSatisfied
  }

  private mutating func satisfies(_ index: Int) -> Bool {
    let field = fields[index]
    if field.acceptsAbsence, isAbsent(field.path), run(from: index + 1) { return true }
    var last: Int32?
    for mark in field.accepted where mark != last {
      last = mark
      guard agrees(mark) else { continue }
      let count = bound.count
      bind(mark)
      if run(from: index + 1) { return true }
      bound.removeSubrange(count...)
    }
    return false
  }

  private func isAbsent(_ path: Int) -> Bool {
    !values.values.contains { $0.path == path && agrees($0.mark) }
  }

  /// Whether a value is in no other elements than the bound ones.
  private func agrees(_ mark: Int32) -> Bool {
    guard !bound.isEmpty else { return true }
    var mark = mark
    while mark >= 0 {
      let place = values.marks[Int(mark)]
      if bound.contains(where: { $0.array == place.array && $0.element != place.element }) {
        return false
      }
      mark = place.outer
    }
    return true
  }

  private mutating func bind(_ mark: Int32) {
    var mark = mark
    while mark >= 0 {
      let place = values.marks[Int(mark)]
      if !bound.contains(where: { $0.array == place.array }) {
        bound.append((place.array, place.element))
      }
      mark = place.outer
    }
  }

  /// Everything that the rest of the search depends on: the field, and the bound elements of arrays that still matter.
  private mutating func key(_ index: Int) -> [Int] {
    if laterArrays.isEmpty { laterArrays = arraysFromEachField() }
    let arrays = laterArrays[index]
    // An element's node identifies its array.
    return [index] + bound.filter { arrays.contains($0.array) }.map(\.element).sorted()
  }

  private func arraysFromEachField() -> [Set<Int>] {
    var (all, arrays): ([Set<Int>], Set<Int>) = ([], [])
    for field in fields.reversed() {
      for value in values.values where value.path == field.path {
        arrays.formUnion(values.arrays(around: value.mark))
      }
      all.append(arrays)
    }
    return all.reversed()
  }
}
