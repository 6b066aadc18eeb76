package dev.covector.dsl

import dev.covector.IndexMode
import dev.covector.IndexedUpdate
import dev.covector.Tensor

/**
 * The way to change part of a tensor, which itself never changes: `x.at[1, all].set(v)` is a new tensor with
 * row 1 replaced. What stands in the brackets is what `x[1, all]` takes.
 */
public val Tensor.at: Places get() = Places(this)

/** The places of a tensor, to be chosen by `[...]`; see [at]. */
public class Places internal constructor(private val x: Tensor) {
    /**
     * The part that [index] names.
     *
     * @throws dev.covector.ShapeException when there are too many indices, or they do not broadcast
     */
    public operator fun get(vararg index: Any): Part = Part(x.at(*index))
}

/**
 * Part of a tensor, to be replaced or combined with values, which broadcast to it and take the tensor's dtype.
 * Where an element is named twice, sums and products take both, and the last one set wins. Indices out of
 * range are left out, unless [mode] says otherwise.
 */
public class Part internal constructor(private val update: IndexedUpdate) {
    /** The same part with another treatment of indices out of range. */
    public fun mode(mode: IndexMode): Part = Part(update.mode(mode))

    /** The same part, with the promise that no element is named twice. */
    public fun uniqueIndices(): Part = Part(update.uniqueIndices())

    /** The tensor with the part replaced. */
    public infix fun set(values: Tensor): Tensor = update.set(values)

    /** The tensor with the part replaced by a number. */
    public infix fun set(value: Number): Tensor = update.set(value)

    /** The tensor with values added to the part. */
    public infix fun add(values: Tensor): Tensor = update.add(values)

    /** The tensor with a number added to the part. */
    public infix fun add(value: Number): Tensor = update.add(value)

    /** The tensor with values subtracted from the part. */
    public infix fun subtract(values: Tensor): Tensor = update.subtract(values)

    /** The tensor with a number subtracted from the part. */
    public infix fun subtract(value: Number): Tensor = update.subtract(value)

    /** The tensor with the part multiplied by values. */
    public infix fun multiply(values: Tensor): Tensor = update.multiply(values)

    /** The tensor with the part multiplied by a number. */
    public infix fun multiply(value: Number): Tensor = update.multiply(value)

    /** The same as [multiply]: JAX's other name. */
    public infix fun mul(values: Tensor): Tensor = update.multiply(values)

    /** The same as [multiply]: JAX's other name. */
    public infix fun mul(value: Number): Tensor = update.multiply(value)

    /** The tensor with the part divided by values. */
    public infix fun divide(values: Tensor): Tensor = update.divide(values)

    /** The tensor with the part divided by a number. */
    public infix fun divide(value: Number): Tensor = update.divide(value)

    /** The tensor with the part raised to the power of values. */
    public infix fun power(values: Tensor): Tensor = update.power(values)

    /** The tensor with the part raised to the power of a number. */
    public infix fun power(value: Number): Tensor = update.power(value)

    /** The tensor with the part replaced by the smaller of itself and values. */
    public infix fun min(values: Tensor): Tensor = update.min(values)

    /** The tensor with the part replaced by the smaller of itself and a number. */
    public infix fun min(value: Number): Tensor = update.min(value)

    /** The tensor with the part replaced by the larger of itself and values. */
    public infix fun max(values: Tensor): Tensor = update.max(values)

    /** The tensor with the part replaced by the larger of itself and a number. */
    public infix fun max(value: Number): Tensor = update.max(value)

    /** The tensor with the part replaced by [f] of it; an element named twice is changed once. */
    public fun apply(f: (Tensor) -> Tensor): Tensor = update.apply(f)

    /** The part; indices out of range are clipped, unless [mode] says otherwise. */
    public fun get(): Tensor = update.get()

    /** The part, with the number [fill] where indices are out of range: `x.at[i].get(fill = 0)`. */
    public fun get(fill: Number): Tensor = update.get(fill)
}
