package dev.covector.doctor;

/** A call into the CUDA driver that could not be made or gave an error code. */
final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DriverException(String message) {
    super(message);
  }

  DriverException(String call, int code) {
    super(call + " gave error " + code + meaning(code));
  }

  /** The codes that a machine's set-up causes (CUDA driver API, {@code CUresult}). */
  private static String meaning(int code) {
    return switch (code) {
      case 100 -> " (no device)";
      case 101 -> " (invalid device)";
      case 802 -> " (the system is not ready)";
      case 803 -> " (library and kernel module disagree)";
      case 804 -> " (the GPU does not support forward compatibility)";
      case 999 -> " (unknown to the driver)";
      default -> "";
    };
  }
}
