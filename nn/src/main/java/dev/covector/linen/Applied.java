package dev.covector.linen;

import java.util.Map;

/**
 * What a module computed, and what it left in its variables.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(4, 3);
 * BatchNorm model = new BatchNorm();
 * Map<String, Object> variables = model.init(Random.key(0), () -> model.apply(x, false));
 * Applied<Tensor> applied =
 *     model.apply(variables, ApplyOptions.mutable("batch_stats"), () -> model.apply(x, false));
 * Object stats = applied.variables().get("batch_stats");
 * }</pre>
 *
 * @param output what the call returned
 * @param variables the mutable collections as they are after it, whether they changed or not; all
 *     collections after {@code init}
 */
public record Applied<R>(R output, Map<String, Object> variables) {}
