package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.conformance.LayerFunctions.Built;
import dev.covector.functions.Functions;
import dev.covector.linen.Dense;
import dev.covector.linen.Dropout;
import dev.covector.linen.Layer;
import dev.covector.linen.LiftOptions;
import dev.covector.linen.Lifted;
import dev.covector.linen.Module;
import dev.covector.linen.Sequential;
import dev.covector.linen.Variable;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The modules of {@code linen_programs.py} that branch, loop and share a place. */
final class BranchPrograms {
  private BranchPrograms() {}

  static Built build(String name, LayerConfig config) {
    DType dtype = config.paramDtype();
    return switch (name) {
      case "Branches" -> {
        Branches branches = new Branches(dtype, config.text("op", ""));
        yield new Built(
            branches, in -> List.of(branches.apply(in.tensors().get(0), in.tensors().get(1))));
      }
      case "Heads" -> {
        Heads heads = new Heads(dtype);
        yield new Built(
            heads, in -> List.of(heads.apply(in.tensors().get(0), in.tensors().get(1))));
      }
      case "Until" -> {
        LiftOptions options = LiftedPrograms.stream(LiftOptions.DEFAULT.carried("counts"), config);
        Until until = new Until(dtype, config.integer("turns"), options);
        yield new Built(until, in -> List.of(until.apply(in.first())));
      }
      case "SharedScope" -> {
        SharedScope shared = new SharedScope(dtype, config.flag("given", false));
        yield new Built(shared, in -> List.of(shared.apply(in.first())));
      }
      default -> throw new NotBuiltException("linen.program(" + name + ")");
    };
  }

  /** Branches that share a layer, count themselves and draw keys; the input chooses one. */
  private static final class Branches extends Module {
    private final DType dtype;
    private final String op;

    Branches(DType dtype, String op) {
      this.dtype = dtype;
      this.op = op;
    }

    Tensor apply(Tensor x, Tensor choice) {
      return compact(
          () -> {
            calls();
            Tensor y =
                op.equals("cond")
                    ? Lifted.cond(this, choice.gt(0), in -> branch(0, in), in -> branch(1, in), x)
                    : Lifted.switchCase(
                        this,
                        choice,
                        List.of(in -> branch(0, in), in -> branch(1, in), in -> branch(2, in)),
                        x);
            return y.plus(noise(y));
          });
    }

    private Variable<Tensor> calls() {
      return variable("counts", "calls", () -> Numpy.zeros(Shape.of(3), DType.I32));
    }

    private Tensor noise(Tensor y) {
      return Random.normal(makeRng("noise"), y.shape(), y.dtype());
    }

    private Tensor branch(int number, Tensor x) {
      if (!isInitializing()) {
        Variable<Tensor> calls = calls();
        calls.set(calls.value().plus(Functions.oneHot(Tensor.of(number), 3, DType.I32, -1)));
      }
      Tensor y = new Dense(4).paramDtype(dtype).named("dense").apply(x);
      return switch (number) {
        case 0 -> new Dropout(0.4).deterministic(false).named("dropout").apply(Functions.tanh(y));
        case 1 -> y.plus(noise(y));
        default -> y.unaryMinus();
      };
    }
  }

  /** Branches with parameters of their own, which are all called to draw them. */
  private static final class Heads extends Module {
    private final List<Layer> heads;

    Heads(DType dtype) {
      Dense last = new Dense(3).paramDtype(dtype);
      heads =
          List.of(
              new Sequential(new Dense(5).paramDtype(dtype), Functions::tanh, last),
              new Dense(3).paramDtype(dtype));
    }

    Tensor apply(Tensor x, Tensor choice) {
      return compact(
          () -> {
            if (isInitializing()) {
              heads.forEach(head -> head.apply(x));
            }
            return Lifted.switchCase(this, choice, heads, x);
          });
    }
  }

  /** A loop that counts its turns in a variable and ends by it. */
  private static final class Until extends Layer {
    private final DType dtype;
    private final int most;
    private final LiftOptions options;

    Until(DType dtype, int most, LiftOptions options) {
      this.dtype = dtype;
      this.most = most;
      this.options = options;
    }

    @Override
    protected Tensor call(Tensor x) {
      // constructed here, used in the loop
      Layer dense = new Dense(x.shape().dim(-1)).paramDtype(dtype).named("dense");
      Layer dropout = new Dropout(0.4).deterministic(false).named("dropout");
      Fn1<Tensor, Tensor> body =
          carry -> {
            Variable<Tensor> turns = turns();
            if (!isInitializing()) {
              turns.set(turns.value().plus(1));
            }
            return carry.plus(dropout.apply(Functions.tanh(dense.apply(carry))));
          };
      return isInitializing()
          ? body.apply(x)
          : Lifted.whileLoop(this, carry -> turns().value().lt(most), body, x, options);
    }

    private Variable<Tensor> turns() {
      return variable("counts", "turns", () -> Numpy.zeros(Shape.SCALAR, DType.I32));
    }
  }

  /** A part and more parameters beside its own, in one place. */
  private static final class Wrapped extends Layer {
    private final DType dtype;
    private final Layer base;

    Wrapped(DType dtype, @Nullable Layer part) {
      this.dtype = dtype;
      base = part == null ? new Base(dtype) : part;
    }

    @Override
    protected Tensor call(Tensor x) {
      shareScope(base);
      Shape shape = Shape.of(x.shape().dim(-1), 3);
      Tensor a = param("a", Initializers.normal(0.5), shape, dtype);
      Tensor y = new Dense(3).paramDtype(dtype).named("own").apply(x);
      return base.apply(x).plus(x.dot(a)).plus(y);
    }
  }

  private static final class Base extends Layer {
    private final DType dtype;

    Base(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor b = param("b", Initializers.normal(0.5), Shape.of(x.shape().dim(-1)), dtype);
      return new Dense(3).paramDtype(dtype).named("first").apply(x.times(b));
    }
  }

  /** Modules that share a place: with a part that is their own, or one that they are given. */
  private static final class SharedScope extends Layer {
    private final DType dtype;
    private final boolean given;

    SharedScope(DType dtype, boolean given) {
      this.dtype = dtype;
      this.given = given;
    }

    @Override
    protected Tensor call(Tensor x) {
      Layer part = given ? new Base(dtype).named("base") : null;
      Layer wrapped = new Wrapped(dtype, part).named("wrapped");
      return wrapped.apply(Functions.tanh(wrapped.apply(x)));
    }
  }
}
