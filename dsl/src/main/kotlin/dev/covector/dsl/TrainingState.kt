package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.lax.Lax
import dev.covector.optim.OptState

/**
 * What a training carries from step to step: a tree of tensors, so that it goes through `jit`, is
 * donated, saved and restored.
 *
 * @property step how many steps there were: i32[]
 * @property params what is learned: the collection `params` of a linen module, the `State` of the
 * parameters of an nnx module
 * @property optState the state of the optimizer
 * @property collections what else the model holds, such as the statistics of batch norm
 * @property ema the mean of the parameters over the steps; null where none is asked for
 * @property key what the keys of all steps are derived from: key[]
 */
public data class TrainingState(
    @get:JvmName("step")
    val step: Tensor,
    @get:JvmName("params")
    val params: Any,
    @get:JvmName("optState")
    val optState: OptState,
    @get:JvmName("collections")
    val collections: Any,
    @get:JvmName("ema")
    val ema: Any?,
    @get:JvmName("key")
    val key: Tensor,
) {
    /** What to evaluate with: [ema] where there is one, else [params]. */
    @get:JvmName("evaluated")
    public val evaluated: Any get() = ema ?: params
}

/**
 * What a step gives: `val (next, loss) = step(state, batch)`.
 *
 * @property state after the step
 * @property loss before the step: a number
 * @property metrics of the batch, by name; each is a [dev.covector.metrics.Average]
 */
public data class StepResult(
    @get:JvmName("state")
    val state: TrainingState,
    @get:JvmName("loss")
    val loss: Tensor,
    @get:JvmName("metrics")
    val metrics: Map<String, Any>,
)

/** The tree with tensors of its own, which may be donated whatever becomes of the old ones. */
internal fun <T : Any> ownTensors(tree: T): T = treeMap(tree) { it.copied() }

private fun Tensor.copied(): Tensor = blockUntilReady().let { Tensor.copyOf(it.segment(), it.type()) }

internal fun zeroStep(): Tensor = Lax.full(Shape.SCALAR, 0, DType.I32)
