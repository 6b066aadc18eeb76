package dev.covector.laws;

import static dev.covector.Covector.customJvp;
import static dev.covector.Covector.customVjp;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.hessian;
import static dev.covector.Covector.jacfwd;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.linearize;
import static dev.covector.Covector.psum;
import static dev.covector.Covector.vjp;
import static dev.covector.Covector.vmap;

import dev.covector.Axes;
import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Fn1;
import dev.covector.Forward;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.JitOptions;
import dev.covector.Jvp;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.StateException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TracerException;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What bad input is answered with: the whole message, and the line of the test. */
@SuppressWarnings({"unchecked", "rawtypes"}) // wrong types are the point
class BadInputTest {
  private static final JitOptions DONATED = JitOptions.named("step").withDonated(0);

  private static Tensor vector(int size) {
    return Lax.full(Shape.of(size), 1, DType.F32);
  }

  private static Tensor matrix(int rows, int columns) {
    return Lax.full(Shape.of(rows, columns), 1, DType.F32);
  }

  @Test
  void shapesAndDtypesThatDoNotFit() {
    Failure.of(
        ShapeException.class,
        "add: shapes [3] and [4] do not broadcast: axis -1 has sizes 3 and 4; they must "
            + "be equal, or one of them 1",
        () -> vector(3).plus(vector(4)));
    Failure.of(
        ShapeException.class,
        "dot: lhs f32[8,3] axis 1 has size 3, rhs f32[4,5] axis 0 has size 4; contracted "
            + "axes must match",
        () ->
            Lax.dotGeneral(
                matrix(8, 3), matrix(4, 5), List.of(1), List.of(0), List.of(), List.of()));
    Failure.of(
        DTypeException.class,
        "add: operands are f32[3] and i32[3]; the dtypes must be equal here: convert one "
            + "with astype, or use the function of dev.covector.numpy that promotes",
        () -> Lax.add(vector(3), Tensor.of(new int[] {1, 2, 3})));
    Failure.of(
        ShapeException.class,
        "add: operands are f32[3] and f32[4]; the shapes must be equal here: broadcast "
            + "one, or use the function of dev.covector.numpy that does",
        () -> Lax.add(vector(3), vector(4)));
    Failure.of(
        DTypeException.class,
        "sin: not defined for i32[1]; convert it first, for example with " + "astype(DType.F32)",
        () -> Lax.sin(Tensor.of(new int[] {1})));
    Failure.of(
        ShapeException.class,
        "sum: axis 2 is out of range for shape [3]; valid axes are -1 to 0",
        () -> Numpy.sum(vector(3), 2));
    Failure.of(
        ShapeException.class,
        "sum: axis 1 is named twice in [1, 1]",
        () -> Numpy.sum(matrix(3, 2), 1, 1));
    Failure.of(
        ShapeException.class,
        "transpose: axis 0 is named twice in [0, 0]",
        () -> Numpy.transpose(matrix(3, 2), 0, 0));
    Failure.of(
        ShapeException.class,
        "reshape: f32[3,2] has 6 elements and cannot become [4]; the number of elements "
            + "must stay the same",
        () -> Numpy.reshape(matrix(3, 2), 4));
    Failure.of(
        ShapeException.class,
        "shape: axis sizes must not be negative, got [-2, 3]",
        () -> Tensor.of(new float[6], -2, 3));
    Failure.of(
        ShapeException.class,
        "concatenate: operands are [f32[3,2], f32[2,3]]; the shapes may differ only on " + "axis 0",
        () -> Numpy.concatenate(List.of(matrix(3, 2), matrix(2, 3)), 0));
    Failure.of(
        ShapeException.class,
        "concatenate: axis 5 is out of range for shape [3,2]; valid axes are -2 to 1",
        () -> Numpy.concatenate(List.of(matrix(3, 2), matrix(2, 2)), 5));
  }

