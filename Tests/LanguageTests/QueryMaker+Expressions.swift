import TestSupport

extension QueryMaker {
  /// An expression of any type.
  mutating func any(_ depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    switch random.below(6) {
    case 0: return leaf()
    case 1, 2: return number(depth)
    case 3: return text(depth)
    case 4: return "(\(condition(depth)))"
    default:
      return random.pick([
        "coalesce(\(any(depth - 1)), \(any(depth - 1)))",
        "if(\(condition(depth - 1)), \(any(depth - 1)), \(any(depth - 1)))",
        "queryStartTime()", "queryEndTime()", "queryTimeRange()",
        "datefloor(\(any(depth - 1)), \(period()))", "dateceil(\(leaf()), \(period()))",
        "fromMillis(\(number(depth - 1)))", "unmask(\(leaf()))",
        "bin(\(any(depth - 1)), \(period()))",
        "case(\(condition(depth - 1)), \(leaf()))",
        "case(\(condition(0)), \(leaf()), \(condition(0)), \(leaf()), \(any(depth - 1)))",
      ])
    }
  }

  mutating func number(_ depth: Int) -> String {
    guard depth > 0 else { return random.isOne(in: 2) ? name() : numeral() }
    let function = random.pick([
      "abs", "ceil", "floor", "strlen", "toMillis", "FLOOR", "round", "sqrt", "log", "toNumber",
      "toInt", "toLong", "toDouble", "messageSize", "ipv4ToNumber",
    ])
    switch random.below(8) {
    case 6:
      return random.pick([
        "greatest(\(any(depth - 1)), \(leaf()))", "least(\(any(depth - 1)), \(leaf()), \(leaf()))",
        "round(\(number(depth - 1)), \(random.below(4)))", "histogram(\(number(depth - 1)), 256)",
        "hexToDec(decToHex(\(name())))",
      ])
    case 0: return "\(function)(\(any(depth - 1)))"
    case 1: return "-(\(number(depth - 1)))"
    case 2: return "now()"
    default:
      let operation = random.pick(["+", "-", "*", "/", "%", "^"])
      return
        "(\(number(depth - 1))) \(operation) (\(random.isOne(in: 4) ? any(depth - 1) : number(0)))"
    }
  }

  mutating func text(_ depth: Int) -> String {
    guard depth > 0 else { return random.isOne(in: 2) ? name() : string() }
    return random.pick([
      "substr(\(any(depth - 1)), \(random.below(9) - 2))",
      "substr(\(leaf()), \(random.below(5)), \(random.below(9) - 2))",
      "replace(\(any(depth - 1)), \(part()), \(string()))",
      "\(random.pick(["trim", "ltrim", "rtrim"]))(\(any(depth - 1)))",
      "\(random.pick(["trim", "ltrim", "rtrim"]))(\(leaf()), \(string()))",
      "urlencode(\(leaf()))", "urldecode(urlencode(\(leaf())))", "base64encode(\(leaf()))",
      "base64decode(base64encode(\(leaf())))", "decToHex(\(number(depth - 1)))",
      "concat(\(any(depth - 1)), \(leaf()))", "toupper(\(any(depth - 1)))",
      "tolower(\(any(depth - 1)))",
    ])
  }

  mutating func condition(_ depth: Int) -> String {
    let operation = random.pick(["=", "!=", "<", "<=", ">", ">=", "=="])
    guard depth > 0 else { return "\(name()) \(operation) \(leaf())" }
    switch random.below(16) {
    case 14:
      return random.pick([
        "strcontains(\(name()), \(part()))", "strcontains(\(name()), \(part()), true)",
        "startsWith(\(name()), \(part()))", "endsWith(\(name()), \(part()))",
        "isNumeric(\(any(depth - 1)))",
      ])
    case 15 where random.isOne(in: 3):
      let address = random.pick([name(), name(), "'10.1.2.3'", "'::1'", "'fe80::1'", "'1.2.3'"])
      return random.pick([
        "isValidIp(\(address))", "isValidIpV4(\(address))", "isValidIpV6(\(address))",
        "isIpInSubnet(\(address), '10.0.0.0/9')", "isIpv4InSubnet(\(address), '10.1.0.0/16')",
        "isIpv6InSubnet(\(address), 'fe80::/10')", "isPrivateIP(\(address))",
      ])

    case 0: return "\(name()) \(operation) \(literal())"
    case 1: return "\(name()) \(operation) \(string())"
    case 2: return "(\(any(depth - 1))) \(operation) (\(any(depth - 1)))"
    case 3: return "(\(condition(depth - 1))) and \(condition(0)) and (\(condition(depth - 1)))"
    case 4: return "(\(condition(depth - 1))) or (\(condition(depth - 1)))"
    case 5: return "\(random.pick(["not", "!", "NOT"])) (\(condition(depth - 1)))"
    case 6: return "\(name()) \(random.pick(["like", "not like"])) \(part())"
    case 7: return "\(name()) \(random.pick(["like", "not like", "=~"])) \(regex())"
    case 8:
      let list = (0..<random.below(4)).map { _ in leaf() }.joined(separator: ", ")
      return "\(name()) \(random.pick(["in", "not in"])) [\(list)]"
    case 9: return "\(name()) in \(leaf())"
    case 10: return "\(random.pick(["ispresent", "isempty", "isblank"]))(\(any(depth - 1)))"
    case 11: return name()
    case 12: return "(\(any(depth - 1)))"
    default: return "\(name()) \(operation) \(leaf())"
    }
  }

