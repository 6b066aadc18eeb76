/** Gradient transformations, optimizers, schedules and losses, after Optax. */
module dev.covector.optim {
  requires static org.jspecify;
  requires transitive dev.covector.prng;

  exports dev.covector.optim;

  opens dev.covector.optim to
      dev.covector.tree;
}
