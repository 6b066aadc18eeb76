package dev.covector.benchmarks.protocol;

import java.util.List;

/** A measured side, as the harness sees it. All times are as the process itself took them. */
public interface Peer extends AutoCloseable {
  /** Such as {@code jax}. */
  String name();

  /** Its version, such as {@code 0.10.2}. */
  String version() throws PeerException;

  /**
   * Makes a row's inputs.
   *
   * @return whether the peer has that row
   */
  boolean prepare(String row) throws PeerException;

  /** The row's first call. */
  FirstCall check() throws PeerException;

  /** Calls the row until it is stable; the best time of a call in microseconds. */
  double warm(double minMs, double maxMs) throws PeerException;

  /** The mean time of a call in each of several samples, in microseconds. */
  List<Double> sample(int samples, int calls) throws PeerException;

  /** Drops the row. */
  void drop() throws PeerException;

  /** Begins a new measurement of the process's peak memory, where the system can. */
  void resetPeakMemory();

  /** The most memory that was resident since then, in MB; 0 where the system does not tell. */
  double peakMemory();

  @Override
  void close();
}
