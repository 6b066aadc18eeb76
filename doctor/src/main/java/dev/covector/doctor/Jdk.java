package dev.covector.doctor;

/** The JDK that runs this program: Covector's class files are those of JDK 25. */
final class Jdk {
  private static final int OLDEST = 25;

  private Jdk() {}

  static Finding examine(Runtime.Version version, String vendor) {
    String fact = version + " (" + vendor + ") in " + System.getProperty("java.home");
    return version.feature() >= OLDEST
        ? Finding.healthy("JDK", fact)
        : Finding.wrong(
            "JDK", fact, "Covector needs JDK 25 or newer; install one or point JAVA_HOME at one");
  }
}
