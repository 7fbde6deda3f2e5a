import Glibc
import TestSupport
import Testing

@testable import Exports

/// What must hold for any content; each case prints the seed that made it.
@Suite("Framing, by properties")
struct FramingPropertyTests {
  @Test(arguments: 0..<60)
  func concatenatedValuesAreFramedBack(seed: Int) throws {
    var maker = JSONMaker(seed: UInt64(seed))
    var text = "{}"
    var expected = ["{}"]
    for _ in 0..<20 {
      switch maker.below(5) {
      case 0:
        let elements = (0..<maker.below(4)).map { _ in maker.value(depth: 3) }
        expected += elements
        text +=
          "[" + elements.map { maker.blank() + $0 + maker.blank() }.joined(separator: ",") + "]"
      case 1:
        let scalar = maker.scalar()
        expected.append(scalar)
        text += "\n" + scalar + "\n"
      default:
        let object = maker.object(depth: 3)
        expected.append(object)
        text += object
      }
      text += maker.blank()
    }
    let reading = try read(text)
    #expect(reading.texts == expected, "seed \(seed)")
    #expect(
      reading.records.allSatisfy { ($0.flaw == nil) == ($0.message.first == UInt8(ascii: "{")) })
    #expect(reading.warnings.isEmpty, "seed \(seed)")
  }

  @Test(arguments: 0..<20)
  func exportsAreFramedBack(seed: Int) throws {
    var maker = JSONMaker(seed: UInt64(seed))
    let lineEnd = ["\n", "\r\n"][seed % 2]
    let messages = (0..<20).map { _ in maker.below(6) == 0 ? maker.text() : maker.object(depth: 3) }
    let text = messages.map { "2020-06-05T12:17:11.000Z " + $0 + lineEnd }.joined()
    let reading = try read(text)
    #expect(reading.texts == messages, "seed \(seed)")
    #expect(reading.flaws.allSatisfy { $0 == nil }, "seed \(seed)")
  }

  /// Cuts, changes and removes bytes of one line: the others come through.
  @Test(arguments: 0..<60)
  func oneDamagedLineLeavesTheOthers(seed: Int) throws {
    var maker = JSONMaker(seed: UInt64(seed), isOnOneLine: true)
    let lines = (0..<5).map { number in "{\"n\":\(number)," + maker.object(depth: 3).dropFirst() }
      .map { $0.hasSuffix(",}") ? $0.dropLast(2) + "}" : $0 }
    let prefix = seed % 3 == 0 ? "2020-06-05T12:17:11.000Z " : ""
    for _ in 0..<15 {
      var damaged = Array(lines[2].utf8)
      maker.damage(&damaged)
      let content =
        lines[..<2].map { prefix + $0 + "\n" }.joined().utf8 + Array(prefix.utf8) + damaged
        + ("\n" + lines[3...].map { prefix + $0 + "\n" }.joined()).utf8
      let reading = try read(Array(content))
      let texts = reading.texts
      let note = "seed \(seed): \(String(decoding: damaged, as: UTF8.self).debugDescription)"
      #expect(Array(texts.prefix(2)) == lines[..<2].map { $0 }, "\(note)")
      #expect(Array(texts.suffix(2)) == lines[3...].map { $0 }, "\(note)")
    }
  }

  /// The same for pretty-printed objects.
  @Test(arguments: 0..<40)
  func oneDamagedPrettyObjectLeavesTheOthers(seed: Int) throws {
    var maker = JSONMaker(seed: UInt64(seed), isPretty: true)
    let objects = (0..<5).map { _ in maker.object(depth: 3) }
    for _ in 0..<15 {
      var damaged = Array(objects[2].utf8)
      maker.damage(&damaged)
      let content =
        Array((objects[..<2].joined(separator: "\n") + "\n").utf8) + damaged
        + Array(("\n" + objects[3...].joined(separator: "\n")).utf8)
      let texts = try read(content).texts
      let note = "seed \(seed): \(String(decoding: damaged, as: UTF8.self))"
      #expect(Array(texts.prefix(2)) == objects[..<2].map { $0 }, "\(note)")
      #expect(Array(texts.suffix(2)) == objects[3...].map { $0 }, "\(note)")
    }
  }

  /// Any soup of bytes: no crash, nothing lost, and no difference by buffer size or limit.
  @Test(arguments: 0..<150)
  func anySoupIsFramedWithoutLoss(seed: Int) throws {
    var maker = JSONMaker(seed: UInt64(seed))
    let stamp = "2020-06-05T12:17:11.000Z "
    let pieces = [
      "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\n{", "\n  {", "\n}", " ", "\r\n", "x", "1",
      "\u{0}",
    ]
    let isExport = seed % 3 == 0
    var text = isExport ? stamp : "{"
    for _ in 0..<maker.below(200) {
      text += maker.below(12) == 0 ? maker.object(depth: 1) : pieces[maker.below(pieces.count)]
      if isExport && maker.below(8) == 0 { text += "\n" + stamp }
    }
    let bytes = Array(text.utf8)
    for limit in [16 << 20, 30] {
      let reading = try read(bytes, recordBytesMax: limit)
      if reading.error == nil && limit > bytes.count {
        checkNothingIsLost(reading, bytes, isExport, "seed \(seed)")
      }
    }
  }

  /// Between the records stand only white space, timestamps, and the signs around array elements.
  private func checkNothingIsLost(
    _ reading: Reading, _ bytes: [UInt8], _ isExport: Bool, _ seed: String
  ) {
    var end = 0
    var between: [UInt8] = []
    for record in reading.records {
      between += bytes[end..<Int(record.position.offset)] + (isExport ? [0x0a] : [])
      end = Int(record.position.offset) + record.message.count
    }
    between += bytes[end...]
    let harmless = Set((isExport ? "2020-06-05T12:17:11.000Z \r\n" : "[], \t\r\n").utf8)
    #expect(
      between.allSatisfy(harmless.contains), "\(seed): \(String(decoding: between, as: UTF8.self))")
  }

  /// Inputs made to be scanned again and again: the work must stay linear.
  @Test(arguments: [
    "{\"a\":[\n", "{\"a\":[\n}\n", "{\n}}\n", "{\"a\":[\n{},\n", "{\"a\":\"\n", "[\n", "[{\n",
    "{\n\"a\":[\n]\n", "{,",
    "2020-06-05T12:17:11.000Z {\"a\n2020-06-05T12:17:11.000Z x\"}\n{\"a\n",
    "2020-06-05T12:17:11.000Z {\"a\n2020-06-05T12:17:11.000Z x\n",
  ])
  func hostileInputTakesLinearTime(_ piece: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let bytes = Array(String(repeating: piece, count: count / piece.utf8.count).utf8)
      return try (0..<3).map { _ in
        let reader = ExportReader("test", limits: .init(), digests: false) {
          () throws(ExportError) in
          BytesSource(bytes, readBytesMax: 256 << 10)
        }
        let start = threadSeconds()
        _ = try reader.read { _ in }
        return threadSeconds() - start
      }.min() ?? 0
    }
    // Twenty times as much would take four hundred times as long if the work were quadratic.
    let (some, many) = (try seconds(30_000), try seconds(600_000))
    #expect(many < 100 * max(some, 0.000_1))
    // Nor may each line be looked at together with the next thousands. This is far more than it takes, in a debug build too.
    #expect(many < 30)
  }

  /// Processor time, so that other work on the machine does not count.
  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Makes JSON at random, with the layouts and strings that mislead.
