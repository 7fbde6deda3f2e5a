import LogsInsights

/// Turns fragments into text: fills in fields and numbers the bindings.
struct SQLWriter {
  /// What the fields of a fragment are read from.
  enum Site {
    /// The event's row.
    case event
    /// The output columns of a level, by its name.
    case level(String)
    /// The row of an interned table.
    case dictionary(FieldDictionary)
    /// Nothing: an event that lacks the fields.
    case missing
  }

  var fields: [StoredField]
  private(set) var bindings: [Binding] = []
  private var numbers: [Binding: Int] = [:]

  init(fields: [StoredField]) {
    self.fields = fields
  }

  /// The text of a fragment.
  mutating func text(_ fragment: SQLFragment, at site: Site) -> String {
    var text = ""
    append(fragment, at: site, to: &text)
    return text
  }

  private mutating func append(_ fragment: SQLFragment, at site: Site, to text: inout String) {
    for piece in fragment.pieces {
      switch piece {
      case .text(let sql): text += sql
      case .constant(let binding): text += parameter(binding)
      case .fragment(let inner, let inParentheses):
        if inParentheses { text += "(" }
        append(inner, at: site, to: &text)
        if inParentheses { text += ")" }
      case .field(let number): text += value(of: fields[number], at: site)
      case .fieldID(let number): text += id(of: fields[number], at: site)
      case .fieldNumber(let number): text += self.number(of: fields[number], at: site)
      case .column(let number): text += column(number, at: site)
      case .branch(let number): text += Branch.name(number)
      case .branchColumn(let it):
        text += column(it.column, at: .level(Branch.name(it.branch)))
      case .element(let column): text += "item.\(column)"
      case .ids(let dictionary, let condition):
        text += select(dictionary, where: condition)
      case .whereMissing(let condition): append(condition, at: .missing, to: &text)
      }
    }
  }

  /// The SELECT of the ids whose values make a condition true.
  mutating func select(_ dictionary: FieldDictionary, where condition: SQLFragment) -> String {
    let condition = text(condition, at: .dictionary(dictionary))
    return "SELECT \(dictionary.key) FROM \(dictionary.table) WHERE \(condition)"
  }

  private func column(_ number: Int, at site: Site) -> String {
    guard case .level(let name) = site else { return "c\(number + 1)" }
    return "\(name).c\(number + 1)"
  }

  private func value(of field: StoredField, at site: Site) -> String {
    switch (site, field.storage) {
    case (.missing, _): return "NULL"
    case (.dictionary, .dictionary(let own)): return Self.atom(own.value)
    default: return Self.atom(field.sql)
    }
  }

  private func number(of field: StoredField, at site: Site) -> String {
    if case .missing = site { return "NULL" }
    return Self.atom(field.numberSQL ?? "\(SQLFunction.number.name)(\(field.sql))")
  }

  private func id(of field: StoredField, at site: Site) -> String {
    switch (site, field.storage) {
    case (.missing, _): return "NULL"
    case (.dictionary, .dictionary(let own)): return own.key
    case (_, .dictionary(let own)): return Self.atom(own.idSQL)
    case (_, .composite(let composite)): return Self.atom(composite.idSQL)
    case (_, .plain): return Self.atom(field.sql)
    }
  }

  /// The parameter of a constant; equal constants share one.
  private mutating func parameter(_ binding: Binding) -> String {
    if let number = numbers[binding] { return "?\(number)" }
    bindings.append(binding)
    numbers[binding] = bindings.count
    return "?\(bindings.count)"
  }

  /// The SQL of the catalog, in parentheses unless it is a plain name or call.
  private static func atom(_ sql: String) -> String {
    let rest = sql.utf8.drop { $0.isNameRest || $0 == UInt8(ascii: ".") }
    return rest.isEmpty || isParenthesized(rest) ? sql : "(\(sql))"
  }

  /// Whether a text is one pair of parentheses and what stands in it.
  private static func isParenthesized(_ text: Substring.UTF8View) -> Bool {
    guard text.first == UInt8(ascii: "("), !text.contains(UInt8(ascii: "'")) else { return false }
    var open = 0
    for (position, byte) in text.enumerated() {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
      if open == 0 { return position == text.count - 1 }
    }
    return false
  }
}
