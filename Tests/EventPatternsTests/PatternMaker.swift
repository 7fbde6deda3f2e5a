import TestSupport

/// Random patterns and events over few names and few values, so that they often meet.
struct PatternMaker {
  typealias JSON = NaiveEvaluator.JSON

  var random: SeededGenerator

  private let names = ["a", "b", "a.b", "B"]
  private let texts = ["", "x", "xy", "X", "yx", "1", "xyx"]

  mutating func pattern() -> JSON { object(depth: 0, insideOr: false) }

  private mutating func object(depth: Int, insideOr: Bool) -> JSON {
    var members: [(String, JSON)] = []
    for _ in 0..<random.pick([1, 1, 2, 3]) {
      switch random.below(depth < 2 ? 6 : 3) {
      case 3 where members.count < 2 && depth < 2:
        members.append(
          (
            "$or",
            .array(
              (0..<(2 + random.below(2))).map { _ in
                object(depth: depth + 1, insideOr: true)
              })
          ))
      case 3, 4, 5:
        members.append((random.pick(names), object(depth: depth + 1, insideOr: insideOr)))
      default:
        members.append(
          (random.pick(names), .array((0..<(1 + random.below(2))).map { _ in alternative() })))
      }
    }
    return .object(members)
  }

  private mutating func alternative() -> JSON {
    let text = JSON.string(random.pick(texts))
    let caseless = JSON.object([("equals-ignore-case", text)])
    return switch random.below(14) {
    case 0, 1: text
    case 2: .number(number())
    case 3: random.pick([.boolean(true), .boolean(false), .null])
    case 4: .object([("prefix", random.pick([text, caseless]))])
    case 5: .object([("suffix", random.pick([text, caseless]))])
    case 6: caseless
    case 7: .object([("wildcard", .string(wildcard()))])
    case 8: .object([("numeric", range())])
    case 9, 10: .object([("exists", .boolean(random.isOne(in: 2)))])
    case 11: .object([("exactly", text)])
    default: .object([("anything-but", excluded())])
    }
  }

  private mutating func number() -> Double { Double(random.below(4)) / 2 }

  private mutating func wildcard() -> String {
    random.pick(["*", "x*", "*x", "x*x", "*y*", "x*y*x", "", "xy"])
  }

  private mutating func range() -> JSON {
    let limit = JSON.number(number())
    guard random.isOne(in: 2) else {
      return .array([.string(random.pick(["=", "<", "<=", ">", ">="])), limit])
    }
    return .array([
      .string(random.pick([">", ">="])), .number(0), .string(random.pick(["<", "<="])), .number(1),
    ])
  }

  private mutating func excluded() -> JSON {
    func list(_ make: (inout PatternMaker) -> JSON) -> JSON {
      random.isOne(in: 2)
        ? make(&self) : .array((0..<(1 + random.below(2))).map { _ in make(&self) })
    }
    switch random.below(6) {
    case 0: return list { .number($0.number()) }
    case 1, 2: return list { .string($0.random.pick($0.texts)) }
    case 3: return .object([("wildcard", list { .string($0.wildcard()) })])
    case 4:
      return .object([("equals-ignore-case", list { .string($0.random.pick($0.texts)) })])
    default:
      return .object([
        (random.pick(["prefix", "suffix"]), list { .string($0.random.pick(["x", "y", "xy"])) })
      ])
    }
  }

  mutating func event() -> JSON { eventObject(depth: 0) }

  private mutating func eventObject(depth: Int) -> JSON {
    .object((0..<(1 + random.below(4))).map { _ in (random.pick(names), value(depth: depth + 1)) })
  }

  private mutating func value(depth: Int) -> JSON {
    switch random.below(depth < 4 ? 10 : 5) {
    case 0, 1, 2: .string(random.pick(texts))
    case 3: .number(number())
    case 4: random.pick([.boolean(true), .boolean(false), .null])
    case 5, 6: eventObject(depth: depth)
    default: .array((0..<random.below(4)).map { _ in value(depth: depth + 1) })
    }
  }
}
