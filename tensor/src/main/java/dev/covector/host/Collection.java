package dev.covector.host;

import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Asks for a garbage collection and waits until the references it cleared have arrived.
 *
 * <p>Where {@link System#gc()} does nothing ({@code -XX:+DisableExplicitGC}), the diagnostic
 * command that counts the live objects is run, since it has to collect first; and where there is
 * none, short-lived arrays are allocated until the collector runs by itself. (Arrays come last
 * because they fill a young generation, which may be most of the heap, before they have an effect.)
 * A canary, an object that is garbage at once, tells whether a collection has happened.
 */
final class Collection {
  private static final System.Logger LOGGER = System.getLogger(Collection.class.getName());
  private static final long EXPLICIT_WAIT_MILLIS = 200;
  private static final long CHURN_LIMIT_NANOS = 5_000_000_000L;
  private static final int CHURN_BYTES = 1 << 16;

  /** Where garbage goes, so that the compiler cannot leave its allocation out. */
  private static volatile byte[] sink = new byte[0];

  private final ReferenceQueue<Object> queue;
  private final Consumer<Reference<?>> arrived;
  private boolean explicitIgnored;

  /** Collections that feed a queue; whatever arrives there is handed on. */
  Collection(ReferenceQueue<Object> queue, Consumer<Reference<?>> arrived) {
    this.queue = queue;
    this.arrived = arrived;
  }

  /** Collects, as well as can be. Not to be called by two threads at once. */
  void run() {
    Reference<?> canary = new PhantomReference<>(new Object(), queue);
    if (!explicitIgnored) {
      System.gc();
      if (receive(canary, EXPLICIT_WAIT_MILLIS)) {
        return;
      }
      explicitIgnored = !canary.refersTo(null);
    }
    countLiveObjects();
    churn(canary);
    receive(canary, EXPLICIT_WAIT_MILLIS);
  }

  private static void countLiveObjects() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
    } catch (JMException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no class histogram", e);
    }
  }

  private static void churn(Reference<?> canary) {
    long budget = 2 * Runtime.getRuntime().maxMemory() / CHURN_BYTES;
    long start = System.nanoTime();
    for (long i = 0; i < budget && !canary.refersTo(null); i++) {
      sink = new byte[CHURN_BYTES];
      if (System.nanoTime() - start > CHURN_LIMIT_NANOS) {
        return;
      }
    }
  }

  /** Hands on what arrives until the canary has, and then what comes in the next millisecond. */
  private boolean receive(Reference<?> canary, long millis) {
    long deadline = System.nanoTime() + millis * 1_000_000;
    boolean seen = false;
    try {
      while (true) {
        long left = seen ? 1 : (deadline - System.nanoTime()) / 1_000_000;
        Reference<?> next = left > 0 ? queue.remove(left) : queue.poll();
        if (next == null) {
          return seen;
        } else if (next == canary) {
          seen = true;
        } else {
          arrived.accept(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return seen;
    }
  }
}
