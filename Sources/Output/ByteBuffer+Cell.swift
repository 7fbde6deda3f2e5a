import JSON
import Rows

extension CellView {
  /// Whether there is something to print: formats have no numbers that are not finite.
  var hasValue: Bool {
    switch self {
    case .null: false
    case .real(let value): value.isFinite
    case .integer, .text, .blob: true
    }
  }
}

extension ByteBuffer {
  /// Appends a text as it is.
  func append(text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends a cell as all formats print it, its text by way of `appendText`; nothing for a cell without value.
  func append(_ cell: CellView, _ appendText: (UnsafeRawBufferPointer) -> Void) {
    switch cell {
    case .null: break
    case .integer(let value): append(integer: value)
    case .real(let value): if value.isFinite { append(real: value) }
    case .text(let bytes): appendText(bytes)
    case .blob(let bytes): append(hexadecimal: bytes)
    }
  }
}
