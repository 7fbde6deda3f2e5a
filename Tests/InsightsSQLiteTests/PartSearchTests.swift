import LogsInsights
import Patterns
import Testing

@testable import InsightsSQLite

/// A text is searched once, however many of its parts are asked for.
@Suite struct PartSearchTests {
  @Test func searchesOnceForAllParts() throws {
    let search = PartSearch(.regex(try Pattern("(a)(b)?(c)")))
    #expect(try parts(of: "xac", search) == ["a", nil, "c", nil])
    #expect(search.searchCount == 1)
    #expect(try parts(of: "none", search) == [nil, nil, nil, nil])
    #expect(search.searchCount == 2)
    #expect(try parts(of: "abc", search) == ["a", "b", "c", nil])
    #expect(search.searchCount == 3)
  }

  @Test func emptyTextIsSearched() throws {
    let search = PartSearch(.glob(GlobPattern("*")))
    #expect(try parts(of: "", search)[0] == "")
    #expect(try parts(of: "", search)[0] == "")
    #expect(search.searchCount == 1)
  }

  private func parts(of text: String, _ search: PartSearch) throws -> [String?] {
    try (1...4).map { number in
      var text = text
      return try text.withUTF8 { bytes in
        let bytes = UnsafeRawBufferPointer(bytes)
        return try search.part(number, of: bytes).map {
          String(decoding: bytes[$0], as: UTF8.self)
        }
      }
    }
  }
}
