import LogsInsights
import Patterns
import Testing

@testable import Queries

/// A text is searched once, however many of its parts are asked for.
@Suite struct ExtractionTests {
  @Test func searchesOnceForAllParts() throws {
    let extraction = Extraction(.regex(try Pattern("(a)(b)?(c)")))
    #expect(try parts(of: "xac", extraction) == ["a", nil, "c", nil])
    #expect(extraction.searchCount == 1)
    #expect(try parts(of: "none", extraction) == [nil, nil, nil, nil])
    #expect(extraction.searchCount == 2)
    #expect(try parts(of: "abc", extraction) == ["a", "b", "c", nil])
    #expect(extraction.searchCount == 3)
  }

  @Test func emptyTextIsSearched() throws {
    let extraction = Extraction(.glob(GlobPattern("*")))
    #expect(try parts(of: "", extraction)[0] == "")
    #expect(try parts(of: "", extraction)[0] == "")
    #expect(extraction.searchCount == 1)
  }

  private func parts(of text: String, _ extraction: Extraction) throws -> [String?] {
    try (1...4).map { number in
      var text = text
      return try text.withUTF8 { bytes in
        let bytes = UnsafeRawBufferPointer(bytes)
        return try extraction.part(number, of: bytes).map {
          String(decoding: bytes[$0], as: UTF8.self)
        }
      }
    }
  }
}