struct JSONMaker {
  private var generator: SeededGenerator
  private let isOnOneLine: Bool
  private let isPretty: Bool

  init(seed: UInt64, isOnOneLine: Bool = false, isPretty: Bool = false) {
    generator = SeededGenerator(seed: seed)
    self.isOnOneLine = isOnOneLine
    self.isPretty = isPretty
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  mutating func value(depth: Int, indent: Int = 0) -> String {
    switch depth == 0 ? 2 : below(4) {
    case 0: object(depth: depth, indent: indent)
    case 1: array(depth: depth, indent: indent)
    default: scalar()
    }
  }

  mutating func object(depth: Int, indent: Int = 0) -> String {
    let members = (0..<below(5)).map { _ in
      string() + blank() + ":" + blank() + value(depth: depth - 1, indent: indent + 2)
    }
    return list("{", members, "}", indent)
  }

  private mutating func array(depth: Int, indent: Int) -> String {
    list("[", (0..<below(4)).map { _ in value(depth: depth - 1, indent: indent + 2) }, "]", indent)
  }

  private mutating func list(_ open: String, _ items: [String], _ close: String, _ indent: Int)
    -> String
  {
    if isPretty {
      if items.isEmpty { return open + close }
      let margin = "\n" + String(repeating: " ", count: indent)
      return open + items.map { margin + "  " + $0 }.joined(separator: ",") + margin + close
    }
    let padded = items.map { blank() + $0 + blank() }.joined(separator: ",")
    return open + (items.isEmpty ? blank() : padded) + close
  }

  /// White space as JSON allows it; without line ends where all is to be on one line.
  mutating func blank() -> String {
    if isPretty { return "" }
    let blanks = isOnOneLine ? ["", "", " "] : ["", "", " ", "\n", "\n\n", "\r\n", "\n  ", "\t"]
    return blanks[below(blanks.count)]
  }

  mutating func scalar() -> String {
    switch below(4) {
    case 0: string()
    case 1: "\(below(2_000) - 1_000)"
    default: ["true", "false", "null", "4.0", "1e9"][below(5)]
    }
  }

  mutating func string() -> String {
    let pieces = [
      "a", "{", "}", "}{", "[", "]", "\\\"", "\\\\", "\\n", ",", ":", " ", "é", "\u{2019}",
      "long text here",
    ]
    return "\"" + (0..<below(6)).map { _ in pieces[below(pieces.count)] }.joined() + "\""
  }

  /// Plain text that is not JSON and does not end in a line break.
  mutating func text() -> String {
    let pieces = [
      "plain", "text {", "\n at line", "2020-06-05T12:17:11.000Z ", "\"", "\n\tcaused by", "[x]",
    ]
    return "no JSON: " + (0..<below(4)).map { _ in pieces[below(pieces.count)] }.joined() + "."
  }

  /// Cuts the end off, or changes, removes or adds one byte.
  mutating func damage(_ bytes: inout [UInt8]) {
    let place = below(bytes.count)
    let mark = Array("{}[]\",:\\ x".utf8)[below(10)]
    switch below(4) {
    case 0: bytes.removeLast(bytes.count - max(place, 1))
    case 1: bytes[place] = mark
    case 2: bytes.remove(at: place)
    default: bytes.insert(mark, at: place)
    }
  }
}
