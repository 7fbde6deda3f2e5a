// The fuzzers of Scripts/fuzz: libFuzzer calls one entry with inputs that it makes, under AddressSanitizer.
//
// `fuzz ENTRY [libFuzzer's options] CORPUS`; a file in place of the corpus tries that input again.
import Glibc

/// What is fuzzed, by the names that Scripts/fuzz uses.
nonisolated(unsafe) let entries: [String: (UnsafeRawBufferPointer) -> Void] = [
  "reader": fuzzReader, "events": fuzzEvents, "json": fuzzJSON, "queries": fuzzQueries,
  "patterns": fuzzPatterns,
]

guard CommandLine.argc > 1, let entry = entries[CommandLine.arguments[1]] else {
  print(entries.keys.sorted().joined(separator: "\n"))
  exit(64)
}
nonisolated(unsafe) let chosen = entry

/// What libFuzzer calls for each input.
typealias TestOneInput = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ argc: UnsafeMutablePointer<Int32>,
  _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: TestOneInput
) -> Int32

var argc = CommandLine.argc - 1
var argv = CommandLine.unsafeArgv + 1
exit(
  runDriver(&argc, &argv) { bytes, count in
    chosen(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
  })
