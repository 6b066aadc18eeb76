package dev.covector.layers;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Linear maps. */
public final class Linear {
  private Linear() {}

  /**
   * {@code x kernel + bias} over the last axis.
   *
   * @param x [..., in]
   * @param kernel [in, out]
   * @param bias [out], or null
   * @param dtype what to compute in; null for what the operands promote to
   * @return [..., out]
   */
  public static Tensor dense(
      Tensor x, Tensor kernel, @Nullable Tensor bias, @Nullable DType dtype) {
    int last = x.rank() - 1;
    return general(x, kernel, bias, List.of(last), List.of(), dtype);
  }

  /** The size of the last axis. */
  public static int features(String layer, Tensor x) {
    if (x.rank() == 0) {
      throw new ShapeException(
          layer + ": the input is the scalar " + x.type() + "; it must have an axis of features");
    }
    return x.shape().dim(-1);
  }

  /**
   * A contraction of some axes of x with a kernel.
   *
   * @param kernel batch axes, then contracted ones, then features
   * @param bias batch axes and features, or null
   * @param axes the axes of x that are contracted, from 0
   * @param batch the axes of x that number kernels: 0 to some number
   * @return batch axes, the other axes of x, features
   */
  public static Tensor general(
      Tensor x,
      Tensor kernel,
      @Nullable Tensor bias,
      List<Integer> axes,
      List<Integer> batch,
      @Nullable DType dtype) {
    @Nullable Tensor[] in = ComputeDType.promote("Dense", dtype, x, kernel, bias);
    int batches = batch.size();
    Tensor y =
        Lax.dotGeneral(
            Objects.requireNonNull(in[0]),
            Objects.requireNonNull(in[1]),
            axes,
            IntStream.range(batches, batches + axes.size()).boxed().toList(),
            batch,
            IntStream.range(0, batches).boxed().toList());
    if (in[2] == null) {
      return y;
    }
    int[] bare = in[2].shape().toArray();
    int[] sizes = new int[y.rank()];
    Arrays.fill(sizes, 1);
    System.arraycopy(bare, 0, sizes, 0, batches);
    System.arraycopy(
        bare, batches, sizes, sizes.length - bare.length + batches, bare.length - batches);
    return y.plus(Lax.reshape(in[2], Shape.of(sizes)));
  }

  /** The parsed equation of an Einsum layer. */
  public record Equation(String text, Shape bias, Shape stretchedBias) {}

  /**
   * The shapes of the bias for an equation of the input and a kernel: the kernel's axes that are
   * left in the result.
   *
   * @throws ShapeException when the equation has not the form {@code input,kernel->result}
   */
  public static Equation equation(String text, Tensor x, Shape kernel) {
    String bare = text.replace(" ", "");
    int arrow = bare.indexOf("->");
    String[] terms = arrow < 0 ? new String[0] : bare.substring(0, arrow).split(",", -1);
    if (terms.length != 2) {
      throw new ShapeException(
          "Einsum: the equation '" + text + "' must be of the form 'input,kernel->result'");
    }
    String result = bare.substring(arrow + 2);
    int hidden = x.rank() - terms[0].replace("...", "").length();
    int[] stretched =
        new int[result.replace("...", "").length() + (result.contains("...") ? hidden : 0)];
    Arrays.fill(stretched, 1);
    int[] kept = new int[stretched.length];
    int count = 0;
    int axis = 0;
    for (int i = 0; i < result.length(); i++) {
      if (result.charAt(i) == '.') {
        axis += hidden;
        i += 2;
        continue;
      }
      int at = terms[1].indexOf(result.charAt(i));
      if (at >= 0) {
        stretched[axis] = kernel.dim(at);
        kept[count] = kernel.dim(at);
        count++;
      }
      axis++;
    }
    return new Equation(bare, Shape.of(Arrays.copyOf(kept, count)), Shape.of(stretched));
  }

  /** The equation's sum of products, plus a bias of the shape that {@link #equation} says. */
  public static Tensor einsum(
      Equation equation, Tensor x, Tensor kernel, @Nullable Tensor bias, @Nullable DType dtype) {
    @Nullable Tensor[] in = ComputeDType.promote("Einsum", dtype, x, kernel, bias);
    Tensor y =
        Numpy.einsum(equation.text, Objects.requireNonNull(in[0]), Objects.requireNonNull(in[1]));
    return in[2] == null ? y : y.plus(Lax.reshape(in[2], equation.stretchedBias));
  }
}
