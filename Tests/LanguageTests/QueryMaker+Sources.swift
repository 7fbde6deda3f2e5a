import TestSupport

extension QueryMaker {
  mutating func source() -> QueryDraft.Command {
    let start = 1_767_225_600_000 + random.below(12_000)
    let window = random.pick([
      "", "", " START=\(start) END=now", " START=0 END=\(start)", " START=-60d",
      " START=\(start) END=\(start + random.below(86_400_000))",
    ])
    return .init(word: "SOURCE 'g'" + window)
  }

  mutating func parse() -> QueryDraft.Command {
    let hasMessage = !isGrouped && !isJoined
    let source =
      hasMessage && random.isOne(in: 4)
      ? "" : random.isOne(in: 5) ? "concat(\(any(1)))" : name()
    let pattern: String
    var count = 1
    if random.isOne(in: 2) {
      (pattern, count) = random.pick([
        ("\"*\"", 1), ("\"* *\"", 2), ("\"*:*\"", 2), ("'/*'", 1), ("\"task*\"", 1), ("\"*a\"", 1),
        ("\"[*]\"", 1), ("\"**\"", 2), ("\"e*e*e\"", 2), ("\"\\\\**\"", 1), ("\"\\*\"", 1),
        ("\"service:*\"", 1), ("\"*-*-*\"", 3), ("\"*.*\"", 2),
      ])
    } else {
      (pattern, count) = random.pick([
        ("/(.)(.*)/", 2), ("/([0-9]+)/", 1), ("/^(\\w+)(:(\\w+))?/", 3), ("/(a)|(e)/", 2),
        ("/(?i)([aeiou]+)$/", 1), ("/(?:x|s)(.+?)e/", 1), ("/(\\/)?([^\\/]*)$/", 2),
        ("/(?<NAME>[a-z]+)/", 0), ("/^(?<NAME>.)(?P<OTHER>\\d)?/", 0), ("/[(](.)/", 1),
      ])
    }
    var made: [String] = []
    func next() -> String {
      aliases += 1
      made.append("p\(aliases)")
      return made[made.count - 1]
    }
    var text = pattern.replacing("NAME", with: count == 0 ? next() : "")
    if text.contains("OTHER") { text = text.replacing("OTHER", with: next()) }
    let list = (0..<count).map { _ in next() }.joined(separator: ", ")
    names += made
    parsed.formUnion(made)
    return .init(
      word: "parse" + (source.isEmpty ? "" : " \(source)") + " \(text)"
        + (list.isEmpty ? "" : " as \(list)"))
  }

  /// `name in (SOURCE … | fields name)`.
  mutating func subqueryCondition() -> String {
    let left = "\(name()) \(random.pick(["in", "not in"]))"
    let outer = self
    forget()
    var commands = ["SOURCE 'g'"]
    if random.isOne(in: 2) { commands.append("filter \(condition(1))") }
    if random.isOne(in: 3) { commands.append("sort \(name()) desc | limit \(1 + random.below(9))") }
    commands.append(
      random.pick([
        "fields \(name())", "fields \(name())", "fields \(any(1)) as z",
        "stats max(\(name())) as z", "stats count(*) as n by \(name()) as z | fields z",
      ]))
    let text = "\(left) (\(commands.joined(separator: " | ")))"
    let (used, next) = (aliases, random)
    self = outer
    (aliases, random) = (used, next)
    return random.isOne(in: 3) ? "(\(text)) or \(condition(0))" : text
  }

  mutating func join() -> QueryDraft.Command {
    let left = names
    let isOverGroups = isGrouped
    let key = name()
    forget()
    let other = random.isOne(in: 2) ? name() : isOverGroups ? name() : key
    isJoined = true
    sideNames = left.map { "l." + $0 }
    // Of groups there are only the names.
    sides = isOverGroups ? ["r."] : ["l.", "r."]
    let type = random.pick(["", "type=inner ", "type=left "])
    return .init(
      word: "join \(type)left=l right=r where l.\(key) = r.\(other) (SOURCE 'g')")
  }
}
