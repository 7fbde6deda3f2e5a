import TestSupport

/// Makes random records of stopped tasks, each of a task of its own, some with odd values.
struct RecordMaker {
  private var events: EventGenerator
  private var mutator: EventMutator
  private var random: SeededGenerator

  init(seed: UInt64) {
    events = EventGenerator(seed: seed)
    mutator = EventMutator(seed: seed)
    random = SeededGenerator(seed: seed)
  }

  mutating func records(_ count: Int) -> [Record] {
    (0..<count).map { _ in record() }
  }

  private mutating func record() -> Record {
    var event = events.event()
    if random.isOne(in: 4) { event = mutator.mutated(event, changes: 2) }
    event = event.replacingEverywhere(PlainEvent.taskID, with: random.hex(32))
    if var detail = event["detail"], case .object = detail {
      detail["odd"] = value()
      detail["flag"] = random.pick([
        nil, .literal("true"), .literal("false"), .text("TRUE"), .literal("null"),
      ])
      detail["nested"] = random.pick([
        nil, .members(("value", value())), value(), .array([value()]),
      ])
      if random.isOne(in: 6) { detail["cpu"] = value() }
      if random.isOne(in: 8) {
        detail[random.pick(["overrides", "attributes", "tags", "containers", "attachments"])] =
          random.isOne(in: 2) ? value() : .array([value()])
      }
      if random.isOne(in: 6) { detail["version"] = random.pick([.number(3), value()]) }
      if random.isOne(in: 6) { detail["stopCode"] = random.pick([nil, value()]) }
      event["detail"] = detail
    }
    if random.isOne(in: 10) { event[random.pick(["@top", "true", "a.b", "clé", "x-y"])] = value() }
    // Few times, so that many events share one.
    let time = 1_767_225_600_000 + Int64(random.below(12)) * random.pick([0, 1, 999, 86_400_000])
    return Record(
      message: event, time: time, stream: random.pick([nil, "web/1", "web/2", "Ω stream"]))
  }

  private mutating func value() -> JSONSource {
    switch random.below(5) {
    case 0:
      .literal(
        random.pick([
          "0", "1", "7", "7.0", "-0", "-3", "0.1", "1e3", "1E-7", "1e22", "123456789012345680000",
          "2.5", "1e400", "10", "9",
        ]))
    case 1: .literal(random.pick(["true", "false", "null"]))
    case 2:
      random.pick([
        .array([]), .object([]), .array([.number(1), .text("a")]), .members(("value", .number(2))),
      ])
    default:
      .text(
        random.pick([
          "", " ", "0", "7", "07", "7.0", " 7 ", "-3", "+5", "1e3", "1e999", "abc", "ABC", "a1",
          "a10",
          "a9", "é", "e\u{301}", "ß", "ŒUVRE", "İ", "日本語", "😀 ok", "true", "False", "1", "#",
          "A\u{0}b",
          "line\nbreak", "2026-01-01 00:00:00.000", "STOPPED", "0x10", "1_000", "٣", "\u{a0}", ".5",
          "5.",
          "service:ferry", "a\"b'c\\d",
        ]))
    }
  }
}
