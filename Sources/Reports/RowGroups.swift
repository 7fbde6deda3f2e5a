import JSON
import Output
import SQLite

/// The groups of an aggregate that groups its rows itself, by the arguments after the first.
struct RowGroups {
  private var table: GroupTable
  private var key: [Int64]
  /// Strings of keys, and the numbers that stand for them.
  private var texts: [[UInt8]] = []
  private var numbersOfTexts: [[UInt8]: Int64] = [:]
  private var textBytes = 0

  /// Bytes of memory, with what the JSON of the groups will take.
  var heldBytes: Int { table.heldBytes + 2 * textBytes + table.count * Self.jsonBytesOfGroup }

  private static let jsonBytesOfGroup = 64
  /// What an array and its places in two tables take besides its bytes.
  private static let bytesOfText = 96

  init(keyCount: Int) {
    table = GroupTable(keyCount: keyCount)
    key = Array(repeating: 0, count: keyCount)
  }

  /// Why a row cannot be grouped.
  enum Problem: Error, CustomStringConvertible {
    case noWholeNumber(argument: Int)

    var description: String {
      switch self {
      case .noWholeNumber(let argument): "argument \(argument) is neither a whole number nor NULL"
      }
    }
  }

  // The values for NULL and for strings: numbers below all ids, codes and times.
  private static let missing = Int64.min
  private static let firstText = Int64.min + 1
  private static let firstNumber = Int64.min + 1 << 40

  /// The group of a row, a new one if there is none yet.
  mutating func group(of arguments: borrowing FunctionArguments) throws(Problem) -> Int {
    for index in key.indices {
      key[index] = try code(of: arguments, at: index + 1)
    }
    return table.group(of: key)
  }

  /// What stands for a part of the key.
  private mutating func code(
    of arguments: borrowing FunctionArguments, at index: Int
  ) throws(Problem) -> Int64 {
    switch arguments.type(at: index) {
    case .text: number(of: arguments.withBytes(at: index) { Array($0) })
    case .integer, .null, .real, .blob: try Self.number(arguments, at: index) ?? Self.missing
    }
  }

  private mutating func number(of text: [UInt8]) -> Int64 {
    if let number = numbersOfTexts[text] { return number }
    let number = Self.firstText + Int64(texts.count)
    texts.append(text)
    textBytes += text.count + Self.bytesOfText
    numbersOfTexts[text] = number
    return number
  }

  /// A whole number, nil for NULL.
  static func number(
    _ arguments: borrowing FunctionArguments, at index: Int
  ) throws(Problem) -> Int64? {
    switch arguments.type(at: index) {
    case .null: return nil
    case .integer:
      let number = arguments.integer(at: index)
      if number >= firstNumber { return number }
    case .real, .text, .blob: break
    }
    throw .noWholeNumber(argument: index + 1)
  }

  /// Gives a JSON array with an item for each group: what the group has, and its key.
  ///
  /// - Throws: `SQLiteError` if it becomes longer than a value may be.
  func write(
    _ context: borrowing FunctionContext, values: (Int) -> [Int64?]
  ) throws(SQLiteError) {
    let json = ByteBuffer(capacity: 1 << 16)
    json.append(UInt8(ascii: "["))
    for group in 0..<table.count {
      json.append(group == 0 ? "[" : ",[")
      for value in values(group) {
        write(value ?? Self.missing, to: json)
        json.append(UInt8(ascii: ","))
      }
      for (index, number) in table.key(of: group).enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        write(number, to: json)
      }
      json.append(UInt8(ascii: "]"))
      try context.checkLength(json.count)
    }
    json.append(UInt8(ascii: "]"))
    context.returnText(json.bytes)
  }

  private func write(_ number: Int64, to json: ByteBuffer) {
    switch number {
    case Self.missing: json.append("null")
    case Self.firstText..<Self.firstNumber:
      texts[Int(number - Self.firstText)].withUnsafeBytes { json.append(json: $0) }
    default: json.append(integer: number)
    }
  }
}
