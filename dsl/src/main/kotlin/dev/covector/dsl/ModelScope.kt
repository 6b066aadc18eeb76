package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.random.Random
import java.util.zip.CRC32

/**
 * What a loss, a metric or an inference computes with: the model with its parameters at hand, so
 * that it is simply called.
 *
 * ```
 * loss { batch ->
 *     val (image, mean, logvar) = model(batch.images, key("noise"))
 *     val divergence = kl(mean, logvar)
 *     report("divergence", divergence)
 *     (image - batch.images).square().mean() + 0.1 * divergence
 * }
 * ```
 *
 * @property model the model; call it, or any method of it
 * @property training whether parameters are being learned: dropout is on then, and batch norm uses
 * the batch
 */
@CovectorDsl
public class ModelScope<M : Any> internal constructor(
    @get:JvmName("model")
    public val model: M,
    @get:JvmName("training")
    public val training: Boolean,
    private val key: Tensor,
) {
    internal val reported = LinkedHashMap<String, Tensor>()

    /**
     * The key of a stream in this step: `key[]`, another one in each step and for each name, the same
     * for the same name. Evaluations see the same keys each time.
     */
    public fun key(stream: String): Tensor = streamKey(key, stream)

    /**
     * Hands out a value beside the loss: the mean of its elements goes to the history, the progress
     * line and the loggers under this name.
     *
     * @throws TrainingException when the name was used already
     */
    public fun report(name: String, value: Tensor) {
        if (name == LOSS || reported.put(name, value) != null) {
            throw TrainingException("report: the name '$name' is taken; report each value under a name of its own")
        }
    }
}

internal const val LOSS = "loss"

/** The key of a stream by its name; names are hashed, so that streams do not depend on each other. */
internal fun streamKey(key: Tensor, stream: String): Tensor =
    Random.foldIn(key, CRC32().apply { update(stream.toByteArray()) }.value)
