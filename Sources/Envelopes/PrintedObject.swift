import Exports

/// An object as a programming language prints it: it looks like JSON and is not.
struct PrintedObject {
  let language: PrintingLanguage

  /// Recognizes a text by its first key; nil if it is something else.
  init?(_ text: UnsafeRawBufferPointer) {
    let beginning = String(decoding: text.prefix(400), as: UTF8.self)
    let first = beginning.drop { " \t\r\n{[(".contains($0) }
    if first.hasPrefix("'"), first.contains("':") {
      language = first.contains("[Object]") ? .javaScript : .python
    } else if first.prefix(while: { $0.isLetter || $0.isNumber || $0 == "_" }).count > 0,
      first.drop(while: { $0.isLetter || $0.isNumber || $0 == "_" }).hasPrefix(":")
    {
      language = .javaScript
    } else {
      return nil
    }
  }
}
