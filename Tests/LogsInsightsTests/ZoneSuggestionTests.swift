import LogsInsights
import Testing
import Time

@Suite struct ZoneSuggestionTests {
  @Test(arguments: [
    ("europe/berlin", "Europe/Berlin"), ("Tokyo", "Asia/Tokyo"), ("Asia/Tokio", "Asia/Tokyo"),
    ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
  ])
  func namesAreSuggested(_ name: String, _ expected: String) {
    #expect(ZoneDatabase.system.suggestion(for: name) == expected)
  }

  @Test func withoutZonesNoneIsSuggested() {
    #expect(ZoneDatabase(folder: nil).suggestion(for: "Europe/Berlin") == nil)
  }
}
