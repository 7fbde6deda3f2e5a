import Time

/// A time by a format of strftime; nil if the format or the zone is not one.
func formatted(_ time: Int64, _ format: String, _ zone: String = "UTC") -> String? {
  var (format, zone) = (format, zone)
  let known = zone.withUTF8 { Zone(UnsafeRawBufferPointer($0)) }
  return known.flatMap { zone in
    format.withUTF8 { StrftimeFormat.text(of: time, by: UnsafeRawBufferPointer($0), in: zone) }
  }.map { String(decoding: $0, as: UTF8.self) }
}

/// The milliseconds of a time that a text is by a pattern of Java; nil if it is not one.
func parsed(_ text: String, _ pattern: String, _ zone: String = "UTC") -> Int64? {
  var (text, pattern, zone) = (text, pattern, zone)
  let known = zone.withUTF8 { Zone(UnsafeRawBufferPointer($0)) }
  return known.flatMap { zone in
    text.withUTF8 { text in
      pattern.withUTF8 {
        DatePattern.milliseconds(
          of: UnsafeRawBufferPointer(text), by: UnsafeRawBufferPointer($0), in: zone)
      }
    }
  }
}
