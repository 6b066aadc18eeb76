package dev.covector.dsl

import dev.covector.Covector
import dev.covector.Tensor
import dev.covector.TensorType

/**
 * Prints a line when the program runs, also under [jit], [vmap] (once per example) and [scan], in the program's
 * order: `debugPrint("loss {}", loss)`.
 *
 * @param format the text, with `{}` for each operand in turn
 */
public fun debugPrint(format: String, vararg operands: Tensor): Unit = Covector.debugPrint(format, *operands)

/**
 * Calls host code on concrete tensors when the program runs. The code must have no effects: calls may be dropped or
 * merged.
 *
 * @param results the types the code promises to return
 */
public fun pureCallback(
    results: List<TensorType>,
    vararg operands: Tensor,
    code: (List<Tensor>) -> List<Tensor>,
): List<Tensor> = Covector.pureCallback(code, results, *operands)

/**
 * Calls host code with effects when the program runs: each call happens, in the program's order.
 *
 * @param results the types the code promises to return
 */
public fun ioCallback(
    results: List<TensorType>,
    vararg operands: Tensor,
    code: (List<Tensor>) -> List<Tensor>,
): List<Tensor> = Covector.ioCallback(code, results, *operands)

/** The same tree, constant for every derivative. */
public fun <T : Any> stopGradient(tree: T): T = Covector.stopGradient(tree)

/** The same tree once all its tensors have arrived: for measuring time. */
public fun <T : Any> blockUntilReady(tree: T): T = Covector.blockUntilReady(tree)
