import LogsInsights
import Testing

/// What the evaluator does not know is written down here, so that gaps are seen.
@Suite struct KnowledgeTests {
  @Test func commandsThatAreNotCompared() {
    let known = Set(Evaluator.commands.map { $0.names[0] })
    let unknown = CommandTable.supported.map { $0.names[0] }.filter { !known.contains($0) }
    #expect(unknown.sorted() == [])
  }

  @Test func functionsThatAreNotCompared() {
    let known = Set(Evaluator.scalars.keys).union(Evaluator.aggregates.keys)
      .union(Evaluator.specialFunctions)
    let unknown = FunctionTable.supportedNames.filter { !known.contains(Evaluator.folded($0)) }
    #expect(unknown.sorted() == [])
  }
}
