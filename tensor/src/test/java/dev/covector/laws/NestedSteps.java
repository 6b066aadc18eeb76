package dev.covector.laws;

import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.customJvp;
import static dev.covector.Covector.customVjp;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.vmap;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Forward;
import dev.covector.Jvp;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.function.Function;

/** Steps that run a smaller program f inside a transformation or a control structure. */
final class NestedSteps {
  private NestedSteps() {}

  /** Makes a step's function of the smaller programs. */
  interface Maker {
    Function<List<Tensor>, Tensor> make(Program f, Program g);
  }

  /**
   * A kind of nesting.
   *
   * @param reverse whether reverse mode goes through it
   * @param forward whether forward mode goes through it
   */
  record Kind(String name, boolean reverse, boolean forward, Maker maker) {
    /** Whether the smaller programs may use another kind. */
    boolean mayHold(Kind inner) {
      return switch (name) {
        case "grad" -> inner.reverse;
        case "jvp" -> inner.forward;
        default -> true;
      };
    }
  }

  private static Tensor mean(Program f, List<Tensor> in) {
    return Numpy.mean(f.apply(in));
  }

  private static Tensor mean(Program f, Tensor... in) {
    return mean(f, List.of(in));
  }

  /** x moved a little by a scalar: of x's shape. */
  private static Tensor move(Tensor x, Tensor by) {
    return Numpy.add(Lax.tanh(x), Lax.sin(by));
  }

  private static Tensor isPositive(Tensor x) {
    return Lax.gt(Numpy.sum(x), Lax.full(Shape.SCALAR, 0, DType.F64));
  }

  private static Kind both(String name, Maker maker) {
    return new Kind(name, true, true, maker);
  }

