package dev.covector.simd;

/** An algorithm for one problem of a kernel; without state, so that workers can share it. */
interface Factorization {
  /** What a problem needs of the workspace. */
  long workspaceBytes();

  /**
   * Solves a problem.
   *
   * @param in the addresses of the operands
   * @param out the addresses of the results
   * @param workspace the address of a workspace
   * @param workers for parts of the problem
   */
  void run(MatrixLanes lanes, long[] in, long[] out, long workspace, Workers workers);
}
