// The fuzzers of Scripts/fuzz: libFuzzer calls one entry with inputs that it makes, under AddressSanitizer.
//
// `fuzz ENTRY [libFuzzer's options] CORPUS`; a file in place of the corpus tries that input again.
import FuzzEntries
import Glibc

guard CommandLine.argc > 1,
  let entry = FuzzEntry.all.first(where: { $0.name == CommandLine.arguments[1] })
else {
  print(FuzzEntry.all.map(\.name).joined(separator: "\n"))
  exit(64)
}
nonisolated(unsafe) let check = try entry.prepare()

/// What libFuzzer calls for each input; its own main program, which is not used, refers to it by this name.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try check(UnsafeRawBufferPointer(start: bytes, count: count))
  } catch {
    // libFuzzer keeps the input of a crash.
    fatalError("\(error)")
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ argc: UnsafeMutablePointer<CInt>,
  _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

var argc = CommandLine.argc - 1
var argv = CommandLine.unsafeArgv + 1
exit(runDriver(&argc, &argv, testOneInput))