  @Test
  void derivativesThatDoNotExist() {
    Failure.of(
        ShapeException.class,
        "grad: the function returned f32[3]; it must return a scalar: reduce it with sum "
            + "or mean, or use jacrev or vjp",
        () -> grad((Tensor x) -> x.times(2)).apply(vector(3)));
    Failure.of(
        DTypeException.class,
        "grad: the argument at 0 is i32[2]; gradients are taken with respect to floats: "
            + "convert it with astype, or choose other arguments",
        () -> grad((Tensor x) -> Numpy.sum(x)).apply(Tensor.of(new int[] {1, 2})));
    Failure.of(
        DTypeException.class,
        "grad: the function returned i32[]; it must return a float",
        () -> grad((Tensor x) -> Lax.convert(Numpy.sum(x), DType.I32)).apply(vector(2)));
    Failure.of(
        TransformException.class,
        "grad: there is no argument 3; the function takes 1",
        () -> grad((Tensor x) -> Numpy.sum(x), 3).apply(vector(2)));
    Failure.of(
        ShapeException.class,
        "jvp: the tangent at 0 is f32[2], the argument there is f32[3]; they must have "
            + "one type",
        () -> jvp((Tensor x) -> x, vector(3), vector(2)));
    Failure.of(
        ShapeException.class,
        "jvp: the tangent at 0 is f16[3], the argument there is f32[3]; they must have "
            + "one type",
        () -> jvp((Tensor x) -> x, vector(3), Lax.convert(vector(3), DType.F16)));
    Failure.of(
        TransformException.class,
        "jvp: the tangents and the arguments: trees differ at 0: expected a List of 1, "
            + "got a List of 2",
        () -> jvp((List<Tensor> x) -> x.get(0), List.of(vector(3)), List.of(vector(3), vector(2))));
    Failure.of(
        TransformException.class,
        "vjp: the cotangent and the result: trees differ at the root: expected a List of "
            + "2, got a List of 1",
        () -> vjp((Tensor x) -> List.of(x, x), vector(3)).pullback().apply(List.of(vector(3))));
    Failure.of(
        ShapeException.class,
        "vjp: the cotangent at the only leaf is f32[2], the result there is f32[3]; they "
            + "must have one type",
        () -> vjp((Tensor x) -> x, vector(3)).pullback().apply(vector(2)));
    Failure.of(
        ShapeException.class,
        "linearize: the tangent at 0 is f32[2], the argument there is f32[3]; they must "
            + "have one type",
        () -> linearize((Tensor x) -> x, vector(3)).map().apply(vector(2)));
    Failure.of(
        TransformException.class,
        "while_loop: reverse mode needs the values of every iteration, and their number "
            + "is not known; use scan, or foriLoop with bounds that are plain ints, or forward "
            + "mode",
        () ->
            grad((Tensor x) ->
                    Lax.whileLoop(
                        (Tensor c) -> Lax.lt(c, Lax.fullLike(c, 3)), (Tensor c) -> c.times(2), x))
                .apply(Tensor.of(1f)));
    Failure.of(
        DTypeException.class,
        "jacfwd: the argument has a leaf i32[1]; derivatives are taken with respect to "
            + "floats: convert it with astype",
        () -> jacfwd((Tensor x) -> x).apply(Tensor.of(new int[] {1})));
    Failure.of(
        ShapeException.class,
        "grad: the function returned f32[3]; it must return a scalar: reduce it with sum "
            + "or mean, or use jacrev or vjp",
        () -> hessian((Tensor x) -> x).apply(vector(3)));
  }

  @Test
  void readingATracedValue() {
    Failure.of(
        TracerException.class,
        "toFloat: f32[] is traced by jit function and has no value yet; to branch on it "
            + "use Lax.cond or Numpy.where; to see it use debugPrint or return it from the "
            + "function"
            + "; or make the argument it comes from static",
        () -> jit((Tensor x) -> x.times(x.toFloat())).apply(Tensor.of(1f, DType.F32)));
    Failure.of(
        TracerException.class,
        "toFloat: f32[] is traced by vmap and has no value yet; to branch on it use "
            + "Lax.cond or Numpy.where; to see it use debugPrint or return it from the function",
        () -> vmap((Tensor x) -> x.times(x.toFloat())).apply(vector(3)));
    Failure.of(
        TracerException.class,
        "toBoolean: bool[] is traced by jit function and has no value yet; to branch on "
            + "it use Lax.cond or Numpy.where; to see it use debugPrint or return it from the "
            + "function"
            + "; or make the argument it comes from static",
        () ->
            jit((Tensor x) -> Numpy.greater(x, 0).toBoolean() ? x : x.times(2))
                .apply(Tensor.of(1f, DType.F32)));
    Failure.of(
        TracerException.class,
        "toFloat: f32[] is traced by scan and has no value yet; to branch on it use "
            + "Lax.cond or Numpy.where; to see it use debugPrint or return it from the function",
        () ->
            Lax.scan(
                (Tensor c, Tensor x) -> new Scanned<>(c.plus(x.toFloat()), x),
                Tensor.of(0f, DType.F32),
                vector(3)));
  }

