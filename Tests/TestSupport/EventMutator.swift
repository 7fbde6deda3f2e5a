/// Changes JSON at random places, into JSON that no ECS ever wrote but that is JSON all the same.
package struct EventMutator {
  package var random: SeededGenerator

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A value with `count` changes.
  package mutating func mutated(_ value: JSONSource, changes count: Int) -> JSONSource {
    var value = value
    for _ in 0..<count {
      if random.isOne(in: 10) {
        value = respellEverywhere(value)
        continue
      }
      value = value.replacing(at: random.pick(value.paths)) { change($0) }
    }
    return value
  }

  /// Changes the spelling of a string that occurs in many places, such as the cluster in all ARNs, in all of them.
  private mutating func respellEverywhere(_ value: JSONSource) -> JSONSource {
    let sources = [
      value["region"], value["account"], value["resources"]?[0], value["detail"]?["clusterArn"],
      value["detail"]?["attachments"]?[0]?["details"]?[4]?["value"],
      value["detail"]?["attachments"]?[0]?["id"],
    ]
    guard case .string(let source) = random.pick(sources) else { return value }
    let last = source.split(separator: "/").last.map(String.init) ?? source
    let piece =
      random.isOne(in: 2) ? last : source.split(separator: ":").last.map(String.init) ?? last
    guard !piece.isEmpty else { return value }
    return value.replacingEverywhere(piece, with: changed(piece))
  }

  private mutating func change(_ value: JSONSource) -> JSONSource {
    // Now and then a value of another type, else something that becomes the type.
    if random.isOne(in: 12) { return odd() }
    if random.isOne(in: 40) {
      return random.isOne(in: 2) ? .array([value]) : .members(("x", value))
    }
    switch value {
    case .object(let members): return .object(changed(members))
    case .array(let elements): return .array(changed(elements))
    case .string(let source): return .string(changed(source))
    case .literal(let source): return .literal(respelled(source))
    }
  }

  private mutating func changed(_ members: [JSONSource.Member]) -> [JSONSource.Member] {
    var members = members
    guard !members.isEmpty else { return [.init(random.pick(Self.keys), odd())] }
    let index = random.below(members.count)
    switch random.below(7) {
    case 0: members.shuffle(using: &random)
    case 1: members.remove(at: index)
    case 2: members[index].key = respelled(members[index].key, after: 0)
    case 3: members[index].key = random.pick(Self.keys)
    case 4:
      // The same key again, with another value, before or after.
      let again = JSONSource.Member(
        members[index].key, random.isOne(in: 2) ? odd() : change(members[index].value))
      members.insert(again, at: random.below(members.count + 1))
    case 5: members.swapAt(index, random.below(members.count))
    default: members.insert(.init(random.pick(Self.keys), odd()), at: index)
    }
    return members
  }

  private mutating func changed(_ elements: [JSONSource]) -> [JSONSource] {
    var elements = elements
    guard !elements.isEmpty else { return [odd()] }
    let index = random.below(elements.count)
    switch random.below(5) {
    case 0: elements.shuffle(using: &random)
    case 1: elements.remove(at: index)
    case 2: elements.insert(elements[index], at: random.below(elements.count + 1))
    case 3: elements.insert(odd(), at: index)
    default: elements = []
    }
    return elements
  }

  private mutating func changed(_ source: String) -> String {
    switch random.below(6) {
    case 0: return ""
    case 1: return source + random.pick(Self.strings)
    case 2: return random.pick(Self.strings)
    case 3: return source.uppercased().contains("\\") ? source : source.uppercased()
    default: return respelled(source, after: random.below(max(source.utf8.count, 1)))
    }
  }

  /// The same text with one character as an escape, or another one put in its place.
  private mutating func respelled(_ source: String, after start: Int) -> String {
    var scalars = Array(source.unicodeScalars)
    // Not inside an escape that is there already.
    guard !scalars.contains("\\"), !scalars.isEmpty else {
      return source + random.pick(Self.escapes)
    }
    let index = min(start + random.below(4), scalars.count - 1)
    let scalar = scalars[index]
    let replacement =
      scalar == "/" || random.isOne(in: 3)
      ? (scalar == "/" ? "\\/" : random.pick(Self.escapes))
      : Self.escape(scalar, random.isOne(in: 2))
    scalars.replaceSubrange(index...index, with: replacement.unicodeScalars)
    return String(String.UnicodeScalarView(scalars))
  }

  private static func escape(_ scalar: Unicode.Scalar, _ isUppercase: Bool) -> String {
    let units = Array(String(scalar).utf16)
    let escape = units.map { JSONSource.unicodeEscape($0) }.joined()
    return isUppercase ? escape.uppercased().replacing("\\U", with: "\\u") : escape
  }

  private mutating func respelled(_ literal: String) -> String {
    guard let first = literal.utf8.first, first == UInt8(ascii: "-") || first < UInt8(ascii: ":")
    else {
      return random.pick(["true", "false", "null", "0", "1"])
    }
    switch random.below(4) {
    case 0 where !literal.contains(where: { ".eE".contains($0) }): return literal + ".0"
    case 1 where !literal.contains(where: { "eE".contains($0) }):
      return literal + random.pick(["e0", "E+0", "e-1", "e00"])
    default: return random.pick(Self.numbers)
    }
  }

  /// A value of any type.
  private mutating func odd() -> JSONSource {
    switch random.below(9) {
    case 0: return .array([])
    case 1: return .object([])
    case 2: return .literal(random.pick(Self.numbers))
    case 3: return .literal(random.pick(["true", "false"]))
    case 4: return .literal("null")
    case 5: return .array((0..<random.below(4)).map { _ in odd() })
    case 6: return .object((0..<random.below(4)).map { _ in .init(random.pick(Self.keys), odd()) })
    default: return .string(random.pick(Self.strings))
    }
  }
}

