package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.fft.Fft;
import dev.covector.lax.Lax;
import java.util.Map;
import java.util.function.Supplier;

/** A discrete Fourier transform of complex numbers. */
final class Fourier {
  private static final int POINTS = 1 << 18;

  private Fourier() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("fft_2e18", Fourier::transform);
  }

  private static Work transform() {
    Fn1<Tensor, Tensor> transform = jit((Tensor x) -> Fft.fft(x));
    Tensor x = Lax.complex(Inputs.signed(1, POINTS), Inputs.signed(2, POINTS));
    x.blockUntilReady();
    return Call.of(() -> transform.apply(x));
  }
}