  @Test
  void tensorsThatAreGoneOrShared() {
    Failure.of(
        StateException.class,
        "jit step: the operand f32[3] was donated to jit step before; use what that call "
            + "returned, or do not donate it",
        () -> {
          Tensor x = vector(3);
          Jit1<Tensor, Tensor> f = jit((Tensor y) -> y.plus(1), DONATED);
          f.apply(x);
          return f.apply(x);
        });
    Failure.of(
        StateException.class,
        "the tensor f32[3] was donated to jit step before; use what that call returned, "
            + "or do not donate it",
        () -> {
          Tensor x = vector(3);
          Jit1<Tensor, Tensor> f = jit((Tensor y) -> y.plus(1), DONATED);
          f.apply(x);
          return x.toFloatArray();
        });
    Failure.of(
        StateException.class,
        "add: the operand f32[3] was donated to jit step before; use what that call "
            + "returned, or do not donate it",
        () -> {
          Tensor x = vector(3);
          Jit1<Tensor, Tensor> f = jit((Tensor y) -> y.plus(1), DONATED);
          f.apply(x);
          return x.plus(2);
        });
    Failure.of(
        StateException.class,
        "jit step: argument 1, f32[3], is donated, but is also passed as argument 0; "
            + "pass a copy, or do not donate it",
        () -> {
          Tensor x = vector(3);
          return jit((Tensor y, Tensor z) -> y.plus(z), DONATED).apply(x, x);
        });
    Failure.of(
        StateException.class,
        "jit step: argument 0, f32[3], is donated, but is also closed over by the "
            + "function; pass a copy, or do not donate it",
        () -> {
          Tensor x = vector(3);
          return jit((Tensor y) -> y.plus(x), DONATED).apply(x);
        });
    Failure.of(
        StateException.class,
        "jit step: argument 0, f32[3], is donated, but is also closed over by the "
            + "function; pass a copy, or do not donate it",
        () -> {
          Tensor x = vector(3);
          return jit((Tensor y) -> Lax.map((Tensor z) -> z.plus(x), y), DONATED).apply(x);
        });
    Failure.of(
        StateException.class,
        "jit step: argument 0, f32[3], is donated, but wraps memory that is not "
            + "Covector's; pass a copy, or do not donate it",
        () -> {
          var memory = Arena.ofAuto().allocate(12, 64);
          return jit((Tensor y) -> y.plus(1), DONATED)
              .apply(Tensor.wrap(memory, TensorType.of(DType.F32, 3)));
        });
    Failure.of(
        TransformException.class,
        "jit step: there is no argument 4; the function takes 1",
        () ->
            jit((Tensor y) -> y.plus(1), JitOptions.named("step").withDonated(4)).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "jit step: there is no argument 4; the function takes 1",
        () ->
            jit((Tensor y) -> y.plus(1), JitOptions.named("step").withStatic(4)).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "jit step: argument 0 is static, but holds the tensor f32[3]; static arguments "
            + "are compared with equals: pass numbers, strings or records of those, or do not "
            + "make it static",
        () ->
            jit((Tensor y) -> y.plus(1), JitOptions.named("step").withStatic(0)).apply(vector(3)));
    Failure.of(
        StateException.class,
        "add: the operand f32[3] was closed before; close it after its last use",
        () -> {
          Tensor x = vector(3);
          x.close();
          return x.plus(1);
        });
    Failure.of(
        StateException.class,
        "the tensor f32[3] was closed before; close it after its last use",
        () -> {
          Tensor x = vector(3);
          x.close();
          return x.toFloatArray();
        });
    Failure.of(
        StateException.class,
        "the tensor f32[3] was closed before; close it after its last use",
        () -> {
          Tensor x = vector(3);
          x.close();
          return jit((Tensor y) -> y.plus(x)).apply(vector(3));
        });
    Failure.of(
        StateException.class,
        "mul: the operand f32[3] was closed before; close it after its last use",
        () -> {
          Tensor x = vector(3);
          x.close();
          return grad((Tensor y) -> Numpy.sum(y.times(x))).apply(vector(3));
        });
  }