  mutating func leaf() -> String {
    if !members.isEmpty, random.isOne(in: 8) { return random.pick(members) }
    return random.isOne(in: 2) ? name() : literal()
  }

  mutating func literal() -> String {
    switch random.below(5) {
    case 0, 1: numeral()
    case 2: random.pick(["true", "FALSE", "false"])
    default: string()
    }
  }

  mutating func numeral() -> String {
    random.pick([
      "0", "1", "2", "0.5", ".25", "137", "1e3", "7", "1024", "3.75", "1e300",
      "100000000000000000000",
      "1767225600000", "-1", "-2.5", "1e999",
    ])
  }

  mutating func period() -> String {
    random.pick([
      "5m", "1h", "300s", "1 day", "2w", "1mo", "5 q", "3y", "7d", "500ms", "90 minutes", "48H",
      "1w",
    ])
  }

  private mutating func regex() -> String {
    random.pick([
      "/Essential/", "/(?i)essential|STOPPED/", "/\\d+/", "/^a.*[0-9]$/", "/é/", "/\\bweb\\b/",
      "/task\\/[0-9a-f]+/", "/^$/", "/./", "/\\w\\s\\w/", "\"^service:\"", "/[^ -~]/", "/x{2,}/",
    ])
  }

  /// A piece of a value.
  mutating func part() -> String {
    guard random.isOne(in: 2), let text = texts.randomElement(using: &random) else {
      return string()
    }
    let scalars = Array(text.unicodeScalars)
    let start = random.below(scalars.count + 1)
    let piece = scalars[start...].prefix(random.below(8))
    return Self.quoted(String(String.UnicodeScalarView(piece)))
  }

  /// A text, most often one that an event has.
  mutating func string() -> String {
    if random.isOne(in: 3) || texts.isEmpty {
      return random.pick([
        "\"\"", "' '", "\"it's\"", "'7'", "\"07\"", "'7.0'", "' 7 '", "\"true\"", "'False'",
        "\"1e3\"",
        "\"\u{e9}\"", "\"e\u{301}\"", "'a\\\\b'", "\"\\n\"", "\"%a%\"", "'-0'", "\"1\"", "'0'",
        "\"+5\"",
        "'STOPPED'", "\"2026-03-01 00:00:00.000\"", "\"9\"", "'\\u00e9'", "\"1e999\"",
      ])
    }
    return Self.quoted(random.pick(texts))
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A name that exists here, most often one with a value.
  mutating func name() -> String {
    if isGrouped {
      return names.randomElement(using: &random) ?? "1"
    }
    if !names.isEmpty, random.isOne(in: 4) { return random.pick(names) }
    guard isJoined else { return field() }
    if !sideNames.isEmpty, random.isOne(in: 3) { return random.pick(sideNames) }
    return random.pick(sides) + field()
  }

  /// A field of an event, or a name that none has.
  private mutating func field() -> String {
    switch random.below(9) {
    case 8:
      return random.pick([
        "@cause", "@responsible", "@abnormal", "@confidence", "@service", "@cluster", "@family",
        "@revision", "@taskId",
      ])
    case 0:
      return random.pick([
        "@timestamp", "@message", "@logStream", "@ptr", "@log", "nosuch", "detail.nosuch",
        "`detail-type`", "detail.containers.7.name", "detail.containers", "resources",
      ])
    case 1...4:
      return random.pick([
        "detail.version", "detail.cpu", "detail.memory", "detail.group", "detail.stopCode",
        "detail.stoppedReason", "detail.containers.0.exitCode", "detail.containers.1.name",
        "detail.stoppedAt", "detail.enableExecuteCommand", "detail.taskArn", "detail.odd",
        "detail.attachments.0.status", "detail.flag", "detail.nested.value", "detail.lastStatus",
        "detail.startedBy", "region", "detail.containers.0.cpu", "detail.overrides", "detail.odd",
      ])
    default: return paths.isEmpty ? "nosuch" : Self.written(random.pick(paths))
    }
  }

  /// A path as a query writes it.
  static func written(_ path: String) -> String {
    let isPlain = path.split(separator: ".", omittingEmptySubsequences: false).enumerated()
      .allSatisfy {
        index, segment in
        guard let first = segment.utf8.first else { return false }
        let isName = segment.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
            || $0 == 0x5f || $0 == 0x40
        }
        let words = ["and", "or", "not", "in", "like", "as", "by", "asc", "desc"]
        return isName
          && (index > 0 || !(0x30...0x39).contains(first) && !words.contains(segment.lowercased()))
      }
    return isPlain ? path : "`\(path)`"
  }
}
