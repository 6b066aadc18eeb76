package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.conformance.LayerFunctions.Built;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.linen.BatchNorm;
import dev.covector.linen.Dense;
import dev.covector.linen.Dropout;
import dev.covector.linen.Layer;
import dev.covector.linen.LiftOptions;
import dev.covector.linen.Lifted;
import dev.covector.linen.Module;
import dev.covector.linen.RNN;
import dev.covector.linen.RNNCellBase;
import dev.covector.linen.Variable;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import java.util.List;

/** The modules of {@code linen_programs.py} that lift transformations. */
final class LiftedPrograms {
  private LiftedPrograms() {}

  static Built build(String name, LayerConfig config) {
    DType dtype = config.paramDtype();
    return switch (name) {
      case "Layers" -> {
        LiftOptions each =
            stream(LiftOptions.DEFAULT, config)
                .mapped("params", config.integer("axis"))
                .splitRng("params")
                .length(config.integer("length"))
                .reverse(config.flag("reverse", false));
        Layers layers = new Layers(dtype, each);
        yield new Built(layers, in -> layers.apply(in.first()));
      }
      case "Steps" -> {
        LiftOptions each =
            stream(LiftOptions.DEFAULT, config)
                .shared("params")
                .sharedRng("params")
                .carried("counts")
                .mapped("seen", 0)
                .axes(config.integer("in_axis"), config.integer("out_axis"));
        Steps steps = new Steps(dtype, each);
        int inAxis = config.integer("in_axis");
        yield new Built(steps, in -> steps.apply(in.tensors().get(0), in.tensors().get(1), inAxis));
      }
      case "Mapped" -> {
        int inAxis = config.integer("in_axis");
        LiftOptions each =
            stream(LiftOptions.DEFAULT, config)
                .axes(inAxis < 0 ? null : inAxis, config.integer("out_axis"))
                .length(config.integer("size"));
        int axis = config.integer("param_axis");
        yield LayerPrograms.of(
            new Mapped(
                dtype,
                config.flag("own", false)
                    ? each.mapped("params", axis).splitRng("params")
                    : each.shared("params").sharedRng("params")));
      }
      case "MappedNorm" -> LayerPrograms.of(new MappedNorm(dtype));
      case "Transformed" ->
          LayerPrograms.of(new Transformed(dtype, config.text("transformation", "")));
      case "Loop" -> LayerPrograms.of(new Loop(dtype, stream(LiftOptions.DEFAULT, config)));
      default -> BranchPrograms.build(name, config);
    };
  }

  static LiftOptions stream(LiftOptions options, LayerConfig config) {
    return config.flag("split_dropout", false)
        ? options.splitRng("dropout")
        : options.sharedRng("dropout");
  }

  /** A layer with dropout, added to its input. */
  private static final class Block extends Layer {
    private final DType dtype;

    Block(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      Dense dense =
          new Dense(x.shape().dim(-1)).paramDtype(dtype).biasInit(Initializers.normal(0.3));
      Tensor y = Functions.tanh(dense.apply(x));
      return x.plus(new Dropout(0.4).deterministic(false).apply(y));
    }
  }

  /** A scan over layers: each step has parameters of its own. */
  private static final class Layers extends Module {
    private final DType dtype;
    private final LiftOptions each;

    Layers(DType dtype, LiftOptions each) {
      this.dtype = dtype;
      this.each = each;
    }

    List<Tensor> apply(Tensor x) {
      return compact(
          () -> {
            Layer block = new Block(dtype).named("block");
            Fn2<Tensor, List<Tensor>, Scanned<Tensor, Tensor>> body =
                (carry, none) -> {
                  Tensor y = block.apply(carry);
                  return new Scanned<>(y, y.sum(-1));
                };
            Scanned<Tensor, Tensor> all = Lifted.scan(block, body, each).apply(x, List.of());
            return List.of(all.carry(), all.outputs());
          });
    }
  }

  /** A scan over inputs: all steps share parameters and count in one variable. */
  private static final class Steps extends Module {
    private final DType dtype;
    private final LiftOptions each;

    Steps(DType dtype, LiftOptions each) {
      this.dtype = dtype;
      this.each = each;
    }

