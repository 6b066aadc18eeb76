package dev.covector.doctor;

import jdk.incubator.vector.VectorShape;

/** The Vector API: whether this JVM may use it, and how wide the machine's vectors are. */
final class Vectors {
  private static final String MODULE = "jdk.incubator.vector";

  private Vectors() {}

  static Finding examine(ModuleLayer layer) {
    if (layer.findModule(MODULE).isEmpty()) {
      return Finding.wrong(
          "vectors",
          "scalar loops: the module " + MODULE + " is not on the module graph",
          "start the JVM with --add-modules " + MODULE);
    }
    return width(PreferredShape.bits());
  }

  static Finding width(int bits) {
    String fact = bits + " bits: " + bits / Float.SIZE + " floats or " + bits / Double.SIZE;
    fact += bits / Double.SIZE == 1 ? " double" : " doubles";
    return bits >= 128
        ? Finding.healthy("vectors", fact)
        : Finding.wrong(
            "vectors",
            fact,
            "the JVM found no vector unit; a CPU with SSE, AVX or NEON is many times faster");
  }

  /** Apart, because this class links only where the module is there. */
  private static final class PreferredShape {
    private static int bits() {
      return VectorShape.preferredShape().vectorBitSize();
    }
  }
}
