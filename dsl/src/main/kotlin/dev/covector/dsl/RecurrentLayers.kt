package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.linen.Bidirectional
import dev.covector.linen.GRUCell
import dev.covector.linen.LSTMState
import dev.covector.linen.MGUCell
import dev.covector.linen.OptimizedLSTMCell
import dev.covector.linen.RNN
import dev.covector.linen.RNNCellBase
import dev.covector.linen.RNNInputs
import dev.covector.linen.SimpleCell
import dev.covector.random.Initializer

/**
 * A long short-term memory over sequences [..., time, features]; Hochreiter and Schmidhuber 1997.
 *
 * @param features how many features the result has
 * @param reverse whether time runs backwards
 * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
 * @param timeMajor whether time is axis 0, not the last before the features
 * @param activation of what is remembered
 * @param gate the activation of gates
 * @param kernelInit how the kernel is drawn
 * @param recurrentKernelInit how the kernel of the state is drawn
 * @param biasInit how the bias is drawn
 * @param carryInit how the first state is drawn
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 */
public fun lstm(
    features: Int,
    reverse: Boolean = false,
    keepOrder: Boolean = false,
    timeMajor: Boolean = false,
    activation: (Tensor) -> Tensor = ::tanh,
    gate: (Tensor) -> Tensor = ::sigmoid,
    kernelInit: Initializer = Init.lecunNormal(),
    recurrentKernelInit: Initializer = Init.orthogonal(),
    biasInit: Initializer = Init.zeros(),
    carryInit: Initializer = Init.zeros(),
    dtype: DType? = null,
    paramDtype: DType = float32,
): RNN<LSTMState> = rnn(
    OptimizedLSTMCell(features)
        .activationFn(activation)
        .gateFn(gate)
        .kernelInit(kernelInit)
        .recurrentKernelInit(recurrentKernelInit)
        .biasInit(biasInit)
        .carryInit(carryInit)
        .dtype(dtype)
        .paramDtype(paramDtype),
    reverse,
    keepOrder,
    timeMajor,
)

/**
 * A gated recurrent unit over sequences [..., time, features]; Cho et al. 2014.
 *
 * @param features how many features the result has
 * @param reverse whether time runs backwards
 * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
 * @param timeMajor whether time is axis 0, not the last before the features
 * @param activation of what is remembered
 * @param gate the activation of gates
 * @param kernelInit how the kernel is drawn
 * @param recurrentKernelInit how the kernel of the state is drawn
 * @param biasInit how the bias is drawn
 * @param carryInit how the first state is drawn
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 */
public fun gru(
    features: Int,
    reverse: Boolean = false,
    keepOrder: Boolean = false,
    timeMajor: Boolean = false,
    activation: (Tensor) -> Tensor = ::tanh,
    gate: (Tensor) -> Tensor = ::sigmoid,
    kernelInit: Initializer = Init.lecunNormal(),
    recurrentKernelInit: Initializer = Init.orthogonal(),
    biasInit: Initializer = Init.zeros(),
    carryInit: Initializer = Init.zeros(),
    dtype: DType? = null,
    paramDtype: DType = float32,
): RNN<Tensor> = rnn(
    GRUCell(features)
        .activationFn(activation)
        .gateFn(gate)
        .kernelInit(kernelInit)
        .recurrentKernelInit(recurrentKernelInit)
        .biasInit(biasInit)
        .carryInit(carryInit)
        .dtype(dtype)
        .paramDtype(paramDtype),
    reverse,
    keepOrder,
    timeMajor,
)

