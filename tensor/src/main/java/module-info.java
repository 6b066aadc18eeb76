/** Tensors and composable transformations of functions over them. */
module dev.covector.tensor {
  requires static org.jspecify;

  exports dev.covector;
  exports dev.covector.backend;
  exports dev.covector.kernel;

  uses dev.covector.backend.Backend;
}
