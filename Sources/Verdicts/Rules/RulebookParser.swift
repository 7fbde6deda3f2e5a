/// Reads a rules file; the comment at the top of `verdicts.rules` describes the format.
struct RulebookParser {
  /// What the lines of the block belong to, by its index in the rulebook.
  enum Block {
    case code(Int), category(StopCategory), words(String), sidecars(ContainerRole), exits
    case family(Int), text(Int), stop(Int), kill(Int)
  }

  var book = Rulebook()
  private(set) var mistakes: [RulebookError.Mistake] = []
  private var block: Block?
  private var line = 0
  /// The line of each block, by its kind and name: `text/volume`.
  private var headings: [String: Int] = [:]

  static func parse(
    _ text: UnsafeRawBufferPointer, keepsCases: Bool = true
  ) throws(RulebookError) -> Rulebook {
    var parser = RulebookParser()
    parser.read(text, keepsCases: keepsCases)
    parser.check(casesAreKept: keepsCases)
    guard parser.mistakes.isEmpty else { throw RulebookError(mistakes: parser.mistakes) }
    return parser.book
  }

  mutating func report(_ message: String) {
    mistakes.append(RulebookError.Mistake(line: line, message: message))
  }

  /// Reports what is missing in a block, by its kind and name.
  mutating func report(_ message: String, in block: String) {
    mistakes.append(
      RulebookError.Mistake(line: headings[block] ?? line, message: "\(block) \(message)"))
  }

  // MARK: Lines

  private mutating func read(_ text: UnsafeRawBufferPointer, keepsCases: Bool) {
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      line += 1
      readLine(UnsafeRawBufferPointer(rebasing: text[start..<end]), keepsCases: keepsCases)
      start = end + 1
    }
  }

  private mutating func readLine(_ bytes: UnsafeRawBufferPointer, keepsCases: Bool) {
    guard let first = bytes.first, first != UInt8(ascii: "#") else { return }
    if first != UInt8(ascii: " ") { return begin(String(decoding: bytes, as: UTF8.self)[...]) }
    guard let key = bytes.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return }
    // Cases are two thirds of the file, and only tests and documentation need them.
    let isCase =
      bytes[key...].starts(with: "for:".utf8) || bytes[key...].starts(with: "against:".utf8)
    if isCase && !keepsCases { return }
    guard let colon = bytes[key...].firstIndex(of: UInt8(ascii: ":")) else {
      return report("a line of a block has the form `key: value`")
    }
    let value = bytes[(colon + 1)...]
    guard value.first == UInt8(ascii: " "), value.count > 1 else {
      return report("the colon must be followed by a space and a value")
    }
    set(
      String(decoding: bytes[key..<colon], as: UTF8.self),
      to: String(decoding: value.dropFirst(), as: UTF8.self)[...])
  }

  private mutating func begin(_ heading: Substring) {
    block = nil
    let parts = heading.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else {
      return report("a block begins with its kind and its name, such as `text spot-interruption`")
    }
    let name = String(parts[1])
    if let earlier = headings.updateValue(line, forKey: "\(parts[0])/\(name)") {
      return report("\(parts[0]) \(name) already exists, in line \(earlier)")
    }
    switch parts[0] {
    case "code":
      guard let index = StopCode.allCases.firstIndex(where: { $0.rawValue == name }) else {
        return report("there is no stop code \(name)")
      }
      block = .code(index)
    case "category":
      guard let category = StopCategory(rawValue: name) else {
        return report("there is no category \(name)")
      }
      book.categories[category] = Rulebook.Category()
      block = .category(category)
    case "words":
      book.words[name] = []
      block = .words(name)
    case "sidecars":
      guard let role = ContainerRole.byListName[name] else {
        return report("sidecars are `always` or `often`, not `\(name)`")
      }
      block = .sidecars(role)
    case "exits":
      guard name == "told-to-end" else { return report("there is no set of exits \(name)") }
      block = .exits
    case "family":
      block = .family(book.families.count)
      book.families.append(Rulebook.Family(name: name))
    case "text":
      block = .text(book.texts.count)
      book.texts.append(Rulebook.TextRule(id: "text/\(name)"))
    case "stop":
      block = .stop(book.stops.count)
      book.stops.append(Rulebook.StopRule(id: "stop/\(name)"))
    case "kill":
      block = .kill(book.kills.count)
      book.kills.append(Rulebook.KillRule(id: "kill/\(name)"))
    default:
      report(
        "\(parts[0]) is not a kind of block: "
          + "code, category, words, sidecars, exits, family, text, stop, kill")
    }
  }

  private mutating func set(_ key: String, to value: Substring) {
    switch block {
    case nil: if mistakes.isEmpty { report("this line does not belong to any block") }
    case .code(let index): setCode(index, key, value)
    case .category(let category): setCategory(category, key, value)
    case .words(let name):
      guard key == "any" else { return reportKey(key, "a list of words", "any") }
      book.words[name, default: []].append(contentsOf: patterns(value))
    case .sidecars(let role): setSidecars(role, key, value)
    case .exits: setExits(key, value)
    case .family(let index):
      guard key == "any" else { return reportKey(key, "a family", "any") }
      book.families[index].patterns.any += patterns(value)
    case .text(let index): setText(index, key, value)
    case .stop(let index): setStop(index, key, value)
    case .kill(let index): setKill(index, key, value)
    }
  }

  mutating func reportKey(_ key: String, _ block: String, _ known: String) {
    report("\(block) has no line `\(key):`; allowed: \(known)")
  }
}
