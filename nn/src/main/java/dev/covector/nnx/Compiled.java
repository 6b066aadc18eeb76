package dev.covector.nnx;

import dev.covector.CacheStatistics;
import dev.covector.Covector;
import dev.covector.Jit2;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.TransformException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function over modules that is compiled once per signature. */
final class Compiled {
  private final Traced.Body function;
  private final String name;
  private final Jit2<Call, List<Tensor>, List<?>> jitted;

  Compiled(Traced.Body function, JitOptions options) {
    if (!options.staticArguments().isEmpty() || !options.donatedArguments().isEmpty()) {
      throw new TransformException(
          "Nnx.jit "
              + options.name()
              + ": arguments are neither marked static (what is no tensor and no module is static"
              + " anyway) nor donated (variables keep their values until the call has succeeded)");
    }
    this.function = function;
    this.name = "Nnx.jit " + options.name();
    this.jitted = Covector.jit(this::trace, options.withStatic(0));
  }

  /**
   * One call. Equal to others of its signature; the cache keeps it, so it lets go of the arguments
   * when it is over.
   */
  private static final class Call {
    final Arguments.Signature signature;
    final int hash;
    @Nullable Arguments in;

    Call(Arguments in) {
      this.in = in;
      this.signature = in.signature();
      this.hash = signature.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Call call && hash == call.hash && signature.equals(call.signature);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      return signature.toString();
    }
  }

  @Nullable Object call(@Nullable Object... arguments) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(arguments);
          Overlay overlay = Overlay.current();
          Call call = new Call(in);
          try {
            List<Tensor> dynamic = new ArrayList<>(in.tensors());
            dynamic.addAll(overlay == null ? List.of() : overlay.read(in.variables()));
            return Traced.finish(jitted.apply(call, dynamic), in);
          } finally {
            call.in = null;
          }
        });
  }

  private List<@Nullable Object> trace(Call call, List<Tensor> dynamic) {
    Arguments in = call.in;
    if (in == null) {
      throw new IllegalStateException("a call is traced while it runs");
    }
    int tensors = in.tensors().size();
    return Traced.run(
        Overlay.Kind.JIT,
        name,
        in,
        in.with(dynamic.subList(0, tensors)),
        dynamic.subList(tensors, dynamic.size()),
        function);
  }

  CacheStatistics statistics() {
    return jitted.statistics();
  }
}
