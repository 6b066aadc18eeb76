package dev.covector.dsl

import dev.covector.Fn2
import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.metrics.Accumulator
import dev.covector.optim.GradientTransformation
import java.nio.file.Path
import java.util.function.Consumer

/**
 * The block of [training] for Java: each call says one thing, [fit] trains.
 *
 * ```java
 * Trainer<Mlp, Examples> run =
 *     Training.of(new Mlp(), Optax.adam(1e-3))
 *         .data(x, y, 64)
 *         .loss((prediction, target) -> Optax.l2Loss(prediction, target).mean())
 *         .metric("error", (prediction, target) -> Numpy.abs(prediction.minus(target)))
 *         .validation(testX, testY)
 *         .epochs(5)
 *         .fit();
 * ```
 *
 * Each call is what the function of the same name in [TrainingScope] is; what is not here is said with
 * [with].
 *
 * @param M the class of the model
 * @param B the type of a batch
 */
public class Training<M : Any, B : Any> private constructor(private val scope: TrainingScope<M, B>) {
    private inline fun say(block: TrainingScope<M, B>.() -> Unit): Training<M, B> = apply { scope.block() }

    /** A loss of the prediction and the target, of [Examples]. */
    public fun loss(loss: Fn2<Tensor, Tensor, Tensor>): Training<M, B> = say { loss { p, t -> loss.apply(p, t) } }

    /** A loss of the model, in its scope, and a batch. */
    public fun lossOfBatch(loss: Fn2<ModelScope<M>, B, Tensor>): Training<M, B> =
        say { loss { batch -> loss.apply(this, batch) } }

    /** How the model is applied to an input. */
    public fun forward(forward: Fn2<ModelScope<M>, Tensor, Tensor>): Training<M, B> =
        say { forward { input -> forward.apply(this, input) } }

    /** How often the greatest logit is that of the label. */
    public fun accuracy(): Training<M, B> = say { metrics { accuracy() } }

    /** The mean of a tensor of the prediction and the target, of [Examples]. */
    public fun metric(name: String, compute: Fn2<Tensor, Tensor, Tensor>): Training<M, B> =
        say { metrics { name { p, t -> compute.apply(p, t) } } }

    /** The mean of a tensor of the model, in its scope, and the batch. */
    public fun metricOfBatch(name: String, compute: Fn2<ModelScope<M>, B, Tensor>): Training<M, B> =
        say { metrics { name { batch -> compute.apply(this, batch) } } }

    /** Something else than a mean, of the prediction and the target. */
    public fun accumulator(name: String, compute: Fn2<Tensor, Tensor, Accumulator<*>>): Training<M, B> =
        say { metrics { accumulator(name) { p, t -> compute.apply(p, t) } } }

    /** Batches to validate with after each epoch. */
    public fun validation(batches: Dataset<B>): Training<M, B> = say { validation(batches) }

    /** Pairs of tensors to validate with after each epoch, where batches are [Examples]. */
    @Suppress("UNCHECKED_CAST") // batches of another kind are refused by the loss
    public fun validation(
        x: Tensor,
        y: Tensor,
    ): Training<M, B> = say { (this as TrainingScope<M, Examples>).validation(x, y) }

    /** Goes through the data so many times. */
    public fun epochs(count: Int): Training<M, B> = say { epochs(count) }

    /** Takes so many batches. */
    public fun steps(count: Long): Training<M, B> = say { steps(count) }

    /** Random numbers begin here. */
    public fun seed(seed: Long): Training<M, B> = say { seed(seed) }

    /** One step of the optimizer for the mean gradient of so many batches. */
    public fun accumulate(batches: Int): Training<M, B> = say { accumulate(batches) }

    /** Gradients whose norm is larger are made this long. */
    public fun clip(norm: Double): Training<M, B> = say { clip(norm) }

    /** Keeps a mean of the parameters over the steps, with which is evaluated and predicted. */
    public fun ema(decay: Double): Training<M, B> = say { ema(decay) }

    /** Saves everything in a folder, keeping so many of the latest, and goes on from there. */
    public fun checkpoints(folder: Path, keep: Int): Training<M, B> = say { checkpoints(folder, keep) }

    /** Ends when the validation's loss got no better so many times in a row. */
    public fun earlyStopping(patience: Int): Training<M, B> = say { earlyStopping(patience) }

    /** What is done along the way. */
    public fun callback(callback: TrainingCallback): Training<M, B> = say { callbacks { +callback } }

    /** Where measurements go, those of a step after each so many steps. */
    public fun logger(logger: TrainingLogger, every: Int): Training<M, B> = say { logger(logger, every) }

    /** Whether progress is shown. */
    public fun progress(shown: Boolean): Training<M, B> = say { progress(shown) }

    /** Says what is not in this class. */
    public fun with(block: Consumer<TrainingScope<M, B>>): Training<M, B> = say { block.accept(this) }

    /** The training, which has not begun. */
    public fun trainer(): Trainer<M, B> = Trainer(scope.plan())

    /** Trains to the end. */
    public fun fit(): Trainer<M, B> = trainer().apply { fit() }

    /** A training of which the data is not known yet. */
    public class Beginning<M : Any> internal constructor(
        private val model: M,
        private val optimizer: GradientTransformation,
    ) {
        private fun <B : Any> with(block: TrainingScope<M, B>.() -> Unit): Training<M, B> =
            Training(TrainingScope<M, B>(model, optimizer).apply(block))

        /** Pairs of tensors, shuffled, as batches of [Examples]. */
        public fun data(x: Tensor, y: Tensor, batchSize: Int): Training<M, Examples> = with { data(x, y, batchSize) }

        /** Batches of a pipeline, of any type. */
        public fun <B : Any> data(batches: Dataset<B>): Training<M, B> = with { data(batches) }
    }

    public companion object {
        /** The training of a model of linen or nnx. */
        @JvmStatic
        public fun <M : Any> of(model: M, optimizer: GradientTransformation): Beginning<M> = Beginning(model, optimizer)
    }
}