    List<Tensor> apply(Tensor carry, Tensor xs, int inAxis) {
      return compact(
          () -> {
            Counted step = (Counted) new Counted(dtype).named("step");
            if (isInitializing()) {
              step.apply(carry, Lax.indexInDim(xs, 0, inAxis, false));
            }
            Fn2<Tensor, Tensor, Scanned<Tensor, Tensor>> body = step::apply;
            Scanned<Tensor, Tensor> all = Lifted.scan(step, body, each).apply(carry, xs);
            return List.of(all.carry(), all.outputs());
          });
    }
  }

  private static final class Counted extends Module {
    private final DType dtype;

    Counted(DType dtype) {
      this.dtype = dtype;
    }

    Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
      return compact(
          () -> {
            Variable<Tensor> count =
                variable("counts", "steps", () -> Numpy.zeros(Shape.SCALAR, DType.I32));
            if (!isInitializing()) {
              count.set(count.value().plus(1));
              Variable<Tensor> seen = variable("seen", "input", () -> Lax.fullLike(x, 0));
              seen.set(seen.value().plus(x));
            }
            Dense dense = new Dense(carry.shape().dim(-1)).paramDtype(dtype);
            Tensor y = Functions.tanh(dense.apply(carry.plus(x)));
            y = new Dropout(0.4).deterministic(false).apply(y);
            return new Scanned<>(y, y.times(Lax.convert(count.value(), y.dtype())));
          });
    }
  }

  /** A vmap, with parameters of their own for each example or without. */
  private static final class Mapped extends Layer {
    private final DType dtype;
    private final LiftOptions each;

    Mapped(DType dtype, LiftOptions each) {
      this.dtype = dtype;
      this.each = each;
    }

    @Override
    protected Tensor call(Tensor x) {
      Layer block = new Block(dtype).named("block");
      return Lifted.vmap(block, block, each).apply(x);
    }
  }

  /** Batch normalization over examples that vmap maps. */
  private static final class MappedNorm extends Layer {
    private final BatchNorm norm;

    MappedNorm(DType dtype) {
      norm = new BatchNorm().useRunningAverage(false).axisName("batch").paramDtype(dtype);
    }

    @Override
    protected Tensor call(Tensor x) {
      LiftOptions shared =
          LiftOptions.DEFAULT
              .shared("params")
              .shared("batch_stats")
              .sharedRng("params")
              .axisName("batch");
      return Lifted.vmap(norm, norm, shared).apply(x);
    }
  }

  /** Two blocks, one of which is inside remat, jit or foldRngs. */
  private static final class Transformed extends Layer {
    private final DType dtype;
    private final String transformation;

    Transformed(DType dtype, String transformation) {
      this.dtype = dtype;
      this.transformation = transformation;
    }

    @Override
    protected Tensor call(Tensor x) {
      Layer first = new Block(dtype).named("first");
      Fn1<Tensor, Tensor> lifted =
          switch (transformation) {
            case "remat" -> Lifted.remat(first, first);
            case "jit" -> Lifted.jit(first, first);
            case "fold_rngs" -> Lifted.foldRngs(first, first);
            default -> throw new NotBuiltException("the transformation " + transformation);
          };
      return new Block(dtype).named("second").apply(lifted.apply(x));
    }
  }

  /** A recurrent network with dropout in its cell. */
  private static final class Loop extends Layer {
    private final DType dtype;
    private final LiftOptions dropout;

    Loop(DType dtype, LiftOptions dropout) {
      this.dtype = dtype;
      this.dropout = dropout;
    }

    @Override
    protected Tensor call(Tensor x) {
      LiftOptions each = dropout.shared("params").sharedRng("params");
      return new RNN<>(new DroppedCell(dtype)).lift(each).named("rnn").apply(x);
    }
  }

  private static final class DroppedCell extends RNNCellBase<Tensor> {
    private final DType dtype;

    DroppedCell(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
      return compact(
          () -> {
            Tensor y = Functions.tanh(new Dense(3).paramDtype(dtype).apply(x).plus(carry));
            return new Scanned<>(y, new Dropout(0.4).deterministic(false).apply(y));
          });
    }

    @Override
    public Tensor initializeCarry(Tensor key, Shape input) {
      return Numpy.zeros(input.with(input.rank() - 1, 3), dtype);
    }

    @Override
    public int numFeatureAxes() {
      return 1;
    }
  }
}
