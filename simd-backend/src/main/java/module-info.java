/** The SIMD backend: generated kernels over the Vector API and the vector mathematics they call. */
module dev.covector.simd {
  requires dev.covector.tensor;
  requires jdk.incubator.vector;
  requires static org.jspecify;

  provides dev.covector.backend.Backend with
      dev.covector.simd.SimdBackend;
}
