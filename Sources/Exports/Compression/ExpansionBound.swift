/// Detects decompression bombs: data that expands to far more than real exports do.
struct ExpansionBound {
  /// One layer of deflate cannot reach this ratio (its limit is 1,032), and exports do not reach a tenth of it in any
  /// format, so only a bomb does.
  private static let ratioMax: Int64 = 1_200

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
