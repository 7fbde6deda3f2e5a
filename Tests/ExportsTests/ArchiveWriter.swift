/// Writes tar archives without the help of the library under test.
struct TarWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter type: the kind of entry: `0` for a file, `5` for a folder, `2` for a link.
  mutating func add(_ name: String, _ content: [UInt8], type: Character = "0", link: String = "") {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    put(String(decoding: Array(name.utf8).prefix(100), as: UTF8.self), at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(content.count, digits: 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(link, at: 157)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0}", at: 148)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

  /// A file whose name stands in an entry of its own before it, as GNU tar writes long names.
  mutating func add(gnuLongName name: String, _ content: [UInt8]) {
    add("././@LongLink", Array(name.utf8) + [0], type: "L")
    add(name, content)
  }

  /// A file with extended headers, as the POSIX format has them.
  mutating func add(paxName name: String, _ content: [UInt8]) {
    let rest = " path=\(name)\n"
    var count = rest.utf8.count + 2
    while "\(count)\(rest)".utf8.count != count { count += 1 }
    add("PaxHeaders/x", Array("\(count)\(rest)".utf8), type: "x")
    add("x", content)
  }

  /// The archive with the blocks of zeros at its end.
  var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

  private func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: digits - text.count) + text
  }
}

/// Writes zip archives without the help of the library under test.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  enum Method { case stored, deflated }

  /// - Parameters:
  ///   - hasDescriptor: whether sizes and checksum stand after the data, as programs write them that do not know them before.
  ///   - flags: further flags: 1 for an encrypted member.
  ///   - mode: the Unix mode: 0o120777 for a link.
  mutating func add(
    _ name: String, _ content: [UInt8], _ method: Method = .deflated, hasDescriptor: Bool = false,
    flags: UInt16 = 0, mode: UInt32 = 0o100644, methodNumber: UInt16? = nil
  ) {
    let member = GzipWriter.member(content)
    let data = method == .stored ? content : Array(member[10..<member.count - 8])
    let checksum = Array(member[member.count - 8..<member.count - 4])
    let offset = bytes.count
    let number = methodNumber ?? (method == .stored ? 0 : 8)
    let sizes = checksum + little(UInt32(data.count)) + little(UInt32(content.count))
    let head =
      little(UInt16(20)) + little(flags | (hasDescriptor ? 8 : 0)) + little(number)
      + little(UInt32(0))
    let names = little(UInt16(name.utf8.count)) + little(UInt16(0))
    bytes += [0x50, 0x4b, 3, 4] + head
    bytes += (hasDescriptor ? [UInt8](repeating: 0, count: 12) : sizes) + names
    bytes += Array(name.utf8) + data
    if hasDescriptor { bytes += [0x50, 0x4b, 7, 8] + sizes }
    directory += [0x50, 0x4b, 1, 2] + little(UInt16(0x0314)) + head + sizes + names
    directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(mode << 16)
    directory += little(UInt32(offset)) + Array(name.utf8)
    count += 1
  }

  mutating func add(_ name: String, _ text: String, _ method: Method = .deflated) {
    add(name, Array(text.utf8), method)
  }

  /// The archive with its directory.
  var finished: [UInt8] {
    let counts = little(UInt16(count)) + little(UInt16(count))
    return bytes + directory + [0x50, 0x4b, 5, 6] + little(UInt32(0)) + counts
      + little(UInt32(directory.count)) + little(UInt32(bytes.count)) + little(UInt16(0))
  }

  private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
