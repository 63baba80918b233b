// Owns what the system says that this process has used: processor time and memory.

import Glibc

/// What this process has used so far.
public struct ProcessUsage: Sendable {
  /// Processor time of all threads, user and system.
  public let processorTime: Duration
  /// The most memory held at once since `beginPeak`, in bytes.
  public let peakMemory: Int

  /// Asks the system.
  public static var current: ProcessUsage {
    var usage = rusage()
    // 0 is RUSAGE_SELF, whose C type differs from the parameter's.
    getrusage(0, &usage)
    let time =
      Duration.seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + .microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    return ProcessUsage(
      processorTime: time, peakMemory: highWaterMark() ?? usage.ru_maxrss * 1_024)
  }

  /// Forgets the peak of memory, so that the next stage has its own; not every system can.
  public static func beginPeak() {
    let descriptor = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    var five = UInt8(ascii: "5")
    _ = write(descriptor, &five, 1)
    close(descriptor)
  }

  /// The line `VmHWM` of Linux, in bytes.
  private static func highWaterMark() -> Int? {
    let descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let bytes = FileReader.readAll(descriptor, expecting: 4_096) else { return nil }
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: "VmHWM:".utf8) {
      let digits = line.filter { $0 >= 0x30 && $0 <= 0x39 }
      return Int(String(decoding: digits, as: UTF8.self)).map { $0 * 1_024 }
    }
    return nil
  }
}
