/** Checkpoints after Orbax; safetensors, npy and npz, Flax msgpack. */
module dev.covector.checkpoint {
  requires static org.jspecify;
  requires transitive dev.covector.tensor;
}
