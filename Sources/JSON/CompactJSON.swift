/// JSON without white space between its tokens.
package enum CompactJSON {
  /// Appends the source of a value without white space.
  package static func append(_ source: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    out.reserveCapacity(out.count + source.count)
    var inString = false
    var isEscaped = false
    for byte in source {
      if !inString, byte.isJSONSpace { continue }
      out.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = inString
      } else if byte == UInt8(ascii: "\"") {
        inString.toggle()
      }
    }
  }

  /// Appends a string in JSON.
  package static func append(string text: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    let escaped = ByteBuffer(capacity: text.count)
    JSONString.escape(text, into: escaped)
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: escaped.bytes)
    out.append(UInt8(ascii: "\""))
  }

  /// Appends an array; `body` appends each element.
  package static func append<Element>(
    list elements: some Sequence<Element>, to out: inout [UInt8],
    _ append: (Element, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
      if position > 0 { out.append(UInt8(ascii: ",")) }
      append(element, &out)
    }
    out.append(UInt8(ascii: "]"))
  }
}
