package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.fft.Fft;
import dev.covector.lax.Lax;
import java.util.List;
import java.util.function.UnaryOperator;

/** The functions of {@code jax.numpy.fft}. A complex result is compared by its parts. */
final class FourierFunctions {
  private FourierFunctions() {}

  /** The functions by their name in the suites. */
  static Bindings bindings() {
    Bindings fft = new Bindings("fft");
    parts(fft, "fft", Fft::fft);
    parts(fft, "ifft", Fft::ifft);
    parts(fft, "rfft", Fft::rfft);
    parts(fft, "fft2", Fft::fft2);
    parts(fft, "ifft2", Fft::ifft2);
    parts(fft, "fftn", Fft::fftn);
    parts(fft, "ifftn", Fft::ifftn);
    parts(fft, "rfft2", Fft::rfft2);
    parts(fft, "rfftn", Fft::rfftn);
    parts(fft, "ihfft", Fft::ihfft);
    fft.unary("irfft", Fft::irfft);
    fft.unary("hfft", Fft::hfft);
    fft.unary("irfft_of_rfft", x -> Fft.irfft(Fft.rfft(x)));
    fft.unary("fftshift", x -> Fft.fftshift(x));
    fft.unary("ifftshift", x -> Fft.ifftshift(x));
    fft.one("fftfreq", x -> Fft.fftfreq(x.integer(0, "n"), spacing(x)));
    fft.one("rfftfreq", x -> Fft.rfftfreq(x.integer(0, "n"), spacing(x)));
    return fft;
  }

  private static double spacing(Arguments x) {
    return x.real(1, "d", 1);
  }

  private static void parts(Bindings fft, String name, UnaryOperator<Tensor> function) {
    fft.many(
        name,
        x -> {
          Tensor result = function.apply(x.tensor(0));
          return List.of(Lax.real(result), Lax.imag(result));
        });
  }
}
