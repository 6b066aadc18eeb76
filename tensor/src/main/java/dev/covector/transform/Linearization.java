package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.graph.Graph;
import java.util.List;

/**
 * A function split into its values and the linear map of its tangents.
 *
 * @param outputs the values
 * @param linear inputs: the residuals, then a tangent for each moving argument; outputs: a tangent
 *     for each moving result
 * @param residuals what the linear map needs of the values
 * @param outputMoves which results have a tangent; the others' is zero
 */
public record Linearization(
    List<Tensor> outputs, Graph linear, List<Tensor> residuals, List<Boolean> outputMoves) {}
