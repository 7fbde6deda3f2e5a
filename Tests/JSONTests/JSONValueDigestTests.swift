import JSON
import TestSupport
import Testing

/// JSON has the same digest only if it has the same meaning.
@Suite struct JSONValueDigestTests {
  private func digest(_ text: String) -> UInt64 {
    var digest = JSONValueDigest()
    return Array(text.utf8).withUnsafeBytes { digest.digest(of: $0) }
  }

  @Test(arguments: [
    (#"{"a":1,"b":[true,null]}"#, #" { "b" : [ true , null ] , "a" : 1.0 } "#),
    (#"{"a":"\u00e9/"}"#, #"{"a":"é\/"}"#), (#"[1e3,-0.0,25e-1]"#, #"[1000,0,2.5]"#),
    (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"":{}}"#, #"{ "" : { } }"#),
  ])
  func spellingMakesNoDifference(_ left: String, _ right: String) {
    #expect(digest(left) == digest(right))
  }

  @Test func whatIsSaidMakesADifference() {
    let texts = [
      "{}", "[]", "null", "false", "true", "0", "1", "2", "3", "4", "5", #""1""#, #""""#, #""a""#,
      #"{"a":1}"#, #"{"a":2}"#, #"{"a":"1"}"#, #"{"b":1}"#, #"{"a":1,"b":2}"#, #"{"a":2,"b":1}"#,
      #"{"a":{"b":1}}"#, "[1,2]", "[2,1]", "[[1],2]", "[1,[2]]", "[[1,2]]", "1.5", "-1",
      "9007199254740993", "9007199254740992", "123456789012345678901", "123456789012345678902",
      "not json", "not json either",
    ]
    var seen: [UInt64: String] = [:]
    for text in texts {
      let digest = digest(text)
      #expect(seen[digest] == nil, "\(text) and \(seen[digest] ?? "")")
      seen[digest] = text
    }
  }

  @Test func eventsInAnySpelling() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var generator = EventGenerator(seed: random.next())
      let event = generator.event()
      let plain = digest(event.text())
      #expect(digest(event.text(.random, seed: random.next())) == plain)
      var other = event
      other["id"] = .text("other")
      #expect(digest(other.text()) != plain)
    }
  }
}
