import CAllocator

/// The C library's allocator, as a process needs it that runs for months and makes answers of many megabytes.
enum MemoryAllocator {
  /// Larger pieces go back to the system when they are freed.
  ///
  /// By default this bound grows with the pieces that are freed, and each thread keeps what it had up to 64 MiB: the server
  /// would hold several hundred megabytes after some large answers.
  private static let keptBytesMax: Int32 = 1 << 20
  /// How many regions threads allocate in; by default eight for each core.
  private static let regionsMax: Int32 = 4

  static func setUp() {
    mallopt(M_MMAP_THRESHOLD, keptBytesMax)
    mallopt(M_TRIM_THRESHOLD, keptBytesMax)
    mallopt(M_ARENA_MAX, regionsMax)
  }
}
