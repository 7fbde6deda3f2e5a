import Foundation
import JSON
import Masking

/// Masks an input, and the input with a secret after it that its first byte chooses.
///
/// The secret must not be in what is shown. What is UTF-8, or JSON with double quotes alone, must stay so, and the time must be in proportion to the
/// length.
final class MaskedText {
  private static let secret = "h7Xq2LwZ9pRt4Vb8Kd3n"
  private static let plants = [
    "password=\(secret)", "DB_PASSWORD='\(secret)'", #"{"password":"\#(secret)"}"#,
    #"{"environment":[{"name":"A","value":"\#(secret)"}]}"#,
    #"{"environment":{"A":"\#(secret)"}}"#, "Authorization: Bearer \(secret)",
    "https://b.s3.amazonaws.com/k?X-Amz-Expires=1&X-Amz-Signature=\(secret)",
    "https://user:\(secret)@registry.example.com/v2/", "--password \(secret)",
    #"["--db-password","\#(secret)"]"#, #"{"name":"API_KEY","value":"\#(secret)"}"#,
    "https://hooks.slack.com/services/T0/B0/\(secret)", "ghp_\(secret)",
    "-----BEGIN PRIVATE KEY-----\n\(secret)\n-----END PRIVATE KEY-----",
  ]
  /// How long a text is made for timing, and what it may take: a hundred times what it does.
  private static let timedBytes = 128 << 10
  private static let secondsMax = 5.0

  private let masker = Masker()

  func check(_ input: UnsafeRawBufferPointer) throws {
    guard let first = input.first else { return }
    let text = Array(input.dropFirst())
    let shown = masked(text)
    if String(validating: text, as: UTF8.self) != nil {
      try expect(
        String(validating: shown, as: UTF8.self) != nil, "masked UTF-8 is not UTF-8")
    }
    // What is in other quotes may be cut, and is then masked to its end, beyond that of the JSON string around it.
    if !text.contains(where: "'`".utf8.contains), isJSON(text) {
      try expect(isJSON(shown), "masked JSON is not JSON")
    }
    let plant = Self.plants[Int(first) % Self.plants.count]
    guard !String(decoding: text, as: UTF8.self).contains(Self.secret) else { return }
    let all = text + "\n".utf8 + plant.utf8 + "\n".utf8
    try expect(
      !String(decoding: masked(all), as: UTF8.self).contains(Self.secret),
      "a secret is shown: \(plant)")
    if first >= 0xf0 { try expectFast(text) }
  }

  private func masked(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBytes { text in masker.masked(text).map { Array($0) } ?? Array(text) }
  }

  private func isJSON(_ text: [UInt8]) -> Bool {
    withPadding(text) { (try? JSONParser().parse($0)) != nil }
  }

  /// Masks many repetitions of a text.
  private func expectFast(_ text: [UInt8]) throws {
    guard !text.isEmpty else { return }
    var long: [UInt8] = []
    while long.count < Self.timedBytes { long += text }
    let start = clock()
    _ = masked(long)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    try expect(seconds < Self.secondsMax, "masking takes \(seconds) s")
  }
}
