import LogsInsights
import Testing

/// Paths into maps and lists can be parsed from their text.
@Suite struct ValuePathTests {
  @Test(
    arguments: [
      ([], ""), ([.name("user"), .name("id")], ".user.id"),
      ([.name("odd key"), .index(0), .name("a.b")], ".`odd key`[0].`a.b`"),
      ([.index(12), .index(3)], "[12][3]"), ([.name("a`b"), .name("``")], ".`a``b`.``````"),
      ([.name(""), .name("é"), .name("0")], ".``.`é`.0"),
      ([.name("x]"), .name("[1]")], ".`x]`.`[1]`"),
    ] as [([FieldPath.Step], String)])
  func hasAText(_ steps: [FieldPath.Step], _ text: String) {
    #expect(ValuePath(steps).text == text)
    #expect(ValuePath(text: text).steps == steps)
  }
}
