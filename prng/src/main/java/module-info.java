/** Random keys, the distributions drawn from them, and initializers. */
module dev.covector.prng {
  requires static org.jspecify;
  requires transitive dev.covector.tensor;

  exports dev.covector.random;

  provides dev.covector.KeySplitter with
      dev.covector.random.RandomKeySplitter;
}