  @Test
  void axesThatDoNotFit() {
    Failure.of(
        ShapeException.class,
        "vmap: argument 0: axis 2 is out of range for shape [3]; valid axes are -1 to 0",
        () -> vmap((Tensor x) -> x, Axes.in(2)).apply(vector(3)));
    Failure.of(
        ShapeException.class,
        "vmap: argument 0: axis 0 is out of range for shape []; valid axes are none (a "
            + "scalar has no axis)",
        () -> vmap((Tensor x) -> x).apply(Tensor.of(1f)));
    Failure.of(
        ShapeException.class,
        "vmap: argument 0, f32[3], axis 0 has size 3, argument 1, f32[4], axis 0 has "
            + "size 4; all mapped axes must have one size",
        () -> vmap((Tensor x, Tensor y) -> x.plus(y)).apply(vector(3), vector(4)));
    Failure.of(
        TransformException.class,
        "vmap: nothing is mapped; give at least one argument an axis in in_axes, or the " + "size",
        () -> vmap((Tensor x) -> x, Axes.in((Object) null)).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "vmap: there are in axes for 2 arguments, but the function takes 1; give one per "
            + "argument, null where it is not mapped",
        () -> vmap((Tensor x) -> x, Axes.in(0, 1)).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "vmap: in_axes must be a prefix of the tree that it speaks of; "
            + "Tree.broadcastPrefix: trees differ at 0: expected a List of 1, got a List of 3",
        () -> vmap((List<Tensor> x) -> x, Axes.in(List.of(0, 0, 0))).apply(List.of(vector(3))));
    Failure.of(
        TransformException.class,
        "vmap: in_axes has a at 0; it must be an axis number, or null for what is not " + "mapped",
        () -> vmap((Tensor x) -> x, Axes.in("a")).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "vmap: the result at the only leaf depends on the example, but its out axis is "
            + "null; give it an axis, or reduce over the examples",
        () -> vmap((Tensor x) -> x, Axes.in(0).out(null)).apply(vector(3)));
    Failure.of(
        ShapeException.class,
        "vmap: axis 3 is out of range for shape [3]; valid axes are -1 to 0",
        () -> vmap((Tensor x) -> x, Axes.in(0).out(3)).apply(vector(3)));
    Failure.of(
        TransformException.class,
        "vmap: out_axes must be a prefix of the tree that it speaks of; "
            + "Tree.broadcastPrefix: trees differ at the root: expected a leaf, got a List of 2",
        () -> vmap((Tensor x) -> x, Axes.in(0).out(List.of(0, 0))).apply(vector(3)));
    Failure.of(
        CovectorException.class,
        "psum: no vmap around this call has an axis named 'i'; there are []; name its "
            + "axis with Axes.FIRST.named(\"i\")",
        () -> psum(vector(3), "i"));
    Failure.of(
        CovectorException.class,
        "psum: no vmap around this call has an axis named 'j'; there are [i]; name its "
            + "axis with Axes.FIRST.named(\"j\")",
        () -> vmap((Tensor x) -> psum(x, "j"), Axes.in(0).named("i")).apply(vector(3)));
  }

