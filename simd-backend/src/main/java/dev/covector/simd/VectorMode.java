package dev.covector.simd;

/** Whether the Vector API is there, and how it is used; touches none of its classes itself. */
final class VectorMode {
  /** The property {@code covector.vectorBits}: 128, 256 or 512; 0 for what the machine prefers. */
  static final int REQUESTED_BITS = Integer.getInteger("covector.vectorBits", 0);

  private static final boolean PRESENT = present();

  private VectorMode() {}

  /** Whether loops are generated over vectors. */
  static boolean isOn() {
    return PRESENT;
  }

  private static boolean present() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!present) {
      System.err.println(
          "covector: running scalar code, several times slower; start Java with"
              + " --add-modules jdk.incubator.vector");
    }
    return present;
  }
}
