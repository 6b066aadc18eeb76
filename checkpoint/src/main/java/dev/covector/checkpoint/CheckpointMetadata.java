package dev.covector.checkpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of itself; read without its tensors.
 *
 * <pre>{@code
 * Path path = Files.createTempDirectory("run").resolve("final");
 * new PyTreeCheckpointer().save(path, Map.of("kernel", Numpy.ones(2, 3)));
 * CheckpointMetadata about = new PyTreeCheckpointer().metadata(path);
 * System.out.println(about.items().get("default")); // {kernel=f32[2,3]}
 * }</pre>
 *
 * @param items the trees by name, with {@link dev.covector.TensorType}s for tensors; a single tree
 *     is called {@code default}
 * @param metrics the metrics it was saved with
 * @param custom the user's own metadata
 */
public record CheckpointMetadata(
    Map<String, @Nullable Object> items,
    Map<String, Double> metrics,
    Map<String, @Nullable Object> custom) {}