  @Test
  void controlFlowWhosePartsDiffer() {
    Failure.of(
        ShapeException.class,
        "while_loop: the carry at 0 starts as f32[], but the body returns f16[]; they "
            + "must be equal: convert or reshape one of them",
        () ->
            Lax.whileLoop(
                (Tensor x) -> Lax.lt(x, x),
                (Tensor x) -> Lax.convert(x, DType.F16),
                Tensor.of(1f, DType.F32)));
    Failure.of(
        ShapeException.class,
        "while_loop: the carry at 0 starts as f32[3], but the body returns f32[]; they "
            + "must be equal: convert or reshape one of them",
        () ->
            Lax.whileLoop(
                (Tensor x) -> Numpy.all(Lax.lt(x, x)), (Tensor x) -> Numpy.sum(x), vector(3)));
    Failure.of(
        TransformException.class,
        "while_loop: the first carry and the body's result: trees differ at the root: "
            + "expected a leaf, got a List of 2",
        () ->
            Lax.whileLoop(
                (Object x) -> Tensor.of(true),
                (Object x) -> List.of(vector(3), vector(2)),
                (Object) vector(3)));
    Failure.of(
        DTypeException.class,
        "while_loop: the condition returned [f32[3]]; it must return one bool scalar",
        () -> Lax.whileLoop((Tensor x) -> x, (Tensor x) -> x, vector(3)));
    Failure.of(
        DTypeException.class,
        "while_loop: the condition returned [bool[3]]; it must return one bool scalar",
        () -> Lax.whileLoop((Tensor x) -> Lax.lt(x, x), (Tensor x) -> x, vector(3)));
    Failure.of(
        ShapeException.class,
        "cond: branch 0 returns f16[3] and branch 1 f32[3]; all branches must return the "
            + "same types",
        () ->
            Lax.cond(
                Tensor.of(true),
                (Tensor x) -> x,
                (Tensor x) -> Lax.convert(x, DType.F16),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "cond: branch 0 returns f32[] and branch 1 f32[3]; all branches must return the "
            + "same types",
        () -> Lax.cond(Tensor.of(true), (Tensor x) -> x, (Tensor x) -> Numpy.sum(x), vector(3)));
    Failure.of(
        TransformException.class,
        "cond: the results of branch 0 and branch 1: trees differ at the root: expected "
            + "a List of 1, got a leaf",
        () ->
            Lax.cond(
                Tensor.of(true),
                (Tensor x) -> (Object) x,
                (Tensor x) -> (Object) List.of(x),
                vector(3)));
    Failure.of(
        TransformException.class,
        "cond: branch 0 and branch 1 return different values that are no tensors",
        () ->
            Lax.cond(
                Tensor.of(true),
                (Tensor x) -> (Object) "a",
                (Tensor x) -> (Object) "b",
                vector(3)));
    Failure.of(
        DTypeException.class,
        "cond: the choice is f32[]*; it must be a scalar bool or integer (for a choice "
            + "per element use Numpy.where)",
        () -> Lax.cond(Tensor.of(1f), (Tensor x) -> x, (Tensor x) -> x, vector(3)));
    Failure.of(
        DTypeException.class,
        "cond: the choice is bool[3]; it must be a scalar bool or integer (for a choice "
            + "per element use Numpy.where)",
        () -> Lax.cond(Lax.lt(vector(3), vector(3)), (Tensor x) -> x, (Tensor x) -> x, vector(3)));
    Failure.of(
        TransformException.class,
        "switch: there must be at least one branch",
        () -> Lax.switchCase(Tensor.of(0), List.<Fn1<Tensor, Tensor>>of(), vector(3)));
    Failure.of(
        ShapeException.class,
        "scan: the carry starts as f32[], but the body returns f16[]; they must be "
            + "equal: convert or reshape one of them",
        () ->
            Lax.scan(
                (Tensor c, Tensor x) -> new Scanned<>(Lax.convert(c, DType.F16), x),
                Tensor.of(0f, DType.F32),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "scan: the carry starts as f32[]*, but the body returns i32[]; they must be "
            + "equal: convert or reshape one of them",
        () ->
            Lax.scan(
                (Tensor c, Tensor x) -> new Scanned<>(Lax.convert(x, DType.I32), x),
                Tensor.of(0.5),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "scan: the carry starts as f32[], but the body returns f32[2]; they must be "
            + "equal: convert or reshape one of them",
        () ->
            Lax.scan(
                (Tensor c, Tensor x) -> new Scanned<>(Numpy.stack(List.of(c, c)), x),
                Tensor.of(0f, DType.F32),
                vector(3)));
    Failure.of(
        TransformException.class,
        "scan: the first carry and the body's carry: trees differ at the root: expected "
            + "a leaf, got a List of 2",
        () ->
            Lax.scan(
                (Object c, Tensor x) -> new Scanned<>((Object) List.of(c, c), x),
                (Object) Tensor.of(0f, DType.F32),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "scan: the sequence at 1 is f32[4] with 4 slices, but the length is 3",
        () ->
            Lax.scan(
                (Tensor c, List<Tensor> x) -> new Scanned<>(c, x),
                vector(1),
                List.of(vector(3), vector(4))));
    Failure.of(
        ShapeException.class,
        "scan: the sequence is f32[]*; it needs an axis 0 to run over",
        () -> Lax.scan((Tensor c, Tensor x) -> new Scanned<>(c, x), vector(1), Tensor.of(1f)));
    Failure.of(
        TransformException.class,
        "scan: there are no sequences; give the length",
        () -> Lax.scan((Tensor c, List<Object> x) -> new Scanned<>(c, x), vector(1), List.of()));
    Failure.of(
        ShapeException.class,
        "scan: the sequence is f32[3] with 3 slices, but the length is 4",
        () ->
            Lax.scan((Tensor c, Tensor x) -> new Scanned<>(c, x), vector(1), vector(3), 4, false));
    Failure.of(
        ShapeException.class,
        "scan: the length is -2; it must not be negative",
        () ->
            Lax.scan(
                (Tensor c, List<Object> x) -> new Scanned<>(c, x),
                vector(1),
                List.of(),
                -2,
                false));
    Failure.of(
        ShapeException.class,
        "associative_scan: the leaves are [f32[3], f32[4]]; axis 0 must have one size",
        () ->
            Lax.associativeScan(
                (List<Tensor> x, List<Tensor> y) -> x, List.of(vector(3), vector(4))));
    Failure.of(
        ShapeException.class,
        "associative_scan: axis 0 is out of range for shape []; valid axes are none (a "
            + "scalar has no axis)",
        () -> Lax.associativeScan((Tensor x, Tensor y) -> x, Tensor.of(1f)));
    Failure.of(
        ShapeException.class,
        "associative_scan: the function of two elements [f32[2]] returned [f32[]]; it "
            + "must return the type of its arguments, for any number of slices along axis 0",
        () -> Lax.associativeScan((Tensor x, Tensor y) -> Numpy.sum(x), vector(4)));
  }

  @Test
  void rulesThatReturnTheWrongThing() {
    Failure.of(
        TransformException.class,
        "custom_jvp: the rule's tangent: trees differ at the root: expected a leaf, got "
            + "a List of 2",
        () ->
            jvp(
                customJvp(
                    (Tensor x) -> x,
                    (p, q) -> (Jvp) new Jvp<Object>(p.get(0), List.of(q.get(0), q.get(0)))),
                vector(3),
                vector(3)));
    Failure.of(
        TransformException.class,
        "custom_jvp: the rule's value: trees differ at the root: expected a leaf, got a "
            + "List of 0",
        () ->
            jvp(
                customJvp((Tensor x) -> x, (p, q) -> (Jvp) new Jvp<Object>(List.of(), q.get(0))),
                vector(3),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "custom_jvp: the rule's tangent at the only leaf is f32[]; it must be f32[3]",
        () ->
            jvp(
                customJvp(
                    (Tensor x) -> x,
                    (p, q) -> new Jvp<>((Tensor) p.get(0), Numpy.sum((Tensor) q.get(0)))),
                vector(3),
                vector(3)));
    Failure.of(
        ShapeException.class,
        "custom_jvp: the rule's value at the only leaf is f32[]; it must be f32[3]",
        () ->
            jvp(
                customJvp(
                    (Tensor x) -> x,
                    (p, q) -> new Jvp<>(Numpy.sum((Tensor) p.get(0)), (Tensor) q.get(0))),
                vector(3),
                vector(3)));
    Failure.of(
        TransformException.class,
        "sin: is not linear in [f32[3]], so it cannot be transposed; reverse mode needs "
            + "a tangent rule made of linear operations",
        () ->
            grad((Tensor y) ->
                    Numpy.sum(
                        customJvp(
                                (Tensor x) -> x,
                                (p, q) -> new Jvp<>((Tensor) p.get(0), Lax.sin((Tensor) q.get(0))))
                            .apply(y)))
                .apply(vector(3)));
    Failure.of(
        TransformException.class,
        "mul: is not linear in all its tangents: the rule needs the value of the tangent "
            + "f32[3]; the tangent of a custom rule must be linear in the given tangents",
        () ->
            grad((Tensor y) ->
                    Numpy.sum(
                        customJvp(
                                (Tensor x) -> x,
                                (p, q) ->
                                    new Jvp<>(
                                        (Tensor) p.get(0),
                                        ((Tensor) q.get(0)).times((Tensor) q.get(0))))
                            .apply(y)))
                .apply(vector(3)));
    Failure.of(
        TransformException.class,
        "custom_vjp: the backward rule returned 2 cotangents for 1 arguments; return one "
            + "per argument, null for zero",
        () ->
            grad((Tensor y) ->
                    Numpy.sum(
                        customVjp(
                                (Tensor x) -> x,
                                x -> new Forward<>(x, x),
                                (Tensor r, Tensor ct) -> List.of(ct, ct))
                            .apply(y)))
                .apply(vector(3)));
    Failure.of(
        TransformException.class,
        "custom_vjp: the cotangent of argument 0: trees differ at the root: expected a "
            + "leaf, got a List of 2",
        () ->
            grad((Tensor y) ->
                    Numpy.sum(
                        customVjp(
                                (Tensor x) -> x,
                                x -> new Forward<>(x, x),
                                (Tensor r, Tensor ct) -> List.of(List.of(ct, ct)))
                            .apply(y)))
                .apply(vector(3)));
    Failure.of(
        ShapeException.class,
        "custom_vjp: the cotangent of argument 0 at the only leaf is f32[]; it must be " + "f32[3]",
        () ->
            grad((Tensor y) ->
                    Numpy.sum(
                        customVjp(
                                (Tensor x) -> x,
                                x -> new Forward<>(x, x),
                                (Tensor r, Tensor ct) -> List.of(Numpy.sum(ct)))
                            .apply(y)))
                .apply(vector(3)));
    Failure.of(
        TransformException.class,
        "custom_vjp: forward mode (jvp, jacfwd, hessian) of a function with a "
            + "reverse-mode rule of its own is not possible, as in JAX; give it a customJvp "
            + "instead",
        () ->
            jvp(
                customVjp(
                    (Tensor x) -> x,
                    x -> new Forward<>(x, x),
                    (Tensor r, Tensor ct) -> List.of(ct)),
                vector(3),
                vector(3)));
    Failure.of(
        TransformException.class,
        "custom_vjp: the tangents of a function with a reverse-mode rule of its own "
            + "cannot be computed forwards (linearize); give it a customJvp instead",
        () ->
            linearize(
                    customVjp(
                        (Tensor x) -> x,
                        x -> new Forward<>(x, x),
                        (Tensor r, Tensor ct) -> List.of(ct)),
                    vector(3))
                .map()
                .apply(vector(3)));
  }

  @Test
  void retracesSayWhatChanged() {
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; argument 0 changed from f32[3] to " + "f32[4]",
        () -> {
          Jit1<Tensor, Tensor> f =
              jit((Tensor x) -> x.plus(1), JitOptions.named("step").withMaxTraces(1));
          f.apply(vector(3));
          return f.apply(vector(4));
        });
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; argument 0 changed from f32[]* to " + "f32[]",
        () -> {
          Jit1<Tensor, Tensor> f =
              jit((Tensor x) -> x.plus(1), JitOptions.named("step").withMaxTraces(1));
          f.apply(Tensor.of(1f));
          return f.apply(Tensor.of(1f, DType.F32));
        });
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; argument 1 changed from 0.1 to 0.2; "
            + "a number that changes every call is best passed as Tensor.of(number)",
        () -> {
          Jit2<Tensor, Double, Tensor> f =
              jit((Tensor x, Double r) -> x.times(r), JitOptions.named("step").withMaxTraces(1));
          f.apply(vector(3), 0.1);
          return f.apply(vector(3), 0.2);
        });
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; static argument 1 changed from 0.1 "
            + "to 0.2; a number that changes every call is best passed as Tensor.of(number)",
        () -> {
          Jit2<Tensor, Double, Tensor> f =
              jit(
                  (Tensor x, Double r) -> x.times(r),
                  JitOptions.named("step").withMaxTraces(1).withStatic(1));
          f.apply(vector(3), 0.1);
          return f.apply(vector(3), 0.2);
        });
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; the arguments' tree changed from "
            + "Object[]{[*]} to Object[]{[*, *]}",
        () -> {
          Jit1<List<Tensor>, Tensor> f =
              jit((List<Tensor> x) -> x.get(0), JitOptions.named("step").withMaxTraces(1));
          f.apply(List.of(vector(3)));
          return f.apply(List.of(vector(3), vector(2)));
        });
    Failure.of(
        TransformException.class,
        "jit step: traced 2 times, its budget is 1; argument 0/w changed from f32[3] to "
            + "f32[4]",
        () -> {
          Jit1<Map<String, Tensor>, Tensor> f =
              jit((Map<String, Tensor> x) -> x.get("w"), JitOptions.named("step").withMaxTraces(1));
          f.apply(Map.of("w", vector(3), "b", vector(1)));
          return f.apply(Map.of("w", vector(4), "b", vector(1)));
        });
  }
}
