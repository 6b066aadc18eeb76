package dev.covector.dsl

import dev.covector.Tensor

/**
 * A batch of inputs with what the model should say to each: a tree, so that it goes through `jit`,
 * `Dataset.of` and all the rest.
 *
 * @property input `[batch, ...]`, what the model is given
 * @property target `[batch, ...]`, what it should say: classes, numbers, images
 */
public data class Examples(
    @get:JvmName("input")
    val input: Tensor,
    @get:JvmName("target")
    val target: Tensor,
)
