/// A pattern prepared for evaluation: conditions that several combinations share are evaluated once.
struct MatchPlan: Sendable {
  /// A condition and the number of its path.
  struct Condition: Sendable {
    let field: FieldCondition
    let path: Int
  }

  /// All paths in order.
  let paths: [PatternPath]
  let trie: PathTrie
  let conditions: [Condition]
  /// The numbers of the conditions of each combination, in the order of their paths.
  let combinations: [[Int]]

  init(_ combinations: [PatternCombination]) {
    let paths = Set(combinations.flatMap { $0.fields.map(\.path) }).sorted()
    let pathNumbers = Dictionary(uniqueKeysWithValues: zip(paths, paths.indices))
    var conditions: [Condition] = []
    var numbers: [FieldCondition: Int] = [:]
    self.combinations = combinations.map { combination in
      combination.fields.map { field in
        if let number = numbers[field] { return number }
        conditions.append(Condition(field: field, path: pathNumbers[field.path] ?? 0))
        numbers[field] = conditions.count - 1
        return conditions.count - 1
      }
    }
    self.conditions = conditions
    self.paths = paths
    trie = PathTrie(paths)
  }
}