/**
 * A minimal gated unit over sequences [..., time, features]; Zhou et al. 2016.
 *
 * @param features how many features the result has
 * @param reverse whether time runs backwards
 * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
 * @param timeMajor whether time is axis 0, not the last before the features
 * @param activation of what is remembered
 * @param gate the activation of gates
 * @param kernelInit how the kernel is drawn
 * @param recurrentKernelInit how the kernel of the state is drawn
 * @param carryInit how the first state is drawn
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 */
public fun mgu(
    features: Int,
    reverse: Boolean = false,
    keepOrder: Boolean = false,
    timeMajor: Boolean = false,
    activation: (Tensor) -> Tensor = ::tanh,
    gate: (Tensor) -> Tensor = ::sigmoid,
    kernelInit: Initializer = Init.lecunNormal(),
    recurrentKernelInit: Initializer = Init.orthogonal(),
    carryInit: Initializer = Init.zeros(),
    dtype: DType? = null,
    paramDtype: DType = float32,
): RNN<Tensor> = rnn(
    MGUCell(features)
        .activationFn(activation)
        .gateFn(gate)
        .kernelInit(kernelInit)
        .recurrentKernelInit(recurrentKernelInit)
        .carryInit(carryInit)
        .dtype(dtype)
        .paramDtype(paramDtype),
    reverse,
    keepOrder,
    timeMajor,
)

/**
 * The simplest recurrent network over sequences [..., time, features]; Elman 1990.
 *
 * @param features how many features the result has
 * @param reverse whether time runs backwards
 * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
 * @param timeMajor whether time is axis 0, not the last before the features
 * @param activation of what is remembered
 * @param kernelInit how the kernel is drawn
 * @param recurrentKernelInit how the kernel of the state is drawn
 * @param biasInit how the bias is drawn
 * @param carryInit how the first state is drawn
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 */
public fun simpleRnn(
    features: Int,
    reverse: Boolean = false,
    keepOrder: Boolean = false,
    timeMajor: Boolean = false,
    activation: (Tensor) -> Tensor = ::tanh,
    kernelInit: Initializer = Init.lecunNormal(),
    recurrentKernelInit: Initializer = Init.orthogonal(),
    biasInit: Initializer = Init.zeros(),
    carryInit: Initializer = Init.zeros(),
    dtype: DType? = null,
    paramDtype: DType = float32,
): RNN<Tensor> = rnn(
    SimpleCell(features)
        .activationFn(activation)
        .kernelInit(kernelInit)
        .recurrentKernelInit(recurrentKernelInit)
        .biasInit(biasInit)
        .carryInit(carryInit)
        .dtype(dtype)
        .paramDtype(paramDtype),
    reverse,
    keepOrder,
    timeMajor,
)

/**
 * A cell run over sequences [..., time, features].
 *
 * @param reverse whether time runs backwards
 * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
 * @param timeMajor whether time is axis 0, not the last before the features
 */
public fun <C : Any> rnn(
    cell: RNNCellBase<C>,
    reverse: Boolean = false,
    keepOrder: Boolean = false,
    timeMajor: Boolean = false,
): RNN<C> = RNN(cell).reverse(reverse).keepOrder(keepOrder).timeMajor(timeMajor)

/**
 * Two recurrent networks over the same sequences, the second backwards: `bidirectional(lstm(32), lstm(32))`.
 *
 * @param merge what is made of their outputs; they are concatenated, if nothing is said
 */
public fun <F : Any, B : Any> bidirectional(
    forward: RNN<F>,
    backward: RNN<B>,
    timeMajor: Boolean = false,
    merge: (Tensor, Tensor) -> Tensor = { f, b -> concatenate(listOf(f, b), -1) },
): Bidirectional<F, B> = Bidirectional(forward, backward).timeMajor(timeMajor).mergeFn(merge)

/**
 * The last carry and the outputs of a recurrent network, inside `init` or `apply`:
 * `val (memory, outputs) = encoder.run(x)`.
 *
 * @param initialCarry the first carry; null for the cell's own
 * @param lengths how many steps of each example count, int32 of the shape of the examples; null for all
 */
public fun <C : Any> RNN<C>.run(x: Tensor, initialCarry: C? = null, lengths: Tensor? = null): Pair<C, Tensor> =
    run(RNNInputs.of<C>(x).initialCarry(initialCarry).seqLengths(lengths)).let { it.carry() to it.outputs() }

