import CZlib

/// One gzip member, made by zlib.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  let size = Int32(MemoryLayout<z_stream>.size)
  let code = deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(), size)
  precondition(code == Z_OK, "zlib does not start")
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  return input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { room in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib does not end")
      return Array(room.prefix(Int(stream.total_out)))
    }
  }
}

func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }
