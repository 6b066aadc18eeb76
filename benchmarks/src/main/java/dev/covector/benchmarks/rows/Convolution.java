package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.vjp;

import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.lax.ConvOptions;
import dev.covector.lax.Lax;
import dev.covector.lax.Padding;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Convolution of NHWC by HWIO with padding that keeps the size. */
final class Convolution {
  private static final ConvOptions SAME =
      ConvOptions.strides(1, 1).padding(Padding.SAME).dimensions("NHWC", "HWIO", "NHWC");

  private Convolution() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("conv3x3_32x28x28x32_64", Convolution::forward);
    rows.put("conv3x3_grad", Convolution::gradients);
  }

  static Tensor same(Tensor x, Tensor kernel) {
    return Lax.convGeneralDilated(x, kernel, SAME);
  }

  private static Work forward() {
    Fn2<Tensor, Tensor, Tensor> convolve = jit(Convolution::same);
    Tensor x = Inputs.signed(1, 32, 28, 28, 32);
    Tensor kernel = Inputs.signed(2, 3, 3, 32, 64);
    return Call.of(() -> convolve.apply(x, kernel));
  }

  private static Work gradients() {
    Fn3<Tensor, Tensor, Tensor, List<Object>> gradients =
        jit(
            (Tensor x, Tensor kernel, Tensor cotangent) ->
                vjp(Convolution::same, x, kernel).pullback().apply(cotangent));
    Tensor x = Inputs.signed(1, 32, 28, 28, 32);
    Tensor kernel = Inputs.signed(2, 3, 3, 32, 64);
    Tensor cotangent = Inputs.signed(3, 32, 28, 28, 64);
    return Call.tree(() -> gradients.apply(x, kernel, cotangent));
  }
}
