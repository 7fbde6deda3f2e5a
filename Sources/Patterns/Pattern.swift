import CPCRE2

/// A compiled regular expression over UTF-8 bytes.
///
/// `\w`, `\d`, `\s` and `\b` are ASCII only; `.` matches one code point except a newline. Bytes that are not valid
/// UTF-8 match nothing, but the text around them does. A pattern reuses its memory from match to match, so it belongs
/// to one thread at a time.
package final class Pattern {
  /// The maximum number of steps of one match.
  ///
  /// A linear search takes about one step per byte, and an event has at most 256 KiB. The limit is reached within 10 to
  /// 200 milliseconds (PCRE2 10.42, JIT).
  package static let matchLimit: UInt32 = 5_000_000
  /// The maximum nesting of the interpreter, which is used without a JIT: about 200 bytes of heap per level.
  package static let depthLimit: UInt32 = 100_000
  /// The maximum heap of the interpreter, in KiB.
  package static let heapLimitKibibytes: UInt32 = 20_480
  /// The maximum length of a regular expression; people write shorter ones.
  package static let regexBytesMax = 65_536

  private let regex: [UInt8]
  private let options: UInt32
  private let code: OpaquePointer
  /// The same pattern for input that is not valid UTF-8, compiled when first needed.
  private var tolerantCode: OpaquePointer?
  private let matchData: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?
  /// Pairs of offsets, one for each group; the whole match is the first pair.
  fileprivate let offsets: UnsafeMutablePointer<Int>

  /// The number of capturing groups.
  package let groupCount: Int

  /// Compiles a regular expression; inline flags such as `(?i)` are supported.
  package init(
    _ regex: String, caseInsensitive: Bool = false, multiline: Bool = false,
    dotMatchesNewline: Bool = false
  ) throws(PatternError) {
    var options: UInt32 = 0
    if caseInsensitive { options |= PCRE2_CASELESS }
    if multiline { options |= PCRE2_MULTILINE }
    if dotMatchesNewline { options |= PCRE2_DOTALL }
    let bytes = Array(regex.utf8)
    let code = try PatternCompiler.compile(bytes, options: options)
    guard
      let matchData = pcre2_match_data_create_from_pattern_8(code, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("out of memory") }
    self.regex = bytes
    self.options = options
    self.code = code
    self.matchData = matchData
    self.context = context
    stack = PatternCompiler.compileToMachineCode(code, context)
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_depth_limit_8(context, Self.depthLimit)
    pcre2_set_heap_limit_8(context, Self.heapLimitKibibytes)
    offsets = UnsafeMutableRawPointer(pcre2_get_ovector_pointer_8(matchData))
      .assumingMemoryBound(to: Int.self)
    groupCount = Int(pcre2_get_ovector_count_8(matchData)) - 1
  }

  deinit {
    pcre2_jit_stack_free_8(stack)
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(matchData)
    pcre2_code_free_8(tolerantCode)
    pcre2_code_free_8(code)
  }

  /// Whether the pattern matches anywhere in the text.
  package func matches(_ text: UnsafeRawBufferPointer) throws(PatternError) -> Bool {
    var encoding = Encoding.unknown
    return try search(text, from: 0, &encoding)
  }

  /// The first match at or after the byte `start`, which must be the start of a character; `nil` if there is none.
  package func firstMatch(
    in text: UnsafeRawBufferPointer, from start: Int = 0
  ) throws(PatternError) -> Match? {
    var encoding = Encoding.unknown
    return try firstMatch(in: text, from: start, &encoding)
  }

  /// The first match at or after a byte of a text that is searched more than once.
  ///
  /// - Parameter encoding: what is known of the text. It is found out by the first search, so that later ones do not
  ///   read the whole text for it; they must begin further on.
  package func firstMatch(
    in text: UnsafeRawBufferPointer, from start: Int, _ encoding: inout Encoding
  ) throws(PatternError) -> Match? {
    precondition(start >= 0 && start <= text.count, "the search begins outside of the text")
    return try search(text, from: start, &encoding) ? Match(pattern: self) : nil
  }

  /// What is known of the bytes of a text.
  package enum Encoding {
    case unknown
    case valid
    case invalid
  }

  private func search(
    _ text: UnsafeRawBufferPointer, from start: Int, _ encoding: inout Encoding
  ) throws(PatternError) -> Bool {
    if encoding == .unknown, text.isASCII { encoding = .valid }
    if encoding != .invalid {
      let found = run(
        code, text, from: start, options: encoding == .valid ? PCRE2_NO_UTF_CHECK : 0)
      encoding = Self.isEncodingError(found) ? .invalid : .valid
      if encoding == .valid { return try isMatch(found) }
    }
    return try isMatch(run(try tolerant(), text, from: start, options: 0))
  }

  private func isMatch(_ found: Int32) throws(PatternError) -> Bool {
    if found > 0 { return true }
    if found == PCRE2_ERROR_NOMATCH { return false }
    throw PatternError(matching: found)
  }

  private func run(
    _ code: OpaquePointer, _ text: UnsafeRawBufferPointer, from start: Int, options: UInt32
  ) -> Int32 {
    let base = text.baseAddress ?? UnsafeRawPointer(("" as StaticString).utf8Start)
    return pcre2_match_8(
      code, base.assumingMemoryBound(to: UInt8.self), text.count, start, options, matchData,
      context)
  }

  private static func isEncodingError(_ number: Int32) -> Bool {
    number == PCRE2_ERROR_BADUTFOFFSET
      || (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(number)
  }

  /// Code that skips invalid bytes.
  ///
  /// It is interpreted, because in this mode the JIT of PCRE2 10.42 handles `\W`, `\D` and `\S` wrongly: they match no
  /// character outside ASCII.
  private func tolerant() throws(PatternError) -> OpaquePointer {
    if let tolerantCode { return tolerantCode }
    let code = try PatternCompiler.compile(regex, options: options | PCRE2_MATCH_INVALID_UTF)
    tolerantCode = code
    return code
  }

  /// The names of the named groups, by group number.
  package var groupNames: [Int: String] {
    var count: UInt32 = 0
    var entryBytes: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entryBytes)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [:] }
    var names: [Int: String] = [:]
    for index in 0..<Int(count) {
      // The group's number in two bytes, then the name up to a NUL.
      let entry = table + index * Int(entryBytes)
      names[Int(entry[0]) << 8 | Int(entry[1])] = String(cString: entry + 2)
    }
    return names
  }
}

/// The groups of a match, valid until its pattern matches again.
package struct Match {
  fileprivate let pattern: Pattern

  /// The bytes of the whole match.
  package var range: Range<Int> { self[0] ?? 0..<0 }

  /// The bytes of a group, counted from 1; `nil` if the group did not participate in the match.
  package subscript(group: Int) -> Range<Int>? {
    precondition(group >= 0 && group <= pattern.groupCount, "the pattern has no such group")
    let start = pattern.offsets[2 * group]
    let end = pattern.offsets[2 * group + 1]
    // An unset group has the highest number; \K in a look-ahead can set the end before the start.
    return start < 0 || end < start ? nil : start..<end
  }
}

extension UnsafeRawBufferPointer {
  /// Whether all bytes are below 128, which makes them valid UTF-8 without further checks.
  fileprivate var isASCII: Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    var index = 0
    while index + 8 <= count {
      if loadUnaligned(fromByteOffset: index, as: UInt64.self) & high != 0 { return false }
      index += 8
    }
    while index < count {
      if self[index] >= 0x80 { return false }
      index += 1
    }
    return true
  }
}