  static final List<Kind> ALL =
      List.of(
          both("jit", (f, g) -> jit((Fn1<List<Tensor>, Tensor>) f)::apply),
          both("checkpoint", (f, g) -> checkpoint((Fn1<List<Tensor>, Tensor>) f)::apply),
          both(
              "jit_of_checkpoint", (f, g) -> jit(checkpoint((Fn1<List<Tensor>, Tensor>) f))::apply),
          both(
              "closure_under_jit",
              (f, g) ->
                  in -> jit((Tensor x) -> move(x, mean(f, x, in.get(1)))).apply(in.getFirst())),
          both(
              "cond",
              (f, g) ->
                  in ->
                      Lax.cond(
                          isPositive(in.get(1)),
                          (List<Tensor> t) -> mean(f, t),
                          t -> mean(g, t),
                          in)),
          both(
              "cond_over_closures",
              (f, g) ->
                  in ->
                      Lax.<Tensor>cond(
                          isPositive(in.get(0)),
                          () -> move(in.get(0), mean(f, in)),
                          () -> in.get(0))),
          both(
              "switch",
              (f, g) ->
                  in -> {
                    Tensor index = Lax.convert(Numpy.sum(in.get(0)), DType.I32);
                    return Lax.switchCase(
                        index,
                        List.<Fn1<List<Tensor>, Tensor>>of(
                            t -> mean(f, t), t -> mean(g, t), t -> Numpy.sum(t.get(1))),
                        in);
                  }),
          both(
              "scan",
              (f, g) ->
                  in -> {
                    Tensor xs = Numpy.stack(List.of(in.get(1), Lax.sin(in.get(1)), in.get(1)));
                    Scanned<Tensor, Tensor> out =
                        Lax.scan(
                            (Tensor c, Tensor x) ->
                                new Scanned<>(move(c, mean(f, c, x)), mean(g, c, x)),
                            in.get(0),
                            xs);
                    return Numpy.add(out.carry(), Numpy.sum(out.outputs()));
                  }),
          both(
              "reverse_scan_over_closures",
              (f, g) ->
                  in -> {
                    Scanned<List<Tensor>, Tensor> out =
                        Lax.scan(
                            (List<Tensor> c, List<Tensor> x) ->
                                new Scanned<>(
                                    List.of(move(c.get(0), mean(f, in)), Numpy.add(c.get(1), 1)),
                                    Numpy.multiply(c.get(1), mean(g, c.get(0), in.get(1)))),
                            List.of(in.get(0), Tensor.of(1.0)),
                            List.of(),
                            2,
                            true);
                    return Numpy.add(
                        Numpy.multiply(out.carry().get(0), out.carry().get(1)),
                        Numpy.sum(out.outputs()));
                  }),
          both(
              "scan_of_no_slices",
              (f, g) ->
                  in ->
                      Lax.scan(
                              (Tensor c, List<Object> none) ->
                                  new Scanned<>(move(c, mean(f, c, in.get(1))), mean(g, in)),
                              in.get(0),
                              List.of(),
                              0,
                              false)
                          .carry()),
          both(
              "fori_loop",
              (f, g) ->
                  in ->
                      Lax.foriLoop(
                          1,
                          3,
                          (Tensor i, Tensor c) -> move(Numpy.multiply(c, i), mean(f, c, in.get(1))),
                          in.get(0))),
          both(
              "map",
              (f, g) ->
                  in ->
                      Lax.map(
                          (Tensor x) -> mean(f, x, in.get(1)),
                          Numpy.stack(List.of(in.get(0), Lax.neg(in.get(0)))))),
          both(
              "associative_scan",
              (f, g) ->
                  in ->
                      Lax.associativeScan(
                          (Tensor a, Tensor b) -> Numpy.multiply(Lax.tanh(a), b).plus(a),
                          Numpy.ravel(in.get(0)))),
          both(
              "vmap",
              (f, g) ->
                  in ->
                      vmap((Tensor x) -> move(in.get(1), mean(f, x, in.get(1))))
                          .apply(Numpy.stack(List.of(in.get(0), Lax.cos(in.get(0)))))),
          both("grad", (f, g) -> in -> grad((Tensor x) -> mean(f, x, in.get(1))).apply(in.get(0))),
          both(
              "jvp",
              (f, g) ->
                  in ->
                      jvp((Tensor x) -> mean(f, x, in.get(1)), in.get(0), Lax.sin(in.get(0)))
                          .tangent()),
          both(
              "custom_jvp",
              (f, g) -> {
                Fn1<Tensor, Tensor> sine =
                    customJvp(
                        (Tensor x) -> Lax.sin(x),
                        (primals, tangents) -> {
                          Tensor x = (Tensor) primals.getFirst();
                          return new Jvp<>(
                              Lax.sin(x), Numpy.multiply((Tensor) tangents.getFirst(), Lax.cos(x)));
                        });
                return in -> move(sine.apply(in.get(0)), mean(f, in));
              }),
          new Kind(
              "custom_vjp",
              true,
              false,
              (f, g) -> {
                Fn1<Tensor, Tensor> sine =
                    customVjp(
                        (Tensor x) -> Lax.sin(x),
                        x -> new Forward<>(Lax.sin(x), x),
                        (Tensor x, Tensor ct) -> List.of(Numpy.multiply(ct, Lax.cos(x))));
                return in -> move(sine.apply(in.get(0)), mean(f, in));
              }),
          new Kind(
              "while_loop",
              false,
              true,
              (f, g) ->
                  in ->
                      Lax.whileLoop(
                              (List<Tensor> c) ->
                                  Lax.lt(
                                      Numpy.sum(Lax.abs(c.get(0))).plus(c.get(1)),
                                      Lax.full(Shape.SCALAR, 40, DType.F64)),
                              c ->
                                  List.of(
                                      Numpy.add(c.get(0), Lax.sin(mean(f, c.get(0), in.get(1)))),
                                      c.get(1).plus(10)),
                              List.of(in.get(0), Tensor.of(1.0)))
                          .get(0)),
          new Kind(
              "dynamic_fori_loop",
              false,
              true,
              (f, g) ->
                  in ->
                      Lax.foriLoop(
                          Tensor.of(0),
                          Lax.convert(Lax.abs(Numpy.mean(in.get(1))).times(2), DType.I32),
                          (Tensor i, Tensor c) -> move(c, mean(f, c, in.get(1))),
                          in.get(0))));
}
