package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.DataException
import dev.covector.data.DataIterator
import dev.covector.data.Dataset
import dev.covector.tree.Tree

/**
 * Batches, epoch after epoch.
 *
 * @property batches one pass of it is an epoch
 */
internal class DataSource<B : Any>(private val what: String, val batches: Dataset<B>) {
    /** How many batches an epoch has; null when that is not known, or there is no end. */
    val perEpoch: Long? = batches.size().let { if (it.isPresent) it.asLong else null }

    /** Whether an epoch never ends, as after `repeat()`. */
    val isEndless: Boolean = perEpoch == null && endless(batches)

    init {
        if (perEpoch == 0L) throw empty()
    }

    fun empty() = TrainingException("$what: there is no batch in $batches; is it empty, or filtered down to nothing?")

    /** The batches of an epoch, counted from 0, after the first of them. */
    fun open(epoch: Int, taken: Long): DataIterator<B> = batches.epoch(epoch.toLong()).iterator(taken)

    private companion object {
        /** What has no end cannot be repeated; asking reads nothing. */
        fun endless(batches: Dataset<*>): Boolean = try {
            batches.repeat(1)
            false
        } catch (_: DataException) {
            true
        }
    }
}

/** How many examples a batch has: the first axis of its first tensor; 1 where there is none. */
internal fun rows(batch: Any): Int = Tree
    .leaves(batch)
    .filterIsInstance<Tensor>()
    .firstOrNull { it.rank() > 0 }
    ?.shape()
    ?.dim(0) ?: 1

/** Pairs of tensors as examples, once it is known that they fit. */
internal fun pairs(what: String, input: Tensor, target: Tensor): Dataset<Examples> {
    if (input.rank() == 0 || target.rank() == 0) {
        throw TrainingException(
            "$what: the inputs are ${input.type()}, the targets ${target.type()}; the first axis of both counts the examples",
        )
    }
    val (rows, targets) = input.shape().dim(0) to target.shape().dim(0)
    if (rows != targets) {
        throw TrainingException(
            "$what: there are $rows inputs, ${input.type()}, and $targets targets, ${target.type()}; each input needs one target",
        )
    }
    if (rows == 0) throw TrainingException("$what: there are no examples: the inputs are ${input.type()}")
    return Dataset.of(Examples(input, target))
}

/** Batches of all examples, of which the last may be smaller; sizes as even as can be, so that few shapes are compiled. */
internal fun evenBatches(rows: Int, batchSize: Int): Int = Math.ceilDiv(rows, Math.ceilDiv(rows, batchSize))

internal fun requireBatchSize(what: String, batchSize: Int) {
    if (batchSize < 1) throw TrainingException("$what: the batch size is $batchSize; it must be at least 1")
}

/** The tensors of a tree by their paths, as `Dense_0/kernel`. */
internal fun paths(tree: Any): List<Pair<String, Tensor>> {
    val flat = Tree.flatten(tree)
    return flat
        .structure()
        .paths()
        .map { path -> path.entries().joinToString("/") }
        .zip(flat.leaves())
        .mapNotNull { (path, leaf) -> (leaf as? Tensor)?.let { path to it } }
}
