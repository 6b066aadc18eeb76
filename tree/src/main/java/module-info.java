/** Pytrees: nested containers of leaves, taken apart and put together again. */
module dev.covector.tree {
  requires static org.jspecify;

  exports dev.covector.tree;
}
