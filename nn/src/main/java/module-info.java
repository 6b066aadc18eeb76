/** Modules after Flax: linen and nnx, layers, data, metrics. */
module dev.covector.nn {
  requires static org.jspecify;
  requires transitive dev.covector.prng;
  requires transitive dev.covector.optim;

  exports dev.covector.linen;
  exports dev.covector.nnx;

  opens dev.covector.linen to
      dev.covector.tree;
}
