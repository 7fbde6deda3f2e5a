import Testing

@testable import Masking

/// The glances at a text leave nothing out that rules would find.
@Suite struct SecretPlacesTests {
  /// What rules find if they look closer at each place where one byte and the one before it allow it.
  private func foundEverywhere(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var found = FoundSecrets()
    var place = 0
    while place < text.count {
      for (number, rule) in SecretRule.all.enumerated()
      where found.end <= place && rule.at.contains(text[place])
        && rule.after.contains(text[max(place - 1, 0)])
      {
        found.rule = number
        rule.find(SecretText(bytes: text), place, &found)
      }
      place = max(place + 1, found.end)
    }
    return found.ranges
  }

  private static let parts =
    SecretName.allWords + SecretRule.all.map(\.example.text) + [
      "\"", "'", "\\\"", "\\\\\\\"", ":", "=", ",", " ", "-", "--", "_", ".", "@tcp(", "://",
      "?sig=",
      "ghp_", "eyJ", "AIza", "AKIA", "sk-", "-----BEGIN ", "environment", "{", "[", "}", "]", "a",
      "Z",
      "hunter2hunter2hunter2", "00112233445566778899", "access_key_id", "DB-PASS", "\u{e9}", "\n",
      "services/", "taskArn", "version", "2026-01-02T03:04:05.678Z",
      "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    ]

  @Test func nothingIsMissed() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        let part = Self.parts.randomElement(using: &random) ?? ""
        return Bool.random(using: &random) ? part : part.uppercased()
      }.joined()
      text.withUTF8 { bytes in
        let text = UnsafeRawBufferPointer(bytes)
        let expected = foundEverywhere(in: text)
        for windows in [SecretWindows.all, nil] where text.count > 1 {
          var finder = SecretFinder()
          _ = finder.find(in: text, windows)
          #expect(finder.found.ranges == expected, "\(String(decoding: text, as: UTF8.self))")
        }
      }
    }
  }

  /// The search of many places at once gives none that a byte and its word do not allow, in the same order.
  @Test(.enabled(if: SecretWindows.all != nil)) func placesAreTheSame() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var text = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        Self.parts.randomElement(using: &random) ?? ""
      }.joined()
      text.withUTF8 { bytes in
        let text = UnsafeRawBufferPointer(bytes)
        var fast = SecretPlaces.Search(text, SecretWindows.all)
        var plain = SecretPlaces.Search(text, nil)
        var place = 0
        while let next = fast.next(from: place) {
          var other = plain.next(from: place)
          while let found = other, found.index < next.index {
            other = plain.next(from: found.index + 1)
          }
          #expect(other?.index == next.index && other?.rules == next.rules)
          place = next.index + 1
        }
      }
    }
  }
}
