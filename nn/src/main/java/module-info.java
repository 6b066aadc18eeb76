/** Modules after Flax: linen and nnx, layers, data, metrics. */
module dev.covector.nn {
  requires static org.jspecify;
  requires de.siegmar.fastcsv;
  requires java.desktop;
  requires dev.covector.checkpoint;
  requires transitive dev.covector.prng;
  requires transitive dev.covector.optim;

  exports dev.covector.data;
  exports dev.covector.linen;
  exports dev.covector.metrics;
  exports dev.covector.nnx;

  opens dev.covector.data to
      dev.covector.tree;
  opens dev.covector.linen to
      dev.covector.tree;
  opens dev.covector.metrics to
      dev.covector.tree;
}
