/** Checkpoints after Orbax; safetensors, npy and npz, Flax msgpack. */
module dev.covector.checkpoint {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires transitive dev.covector.tensor;

  exports dev.covector.checkpoint;

  opens dev.covector.checkpoint to
      dev.covector.tree;
}
