/** Tensors and composable transformations of functions over them. */
module dev.covector.tensor {
  requires static org.jspecify;
  requires transitive dev.covector.tree;
  requires jdk.management;

  exports dev.covector;
  exports dev.covector.backend;
  exports dev.covector.host;
  exports dev.covector.kernel;
  exports dev.covector.lax;
  exports dev.covector.numpy;

  uses dev.covector.backend.Backend;

  provides dev.covector.backend.Backend with
      dev.covector.reference.ReferenceBackend;
}
