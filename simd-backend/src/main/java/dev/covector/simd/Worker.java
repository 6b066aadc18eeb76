package dev.covector.simd;

import dev.covector.host.Subnormals;
import java.util.concurrent.locks.LockSupport;

/** A thread of {@link Workers}. */
final class Worker extends Thread {
  private final Workers pool;
  private volatile boolean parked;

  Worker(Workers pool, int number) {
    super(null, null, "covector-worker-" + number);
    this.pool = pool;
    setDaemon(true);
  }

  /** Called when there is a job. */
  void wake() {
    if (parked) {
      LockSupport.unpark(this);
    }
  }

  @Override
  public void run() {
    Subnormals.flush();
    while (true) {
      WorkerJob job = pool.next();
      if (job == WorkerJob.NONE) {
        parked = true;
        // a job that came between the last look and this flag woke nobody: look again
        if (!pool.hasJob()) {
          LockSupport.park(this);
        }
        parked = false;
      } else {
        job.work();
      }
    }
  }
}
