/// Detects decompression bombs: data that expands to far more than real exports do.
struct ExpansionBound {
  /// How many times its size a file may expand to.
  ///
  /// Each event has at least 40 random bytes, of its id and its task's, in about 2,000: no genuine export reaches 50 in any
  /// format. One layer of deflate reaches 1,032, so a bomb of 4 MB could keep an ingest busy for hours.
  static let ratioMax: Int64 = 200

  /// With less output than this no ratio is suspicious.
  private static let unsuspectedBytes: Int64 = 64 << 20

  private let file: SourceBuffer
  private let path: String

  /// - Parameter file: the outermost source, against which the ratio is measured.
  init(of file: SourceBuffer, path: String) {
    self.file = file
    self.path = path
  }

  /// - Parameter bytesOut: how much one layer has given so far.
  func check(_ bytesOut: Int64) throws(ExportError) {
    if bytesOut > Self.unsuspectedBytes && bytesOut / Self.ratioMax > file.bytesSeen {
      throw ExportError(path, .inflatesTooFar(bytesIn: file.bytesSeen, bytesOut: bytesOut))
    }
  }
}
