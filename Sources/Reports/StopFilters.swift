/// Which stops a report is about, by their verdicts; it takes those kinds that its head declares.
package struct StopFilters: Sendable, Equatable {
  /// What a report can be asked to look at, in the words of a head's line `filters`.
  package enum Kind: String, CaseIterable, Sendable {
    case abnormal, cause

    /// The option of the command that asks for it.
    var option: String { "--\(rawValue)" }
  }

  /// Whether routine stops are left out.
  package var onlyAbnormal: Bool
  /// Only stops with one of these causes; nothing means all.
  package var causes: [String]

  package init(onlyAbnormal: Bool = false, causes: [String] = []) {
    self.onlyAbnormal = onlyAbnormal
    self.causes = causes
  }

  package var isEmpty: Bool { kinds.isEmpty }

  /// The kinds that leave stops out.
  var kinds: [Kind] { (onlyAbnormal ? [.abnormal] : []) + (causes.isEmpty ? [] : [.cause]) }

  /// The options of the command that ask for them: `--abnormal --cause out_of_memory`.
  package var options: String {
    ((onlyAbnormal ? [Kind.abnormal.option] : []) + causes.map { "\(Kind.cause.option) \($0)" })
      .joined(separator: " ")
  }

  /// In words: `abnormal stops, cause out_of_memory`.
  package var description: String {
    ((onlyAbnormal ? ["abnormal stops"] : []) + causes.map { "cause \($0)" }).joined(
      separator: ", ")
  }

  /// What SQL says of the verdict of a row of `tasks` or `daily_stops`; nil where all rows count.
  func condition(on row: String) -> String? {
    guard !isEmpty else { return nil }
    let names = causes.map { SQLLiteral.text($0) }.joined(separator: ", ")
    let conditions =
      (onlyAbnormal ? ["is_abnormal"] : []) + (causes.isEmpty ? [] : ["category IN (\(names))"])
    return
      "\(row).verdict_id IN (SELECT id FROM verdicts WHERE \(conditions.joined(separator: " AND ")))"
  }
}
