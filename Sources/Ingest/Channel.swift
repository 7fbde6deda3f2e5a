import Glibc

/// A bounded queue between two threads.
///
/// Unchecked: every access to the state happens under the lock.
final class Channel<Element: Sendable>: @unchecked Sendable {
  private var elements: [Element] = []
  private var isClosed = false
  private let capacity: Int
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init(capacity: Int) {
    self.capacity = capacity
    lock = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Waits until there is room and appends; false if the channel was closed.
  @discardableResult
  func send(_ element: Element) -> Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while elements.count >= capacity, !isClosed { pthread_cond_wait(changed, lock) }
    guard !isClosed else { return false }
    elements.append(element)
    pthread_cond_broadcast(changed)
    return true
  }

  /// Waits for an element and removes it; nil once the channel is closed and empty.
  func receive() -> Element? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while elements.isEmpty, !isClosed { pthread_cond_wait(changed, lock) }
    guard !elements.isEmpty else { return nil }
    let element = elements.removeFirst()
    pthread_cond_broadcast(changed)
    return element
  }

  /// Wakes both sides: nothing more will be sent.
  func close() {
    pthread_mutex_lock(lock)
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
