package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.linen.Layer
import dev.covector.linen.Module1
import dev.covector.linen.Module2
import dev.covector.linen.Module3
import dev.covector.random.Initializer

/**
 * A model of one tensor: a description of a computation, which holds no parameters. `init` draws them,
 * `model(variables, x)` computes with them.
 *
 * Layers in properties are named by the property, with `by` or `=`; layers that are made in [call] by
 * class and number, as `Dense_0`.
 *
 * ```kotlin
 * class Classifier : Model() {
 *     private val encoder by mlp(256, 128)
 *     private val drop by dropout(0.1)
 *
 *     override fun call(x: Tensor): Tensor = dense(10)(drop(relu(encoder(x))))
 * }
 *
 * val x = zeros(32, 64)
 * val model = Classifier()
 * val variables = model.init(key(0), x)
 * val logits = model(variables, x)
 * ```
 */
public abstract class Model : Layer() {
    /** Whether the model is applied to train. */
    protected val training: Boolean get() = isTraining

    /** A new key of the stream [stream], another one at each call and in each module. */
    protected fun key(stream: String): Tensor = makeRng(stream)

    /**
     * The parameter [name]: drawn by `init`, read by `apply`.
     *
     * @throws dev.covector.linen.ModuleException when the variables have none of this name, or one of another shape
     */
    protected fun param(
        name: String,
        shape: Shape,
        init: Initializer = Init.lecunNormal(),
        dtype: DType = DType.F32,
    ): Tensor = param(name, init, shape, dtype)
}

/**
 * A model of one argument and one result of any types: data classes, lists and pairs too. See [Model].
 *
 * ```kotlin
 * class Vae : Model1<Tensor, Pair<Tensor, Tensor>>() {
 *     private val mean by dense(8)
 *     private val logVariance by dense(8)
 *
 *     override fun call(x: Tensor): Pair<Tensor, Tensor> = mean(x) to logVariance(x)
 * }
 * ```
 */
public abstract class Model1<A : Any, R : Any> : Module1<A, R>() {
    /** Whether the model is applied to train. */
    protected val training: Boolean get() = isTraining

    /** A new key of the stream [stream], another one at each call and in each module. */
    protected fun key(stream: String): Tensor = makeRng(stream)

    /**
     * The parameter [name]: drawn by `init`, read by `apply`.
     *
     * @throws dev.covector.linen.ModuleException when the variables have none of this name, or one of another shape
     */
    protected fun param(
        name: String,
        shape: Shape,
        init: Initializer = Init.lecunNormal(),
        dtype: DType = DType.F32,
    ): Tensor = param(name, init, shape, dtype)
}

/**
 * A model of two arguments, of any types. See [Model].
 *
 * ```kotlin
 * class Bilinear : Model2<Tensor, Tensor, Tensor>() {
 *     private val left by dense(8)
 *     private val right by dense(8)
 *
 *     override fun call(x: Tensor, y: Tensor): Tensor = left(x) * right(y)
 * }
 * ```
 */
public abstract class Model2<A : Any, B : Any, R : Any> : Module2<A, B, R>() {
    /** Whether the model is applied to train. */
    protected val training: Boolean get() = isTraining

    /** A new key of the stream [stream], another one at each call and in each module. */
    protected fun key(stream: String): Tensor = makeRng(stream)

    /**
     * The parameter [name]: drawn by `init`, read by `apply`.
     *
     * @throws dev.covector.linen.ModuleException when the variables have none of this name, or one of another shape
     */
    protected fun param(
        name: String,
        shape: Shape,
        init: Initializer = Init.lecunNormal(),
        dtype: DType = DType.F32,
    ): Tensor = param(name, init, shape, dtype)
}

/**
 * A model of three arguments, of any types. See [Model].
 *
 * ```kotlin
 * class Conditioned : Model3<Tensor, Tensor, Tensor, Tensor>() {
 *     override fun call(x: Tensor, time: Tensor, label: Tensor): Tensor =
 *         dense(8)(x) + dense(8)(time) + embed(10, 8)(label)
 * }
 * ```
 */
public abstract class Model3<A : Any, B : Any, C : Any, R : Any> : Module3<A, B, C, R>() {
    /** Whether the model is applied to train. */
    protected val training: Boolean get() = isTraining

    /** A new key of the stream [stream], another one at each call and in each module. */
    protected fun key(stream: String): Tensor = makeRng(stream)

    /**
     * The parameter [name]: drawn by `init`, read by `apply`.
     *
     * @throws dev.covector.linen.ModuleException when the variables have none of this name, or one of another shape
     */
    protected fun param(
        name: String,
        shape: Shape,
        init: Initializer = Init.lecunNormal(),
        dtype: DType = DType.F32,
    ): Tensor = param(name, init, shape, dtype)
}