/** Recurrent networks, where layers are listed. */
@CovectorDsl
public sealed interface RecurrentLayers : LayerList {
    /** Adds [dev.covector.dsl.lstm]: a long short-term memory over sequences [..., time, features]. */
    public fun lstm(
        features: Int,
        reverse: Boolean = false,
        keepOrder: Boolean = false,
        timeMajor: Boolean = false,
        activation: (Tensor) -> Tensor = ::tanh,
        gate: (Tensor) -> Tensor = ::sigmoid,
        kernelInit: Initializer = Init.lecunNormal(),
        recurrentKernelInit: Initializer = Init.orthogonal(),
        biasInit: Initializer = Init.zeros(),
        carryInit: Initializer = Init.zeros(),
        dtype: DType? = null,
        paramDtype: DType = float32,
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.lstm(
                features,
                reverse,
                keepOrder,
                timeMajor,
                activation,
                gate,
                kernelInit,
                recurrentKernelInit,
                biasInit,
                carryInit,
                dtype,
                paramDtype,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.gru]: a gated recurrent unit over sequences [..., time, features]. */
    public fun gru(
        features: Int,
        reverse: Boolean = false,
        keepOrder: Boolean = false,
        timeMajor: Boolean = false,
        activation: (Tensor) -> Tensor = ::tanh,
        gate: (Tensor) -> Tensor = ::sigmoid,
        kernelInit: Initializer = Init.lecunNormal(),
        recurrentKernelInit: Initializer = Init.orthogonal(),
        biasInit: Initializer = Init.zeros(),
        carryInit: Initializer = Init.zeros(),
        dtype: DType? = null,
        paramDtype: DType = float32,
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.gru(
                features,
                reverse,
                keepOrder,
                timeMajor,
                activation,
                gate,
                kernelInit,
                recurrentKernelInit,
                biasInit,
                carryInit,
                dtype,
                paramDtype,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.mgu]: a minimal gated unit over sequences [..., time, features]. */
    public fun mgu(
        features: Int,
        reverse: Boolean = false,
        keepOrder: Boolean = false,
        timeMajor: Boolean = false,
        activation: (Tensor) -> Tensor = ::tanh,
        gate: (Tensor) -> Tensor = ::sigmoid,
        kernelInit: Initializer = Init.lecunNormal(),
        recurrentKernelInit: Initializer = Init.orthogonal(),
        carryInit: Initializer = Init.zeros(),
        dtype: DType? = null,
        paramDtype: DType = float32,
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.mgu(
                features,
                reverse,
                keepOrder,
                timeMajor,
                activation,
                gate,
                kernelInit,
                recurrentKernelInit,
                carryInit,
                dtype,
                paramDtype,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.simpleRnn]: the simplest recurrent network over sequences [..., time, features]. */
    public fun simpleRnn(
        features: Int,
        reverse: Boolean = false,
        keepOrder: Boolean = false,
        timeMajor: Boolean = false,
        activation: (Tensor) -> Tensor = ::tanh,
        kernelInit: Initializer = Init.lecunNormal(),
        recurrentKernelInit: Initializer = Init.orthogonal(),
        biasInit: Initializer = Init.zeros(),
        carryInit: Initializer = Init.zeros(),
        dtype: DType? = null,
        paramDtype: DType = float32,
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.simpleRnn(
                features,
                reverse,
                keepOrder,
                timeMajor,
                activation,
                kernelInit,
                recurrentKernelInit,
                biasInit,
                carryInit,
                dtype,
                paramDtype,
            ),
            name,
        )
    }

    /**
     * Adds two recurrent networks over the same sequences, the second backwards, side by side:
     * `bidirectional(32)`, `bidirectional(32, ::GRUCell)`.
     *
     * @param features how many features each of the two has
     * @param cell makes the cell of each
     */
    public fun bidirectional(
        features: Int,
        cell: (Int) -> RNNCellBase<*> = ::OptimizedLSTMCell,
        name: String? = null,
    ): Unit = layer(dev.covector.dsl.bidirectional(RNN(cell(features)), RNN(cell(features))), name)

    /** Adds a recurrent network of a cell. */
    public fun rnn(
        cell: RNNCellBase<*>,
        reverse: Boolean = false,
        keepOrder: Boolean = false,
        timeMajor: Boolean = false,
        name: String? = null,
    ): Unit = layer(dev.covector.dsl.rnn(cell, reverse, keepOrder, timeMajor), name)

    /** Takes the last step of sequences: [..., time, features] to [..., features]. */
    public fun last(): Unit = lambda("last") { it[ellipsis, -1, all] }
}
