import Testing

@testable import LogsInsights

/// What the evaluator does not know is written down here, so that gaps are seen.
@Suite struct KnowledgeTests {
  /// Commands for several sources, patterns in strings, lists in rows, and missing rows.
  private static let commands = [
    "appendcols", "diff", "expand", "fillmissing", "json", "lookup", "pattern",
  ]
  /// Dates by patterns, digests, maps and lists, and what reads long tables or another dialect.
  private static let functions = [
    "formatDate", "hexToAscii", "isPublicIP", "isReservedIP", "jsonArrayContains", "jsonArraySize",
    "jsonStringify", "md5", "parseDate", "regexReplace", "sha256", "split", "strftime",
  ]

  @Test func commandsThatAreNotCompared() {
    let known = Set(Evaluator.commands.map { $0.names[0] })
    let unknown = CommandTable.supported.map { $0.names[0] }.filter { !known.contains($0) }
    #expect(Set(unknown) == Set(Self.commands))
  }

  @Test func functionsThatAreNotCompared() {
    let known = Set(Evaluator.scalars.keys).union(Evaluator.aggregates.keys)
      .union(Evaluator.specialFunctions).union(Evaluator.texts.keys).union(Evaluator.numbers.keys)
    let unknown = FunctionTable.supportedNames.filter { !known.contains(Evaluator.folded($0)) }
    #expect(Set(unknown) == Set(Self.functions))
  }
}
