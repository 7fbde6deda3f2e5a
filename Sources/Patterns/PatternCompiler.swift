import CPCRE2

/// Compiles regular expressions.
enum PatternCompiler {
  /// The initial and maximum size of the stack of the machine code.
  private static let stackBytes = (min: 32 << 10, max: 1 << 20)

  static func compile(
    _ regex: [UInt8], options: UInt32
  ) throws(PatternError) -> OpaquePointer {
    guard regex.count <= Pattern.regexBytesMax else {
      throw .invalid(
        message: "longer than \(Pattern.regexBytesMax) bytes", offset: Pattern.regexBytesMax)
    }
    // Without UCP the classes are ASCII only. \C would split a character into bytes.
    let options = options | PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    // Independent of how the library was built.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    var number: Int32 = 0
    var offset = 0
    guard
      let code = pcre2_compile_8(regex, regex.count, options, &number, &offset, context)
    else {
      throw .invalid(message: PatternError.message(number), offset: offset)
    }
    return code
  }

  /// Returns the stack for the machine code, or `nil` if the machine has no JIT.
  static func compileToMachineCode(
    _ code: OpaquePointer, _ context: OpaquePointer
  ) -> OpaquePointer? {
    guard pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0 else { return nil }
    let stack = pcre2_jit_stack_create_8(stackBytes.min, stackBytes.max, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
    return stack
  }
}

extension PatternError {
  /// The error of a match that neither succeeded nor failed.
  init(matching number: Int32) {
    switch number {
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
      PCRE2_ERROR_JIT_STACKLIMIT:
      self = .tooComplex
    default:
      self = .failed(message: Self.message(number))
    }
  }

  fileprivate static func message(_ number: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &text, text.count)
    return String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self)
  }
}
