package dev.covector.checkpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of itself; read without its tensors.
 *
 * <pre>{@code
 * CheckpointMetadata about = new PyTreeCheckpointer().metadata(path);
 * System.out.println(about.items().get("default")); // {params={kernel=f32[2,3]}, step=i32[]}
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
