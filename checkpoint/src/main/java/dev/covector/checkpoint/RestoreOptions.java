package dev.covector.checkpoint;

/**
 * How a checkpoint is restored. The default is strict: structure, shapes and dtypes have to be
 * those of the target.
 *
 * <pre>{@code
 * Path path = Files.createTempDirectory("run").resolve("final");
 * Checkpointer checkpointer = new PyTreeCheckpointer();
 * checkpointer.save(path, Map.of("body", Numpy.ones(3), "head", Numpy.ones(10)));
 * // fine-tuning: the new head keeps its initial values, the old one is ignored
 * Map<String, Tensor> state = Map.of("body", Numpy.zeros(3), "classes", Numpy.zeros(5));
 * state = checkpointer.restore(path, state, RestoreOptions.defaults().withPartial());
 * }</pre>
 *
 * @param allowsMissing whether a leaf of the target that the checkpoint lacks keeps its value
 * @param allowsExtra whether leaves that only the checkpoint has are ignored
 * @param convertsDTypes whether numbers of another dtype are converted to the target's
 * @param mapped whether tensors are the mapped file itself instead of a copy: nothing is read
 *     before it is used, but the tensors cannot be donated
 * @param verifies whether the checksums of the tensors are compared
 * @param scalarsAsTensors whether a plain number may stand where the target has a scalar tensor,
 *     and a scalar tensor where it has a number
 */
public record RestoreOptions(
    boolean allowsMissing,
    boolean allowsExtra,
    boolean convertsDTypes,
    boolean mapped,
    boolean verifies,
    boolean scalarsAsTensors) {

  /** Strict and verified. */
  public static RestoreOptions defaults() {
    return new RestoreOptions(false, false, false, false, true, false);
  }

  /** These options, for a target that shares only a part with the checkpoint. */
  public RestoreOptions withPartial() {
    return new RestoreOptions(true, true, convertsDTypes, mapped, verifies, scalarsAsTensors);
  }

  /** These options, where leaves of the target that the checkpoint lacks keep their values. */
  public RestoreOptions withMissing() {
    return new RestoreOptions(
        true, allowsExtra, convertsDTypes, mapped, verifies, scalarsAsTensors);
  }

  /** These options, where leaves that only the checkpoint has are ignored. */
  public RestoreOptions withExtra() {
    return new RestoreOptions(
        allowsMissing, true, convertsDTypes, mapped, verifies, scalarsAsTensors);
  }

  /** These options, with numbers of another dtype converted to the target's. */
  public RestoreOptions withConversion() {
    return new RestoreOptions(allowsMissing, allowsExtra, true, mapped, verifies, scalarsAsTensors);
  }

  /** These options, with tensors that are the mapped file itself. */
  public RestoreOptions withMapping() {
    return new RestoreOptions(
        allowsMissing, allowsExtra, convertsDTypes, true, verifies, scalarsAsTensors);
  }

  /** These options, without reading the data only to compare checksums. */
  public RestoreOptions withoutVerification() {
    return new RestoreOptions(
        allowsMissing, allowsExtra, convertsDTypes, mapped, false, scalarsAsTensors);
  }

  /** These options, with numbers and scalar tensors in each other's places. */
  public RestoreOptions withScalarsAsTensors() {
    return new RestoreOptions(allowsMissing, allowsExtra, convertsDTypes, mapped, verifies, true);
  }
}
