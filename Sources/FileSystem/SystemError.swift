// Owns the words of the operating system for a failed call.

import Glibc

/// The reason of the last failed system call, in the system's own words.
enum SystemError {
  /// The words for the current `errno`.
  static var reason: String {
    let number = errno
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }
}
