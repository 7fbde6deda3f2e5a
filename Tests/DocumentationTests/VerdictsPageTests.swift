import Testing

@Suite("docs/verdicts.md") struct VerdictsPageTests {
  @Test("is what the rules make of it")
  func pageIsUpToDate() throws {
    try GeneratedPage(path: VerdictsPage.path, text: VerdictsPage().text()).check()
  }
}