extension EventMutator {
  /// Known keys of all levels, in places where they do not belong, and unknown ones.
  private static let keys = [
    "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail",
    "replay-name", "taskArn", "clusterArn", "lastStatus", "containers", "attachments", "cpu",
    "memory", "stoppedReason", "containerInstanceArn", "ephemeralStorage", "sizeInGiB", "overrides",
    "attributes", "tags", "containerArn", "runtimeId", "exitCode", "reason", "networkInterfaces",
    "attachmentId", "privateIpv4Address", "ipv6Address", "networkBindings", "managedAgents",
    "gpuIds", "details", "name", "value", "subnetId", "privateDnsName", "privateIPv4Address",
    "statusReason", "type", "status", "updatedAt", "stoppedAt", "healthStatus",
    "", "x", "new-field", "clé", "a b", "key7", "\\u0074askArn", "det\\u0061il", "\\ud83d\\ude00",
    "\\\"quoted\\\"", "a-key-that-is-longer-than-forty-characters-all-in-all",
  ]

  private static let escapes = [
    "\\u0041", "\\u002f", "\\/", "\\n", "\\u000a", "\\u000A", "\\b", "\\u0000", "\\\\", "\\\"",
    "\\u00e9", "é", "\\ud83d\\ude00", "😀", "\\ud800", "\\udc00", "\\udc00\\ud800", "\\uD83D",
    "\u{7f}",
    "\u{2028}", "\u{feff}",
  ]

  private static let strings =
    escapes + [
      "", " ", "null", "0", "-0", "007", "1e3", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z",
      "2026-02-29T00:00:00Z", "2024-02-29T12:00:00Z", "2026-01-31T09:30:00.120Z",
      "2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00+02:00", "2026-01-31T23:59:60Z",
      "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-23:59",
      "00112233445566778899aabbccddeeff", "00112233445566778899AABBCCDDEEFF",
      "01234567-89ab-cdef-0123-456789abcdef", "01234567-89AB-cdef-0123-456789abcdef",
      "10.0.0.1", "010.0.0.1", "256.0.0.1", "1.2.3", "1.2.3.4.5", "0a:00:00:00:00:01",
      "0A:00:00:00:00:01", "eni-00123456789abcdef", "eni-10123456789abcdef",
      "ip-10-0-0-1.ec2.internal", "arn:aws:ecs:eu-north-1:000012345678:task/00112233", "/", "a/",
      "task/a\\\"b/c", "STOPPED", "subnetId", "\\u0001verbatim\\u0002", "\\u001e",
    ]

  private static let numbers = [
    "0", "-0", "0.0", "-0.0", "4", "4.0", "1e3", "1E+3", "10e-1", "0.5", "-1", "255",
    "9007199254740993",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "123456789012345678901234567890", "1e400", "-1e400", "1e-400",
    "3.14159265358979323846264338327950288",
  ]
}
