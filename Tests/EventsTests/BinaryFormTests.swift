import JSON
import TestSupport
import Testing

@testable import Events

/// A form takes a text only if it prints it back.
struct BinaryFormTests {
  /// The bytes that a form makes of a text.
  private func read(_ text: String, _ form: ColumnForm) -> [UInt8]? {
    let out = ByteBuffer(capacity: 64)
    let fits = Array(text.utf8).withUnsafeBytes { BinaryForm.read($0, as: form, into: out) }
    #expect(fits || out.count == 0)
    return fits ? Array(out.bytes) : nil
  }

  private func write(_ bytes: [UInt8], _ form: ColumnForm) -> String {
    let out = ByteBuffer(capacity: 64)
    bytes.withUnsafeBytes { BinaryForm.write($0, as: form, into: out) }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (ColumnForm.uuid, "01234567-89ab-cdef-0123-456789abcdef", 16), (.ipv4, "0.0.0.0", 4),
    (.ipv4, "255.255.255.255", 4), (.ipv4, "10.0.20.199", 4),
    (.macAddress, "0a:ff:00:10:09:9f", 6), (.interfaceID, "eni-00123456789abcdef", 8),
  ])
  func comesBack(form: ColumnForm, text: String, count: Int) throws {
    let bytes = try #require(read(text, form))
    #expect(bytes.count == count)
    #expect(write(bytes, form) == text)
  }

  @Test(arguments: [
    (ColumnForm.uuid, ""), (.uuid, "01234567-89AB-cdef-0123-456789abcdef"),
    (.uuid, "0123456789abcdef0123456789abcdef"), (.uuid, "01234567-89ab-cdef-0123-456789abcdeg"),
    (.uuid, "01234567_89ab_cdef_0123_456789abcdef"),
    (.uuid, "01234567-89ab-cdef-0123-456789abcdef0"),
    (.ipv4, ""), (.ipv4, "1.2.3"), (.ipv4, "1.2.3.4.5"), (.ipv4, "01.2.3.4"), (.ipv4, "1.2.3.256"),
    (.ipv4, "1..2.3"), (.ipv4, "1.2.3."), (.ipv4, ".1.2.3"), (.ipv4, "1.2.3.00"),
    (.ipv4, "1.2.3.4 "),
    (.ipv4, "1.2.3.-4"), (.ipv4, "1234567"), (.macAddress, "0A:ff:00:10:09:9f"),
    (.macAddress, "0a-ff-00-10-09-9f"), (.macAddress, "0a:ff:00:10:09"),
    (.macAddress, "0a:ff:00:10:09:9f:"),
    (.interfaceID, "eni-10123456789abcdef"), (.interfaceID, "eni-0012345"),
    (.interfaceID, "eni-00123456789ABCDEF"), (.interfaceID, "vol-00123456789abcdef"),
  ])
  func refuses(form: ColumnForm, text: String) {
    #expect(read(text, form) == nil)
  }

  /// A form prints back every mutated string that it accepts.
  @Test func whatIsTakenComesBack() {
    var random = SeededGenerator(seed: 4)
    var taken = 0
    for _ in 0..<4_000 {
      let form = random.pick([ColumnForm.uuid, .ipv4, .macAddress, .interfaceID])
      var text: String
      switch form {
      case .uuid: text = random.uuid()
      case .ipv4: text = (0..<4).map { _ in "\(random.below(280))" }.joined(separator: ".")
      case .macAddress: text = (0..<6).map { _ in random.hex(2) }.joined(separator: ":")
      default: text = "eni-" + random.pick(["0", "1"]) + random.hex(16)
      }
      if random.isOne(in: 2) {
        var bytes = Array(text.utf8)
        bytes[random.below(bytes.count)] = random.pick(Array("0aAfFg:.-1".utf8))
        text = String(decoding: bytes, as: UTF8.self)
      }
      guard let bytes = read(text, form) else { continue }
      taken += 1
      #expect(write(bytes, form) == text)
    }
    #expect(taken > 1_000)
  }

  @Test func hexDigits() {
    let out = ByteBuffer(capacity: 8)
    let bytes: [UInt8] = [0, 9, 10, 15, 16, 0x7f, 0x80, 0xff]
    bytes.withUnsafeBytes { out.append(hexadecimal: $0) }
    #expect(String(decoding: out.bytes, as: UTF8.self) == "00090a0f107f80ff")
    var back = [UInt8](repeating: 1, count: 8)
    #expect(
      back.withUnsafeMutableBufferPointer {
        Hex.read(out.bytes, into: $0.baseAddress.unsafelyUnwrapped)
      })
    #expect(back == bytes)
    for digit in UInt8.min...UInt8.max {
      let isDigit = "0123456789abcdef".utf8.contains(digit)
      #expect((Hex.value(of: digit) != nil) == isDigit)
      #expect((Hex.value(ofEither: digit) != nil) == (isDigit || "ABCDEF".utf8.contains(digit)))
    }
  }
}
