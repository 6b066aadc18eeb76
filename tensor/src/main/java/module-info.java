/** Tensors and composable transformations of functions over them. */
module dev.covector.tensor {
  requires static org.jspecify;
  requires transitive dev.covector.tree;
  requires jdk.management;

  exports dev.covector;
  exports dev.covector.backend;
  exports dev.covector.host;
  exports dev.covector.fft;
  exports dev.covector.functions;
  exports dev.covector.kernel;
  exports dev.covector.lax;
  exports dev.covector.linalg;
  exports dev.covector.numpy;
  exports dev.covector.op to
      dev.covector.prng;
  exports dev.covector.trace to
      dev.covector.nn,
      dev.covector.prng;
  exports dev.covector.transform to
      dev.covector.optim,
      dev.covector.prng;

  uses dev.covector.IndexSource;
  uses dev.covector.KeySplitter;
  uses dev.covector.backend.Backend;

  provides dev.covector.backend.Backend with
      dev.covector.reference.ReferenceBackend;
}
