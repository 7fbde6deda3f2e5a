extension HostileFile {
  static let all = sizes + nesting + bytes + values

  private static let megabyte = 1 << 20
  private static let deep = 100_000

  /// More of everything than there should be.
  private static let sizes: [HostileFile] = [
    HostileFile(name: "a line of 1 GB", outcome: "2 stored, 1 rejected") { file in
      file.put("\(line(1))\(time) {\"a\":\"")
      file.put("x", times: size(1024, 48) * megabyte)
      file.put("\"}\n\(line(2))")
    },
    HostileFile(name: "a line of 1 GB without an end", outcome: "1 stored, 1 rejected") { file in
      file.put("\(line(1))\(time) {\"a\":\"")
      file.put("x", times: size(1024, 48) * megabyte)
    },
    HostileFile(name: "an object of 1 GB", outcome: "2 stored, 1 rejected") { file in
      file.put("\(stop(1))\n{\"a\":\"")
      file.put("x", times: size(1024, 48) * megabyte)
      file.put("\"}\n\(stop(2))\n")
    },
    HostileFile(name: "an object of 1 GB without an end", outcome: "1 stored, 1 rejected") { file in
      file.put("\(stop(1))\n{\"a\":\"")
      file.put("x", times: size(1024, 48) * megabyte)
    },
    HostileFile(name: "white space and nothing else", message: "contains only white space") {
      $0.put("\n", times: 100 * megabyte)
    },
    HostileFile(
      name: "three million empty objects",
      outcome: "0 stored, \(size(3_000_000, 600_000).grouped) skipped",
      exitCode: 0, peakMax: 60
    ) { $0.put("{}", times: size(3_000_000, 600_000)) },
    HostileFile(
      name: "kinds of their own", outcome: "0 stored, 200,000 skipped", exitCode: 0, peakMax: 60
    ) { file in
      for number in 0..<200_000 { file.put("{\"detail-type\":\"t\(number)\"}\n") }
    },
    HostileFile(
      name: "more rejects than are kept", outcome: "1,000,500 rejected",
      message: "500 unreadable records were only counted", peakMax: 130
    ) { $0.put("\(time) {\n", times: 1_000_500) },
    HostileFile(name: "rejects of 1 MB", outcome: "0 stored, \(size(40, 8)) rejected") { file in
      for _ in 0..<size(40, 8) {
        file.put("\(time) {\"a")
        file.put("z", times: megabyte)
        file.put("\n")
      }
    },
    HostileFile(name: "more containers than Amazon ECS allows", outcome: "1 stored, 1 rejected") {
      file in
      let many = "[{}" + String(repeating: ",{}", count: 2000) + "]"
      file.put(stop(2).replacing("[{\"exitCode\":1,\"name\":\"web\"}]", with: many))
      file.put("\n\(stop(3))\n")
    },
    HostileFile(
      name: "events of 10,000 members", outcome: "\(size(500, 60)) stored", exitCode: 0,
      peakMax: 130
    ) { file in
      for number in 0..<size(500, 60) {
        file.put(stop(number, (0..<10_000).map { ",\"k\(number)_\($0)\":\($0)" }.joined()) + "\n")
      }
    },
    HostileFile(
      name: "a member of its own in each event", outcome: "\(size(100_000, 5_000).grouped) stored",
      exitCode: 0
    ) { file in
      for number in 0..<size(100_000, 5_000) {
        let name = String(number).map { "abcdefghij"[$0] }
        file.put(stop(number, ",\"\(name.joined())\":{\"b\(number)\":[{\"c\":[[1]]}]}") + "\n")
      }
    },
  ]

  /// Brackets.
  private static let nesting: [HostileFile] = [
    HostileFile(name: "nested arrays", outcome: "2 stored, 1 rejected") { file in
      file.put("\(stop(1))\n\(nested("[", "", "]"))\n\(stop(2))\n")
    },
    HostileFile(name: "nested arrays that stay open", outcome: "2 stored, 1 rejected") { file in
      file.put("\(stop(1))\n\(nested("[", "", ""))\n\(stop(2))\n")
    },
    HostileFile(name: "nested objects", outcome: "2 stored, 1 rejected") { file in
      file.put("\(stop(1))\n\(nested("{\"a\":", "1", "}"))\n\(stop(2))\n")
    },
    HostileFile(name: "nested objects in a line", outcome: "2 stored, 1 rejected") { file in
      file.put("\(line(1))\(time) \(nested("{\"a\":", "1", "}"))\n\(line(2))")
    },
    HostileFile(name: "nested arrays in an event", outcome: "1 stored, 1 rejected") { file in
      file.put(stop(1, ",\"x\":\(nested("[", "", "]"))") + "\n\(stop(2))\n")
    },
    HostileFile(name: "opening brackets", message: "no closing bracket") {
      $0.put("[", times: 3_000_000)
    },
    HostileFile(name: "commas", message: "no closing bracket") {
      $0.put("[")
      $0.put(",", times: 3_000_000)
    },
  ]

  private static func nested(_ open: String, _ inner: String, _ close: String) -> String {
    String(repeating: open, count: deep) + inner + String(repeating: close, count: deep)
  }

  /// What is not text.
  private static let bytes: [HostileFile] = [
    HostileFile(name: "invalid UTF-8 in a value", outcome: "1 stored, 1 rejected") { file in
      let parts = stop(1, reason: "#").split(separator: "#").map { Array($0.utf8) }
      file.put(parts[0] + [0xff, 0xfe] + parts[1])
      file.put("\n\(stop(2))\n")
    },
    HostileFile(name: "invalid UTF-8 in a name", outcome: "1 stored, 1 rejected") { file in
      let parts = stop(1, ",\"#\":1").split(separator: "#").map { Array($0.utf8) }
      file.put(parts[0] + [0xc3, 0x28] + parts[1])
      file.put("\n\(stop(2))\n")
    },
    HostileFile(name: "no text at all", message: "unrecognized format") { file in
      file.put((0..<100_000).map { UInt8(128 + $0 % 128) })
    },
    HostileFile(name: "lines of no text", outcome: "1 stored, 127 rejected") { file in
      for number in 0..<127 {
        file.put("\(time) ")
        file.put([UInt8(128 + number), 0xff, 0, 1, 0x0a])
      }
      file.put(line(1))
    },
    HostileFile(name: "zeros", message: "unrecognized format") {
      $0.put("\0", times: 10 * megabyte)
    },
    HostileFile(name: "a zero in a string", outcome: "1 stored, 1 rejected") { file in
      file.put("\(stop(1, reason: "a\0b"))\n\(stop(2))\n")
    },
  ]

  /// JSON at its limits: everything is stored, and comes back byte for byte.
  private static let values: [HostileFile] = [
    HostileFile(name: "half surrogate pairs", outcome: "3 stored", exitCode: 0) { file in
      file.put("\(stop(1, reason: "\\ud800 a \\udc00"))\n")
      file.put("\(stop(2, ",\"\\ud83d\":\"\\u0000\""))\n\(stop(3, reason: "\\uDFFF\\uD800"))\n")
    },
    HostileFile(name: "repeated names", outcome: "2 stored", exitCode: 0) { file in
      file.put(
        "\(stop(1, ",\"stoppedReason\":5,\"stoppedReason\":\"b\",\"version\":1,\"version\":2"))\n")
      file.put(
        "\(stop(2, ",\"containers\":1,\"containers\":[],\"containers\":[{\"name\":\"a\",\"name\":\"b\"}]"))\n"
      )
    },
    HostileFile(name: "numbers", outcome: "\(numbers.count) stored", exitCode: 0) { file in
      for (index, number) in numbers.enumerated() {
        let containers = "[{\"exitCode\":\(number),\"name\":\"web\"}]"
        file.put(
          "\(stop(index, ",\"version\":\(number),\"x\":\(number),\"containers\":\(containers)"))\n")
      }
    },
  ]

  private static let numbers = [
    "99999999999999999999", "1e999", "-1e999", "-0", "-0.0", String(repeating: "9", count: 10_000),
    "1e-999", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1.0",
    "0." + String(repeating: "1", count: 10_000), "1E+400", "18446744073709551616",
  ]
}

extension Int {
  /// With commas, as messages have it.
  var grouped: String {
    self < 1000 ? "\(self)" : (self / 1000).grouped + "," + "\(1000 + self % 1000)".dropFirst()
  }
}

extension String {
  fileprivate subscript(digit: Character) -> String {
    String(self[index(startIndex, offsetBy: digit.wholeNumberValue ?? 0)])
  }
}
