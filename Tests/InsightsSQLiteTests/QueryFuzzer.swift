import LogsInsights
import TestSupport

/// Makes near-queries from the queries of the case files and their tokens.
struct QueryFuzzer {
  private let queries: [[UInt8]]
  /// The distinct tokens of all queries: the words of the language, whatever it has by now.
  private let words: [String]

  init(queries: [String]) {
    var words: Set<String> = []
    for query in queries {
      let source = SourceText(query)
      words.formUnion(Lexer.tokens(of: source).map { source[$0.range] })
    }
    self.queries = queries.map { Array($0.utf8) }
    self.words = words.subtracting([""]).sorted()
  }

  func text(using random: inout SeededGenerator) -> String {
    switch random.below(8) {
    case 0: NoiseText.make(using: &random)
    case 1: soup(random.below(40), using: &random)
    case 2: repeated(using: &random)
    case 3: spliced(using: &random)
    case 4: generated(using: &random)
    default: mutated(random.pick(queries), using: &random)
    }
  }

  /// Words of the language in any order.
  private func soup(_ count: Int, using random: inout SeededGenerator) -> String {
    let start = random.pick(["fields ", "filter ", "stats ", "parse ", "sort ", "", "display "])
    return start
      + (0..<count).map { _ in random.pick(words) + (random.isOne(in: 4) ? "" : " ") }.joined()
  }

  /// A few words many times over, up to the length that a query may have.
  private func repeated(using random: inout SeededGenerator) -> String {
    let (start, part) = (soup(3, using: &random), soup(random.below(4) + 1, using: &random))
    let room = random.below(9_000) / (random.isOne(in: 3) ? 1 : 20)
    return start + String(repeating: part, count: room / (part.utf8.count + 1))
      + soup(random.below(3), using: &random)
  }

  /// The beginning of one query and the end of another.
  private func spliced(using random: inout SeededGenerator) -> String {
    let (first, second) = (random.pick(queries), random.pick(queries))
    let bytes =
      first.prefix(random.below(first.count + 1))
      + second.suffix(
        random.below(second.count + 1))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func generated(using random: inout SeededGenerator) -> String {
    var generator = QueryGenerator(seed: random.next())
    let text = generator.query()
    return random.isOne(in: 2) ? text : mutated(Array(text.utf8), using: &random)
  }

  private func mutated(_ bytes: [UInt8], using random: inout SeededGenerator) -> String {
    var bytes = bytes
    for _ in 0...random.below(4) where !bytes.isEmpty { mutate(&bytes, using: &random) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    let (index, other) = (random.below(bytes.count), random.below(bytes.count))
    let part = min(index, other)..<max(index, other)
    switch random.below(7) {
    case 0: bytes.remove(at: index)
    case 1: bytes.insert(bytes[other], at: index)
    case 2: bytes[index] = UInt8(32 + random.below(95))
    case 3: bytes.removeSubrange(part)
    case 4: bytes.insert(contentsOf: bytes[part.prefix(300)], at: index)
    case 5: bytes.insert(contentsOf: random.pick(words).utf8, at: index)
    default: bytes.insert(contentsOf: NoiseText.make(using: &random).utf8.prefix(12), at: index)
    }
  }
}
