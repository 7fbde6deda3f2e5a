/// A JSON value that is not a row, such as what a program reads in addition to the data.
package indirect enum JSONValue: Equatable, Sendable {
  case text(String)
  case integer(Int)
  /// Finite.
  case real(Double)
  case boolean(Bool)
  case array([JSONValue])
  /// Members in the order in which they are written.
  case object([Member])

  /// A name and its value.
  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value on one line.
  package var text: String {
    let buffer = ByteBuffer(capacity: 1024)
    append(to: buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private func append(to buffer: ByteBuffer) {
    switch self {
    case .text(let text): Self.append(text, to: buffer)
    case .integer(let number): buffer.append(integer: Int64(number))
    case .real(let number): buffer.append(real: number)
    case .boolean(let flag): buffer.append(flag ? "true" : "false")
    case .array(let elements):
      buffer.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        element.append(to: buffer)
      }
      buffer.append(UInt8(ascii: "]"))
    case .object(let members):
      buffer.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        Self.append(member.name, to: buffer)
        buffer.append(UInt8(ascii: ":"))
        member.value.append(to: buffer)
      }
      buffer.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ text: String, to buffer: ByteBuffer) {
    var text = text
    text.withUTF8 { buffer.append(json: UnsafeRawBufferPointer($0)) }
  }
}
