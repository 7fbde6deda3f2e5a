import LogsInsights
import Testing

@testable import InsightsSQLite

@Suite struct FunctionEntryTests {
  @Test func eachFunctionThatPlansCallHasOneEntry() {
    let entries = FunctionEntries.all.map(\.function)
    #expect(Set(entries).count == entries.count)
    #expect(Set(entries) == Set(FunctionTable.namesInPlans))
  }

  @Test func sqlFunctionsHaveDifferentNames() {
    let names = SQLFunction.all.map(\.name) + SQLAggregate.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.hasPrefix("insights_")) }
  }
}
