package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Losses of sequences against shorter sequences.
 *
 * <pre>{@code
 * Tensor logits = Random.normal(Random.key(0), 2, 6, 4); // 2 sequences of 6 frames, 4 classes
 * Tensor labels = Tensor.of(new int[][] {{1, 2, 3}, {2, 1, 0}});
 * Tensor labelPaddings = Tensor.of(new float[][] {{0, 0, 0}, {0, 0, 1}});
 * Tensor loss = Optax.ctcLoss(logits, Numpy.zeros(2, 6), labels, labelPaddings); // f32[2]
 * }</pre>
 */
public class SequenceLosses extends ClassificationLosses {
  SequenceLosses() {}

  /**
   * What {@link #ctcLossWithForwardProbs} returns.
   *
   * @param loss minus the logarithm of the probability of each sequence of labels
   * @param logAlphaBlank the forward probabilities that end in a blank, (time, batch, labels + 1)
   * @param logAlphaEmit the forward probabilities that end in a label, (time, batch, labels)
   */
  public record CtcLoss(Tensor loss, Tensor logAlphaBlank, Tensor logAlphaEmit) {}

  /** Connectionist temporal classification with blank 0. */
  public static Tensor ctcLoss(
      Tensor logits, Tensor logitPaddings, Tensor labels, Tensor labelPaddings) {
    return ctcLoss(logits, logitPaddings, labels, labelPaddings, 0, -1e5);
  }

  /** As {@link #ctcLossWithForwardProbs}, the loss only. */
  public static Tensor ctcLoss(
      Tensor logits,
      Tensor logitPaddings,
      Tensor labels,
      Tensor labelPaddings,
      int blank,
      double logEpsilon) {
    return ctcLossWithForwardProbs(logits, logitPaddings, labels, labelPaddings, blank, logEpsilon)
        .loss();
  }

  /**
   * Connectionist temporal classification: minus the logarithm of the probability of labels, summed
   * over all their alignments. Graves et al. 2006.
   *
   * @param logits the scores, (batch, time, classes)
   * @param logitPaddings 1 where there is no input, (batch, time)
   * @param labels the classes, (batch, labels)
   * @param labelPaddings 1 where there is no label, at the end, (batch, labels)
   * @param blank the class that stands for no label
   * @param logEpsilon the logarithm that stands for probability 0
   */
  public static CtcLoss ctcLossWithForwardProbs(
      Tensor logits,
      Tensor logitPaddings,
      Tensor labels,
      Tensor labelPaddings,
      int blank,
      double logEpsilon) {
    if (logits.rank() != 3 || labels.rank() != 2) {
      throw new ShapeException(
          "ctc_loss: the logits are "
              + logits.type()
              + ", the labels "
              + labels.type()
              + "; wanted are (batch, time, classes) and (batch, labels)");
    }
    int[] sizes = logits.shape().toArray();
    int batch = sizes[0];
    int time = sizes[1];
    sameShape("ctc_loss", "labels", labels, "paddings", labelPaddings);
    if (!logitPaddings.shape().equals(Shape.of(batch, time))
        || labels.shape().toArray()[0] != batch) {
      throw new ShapeException(
          "ctc_loss: the logits are "
              + logits.type()
              + ", their paddings "
              + logitPaddings.type()
              + ", the labels "
              + labels.type()
              + "; batch and time must agree");
    }
    int length = labels.shape().toArray()[1];
    Tensor logarithms = Functions.logSoftmax(logits);
    DType dtype = logarithms.dtype();
    Tensor repeats = repeats(labels).astype(dtype);
    Tensor blanks = Lax.sliceInDim(logarithms, blank, blank + 1, 2).transpose(1, 0, 2);
    Tensor classes = Functions.oneHot(labels, sizes[2], dtype, -1);
    Tensor emits = logarithms.matmul(classes.swapaxes(1, 2)).transpose(1, 0, 2);
    Tensor first =
        Numpy.concatenate(
            List.of(
                Numpy.zeros(Shape.of(batch, 1), dtype),
                Numpy.full(Shape.of(batch, length), logEpsilon, dtype)),
            1);
    Alphas start = new Alphas(first, Numpy.full(Shape.of(batch, length), logEpsilon, dtype));
    Inputs inputs = new Inputs(blanks, emits, logitPaddings.astype(dtype).t());
    Scanned<Alphas, Alphas> run =
        Lax.scan(
            (Alphas before, Inputs now) -> {
              Alphas next = step(before, now, repeats, logEpsilon);
              return new Scanned<>(next, next);
            },
            start,
            inputs);
    Tensor last = merged(run.carry().blank(), run.carry().emit());
    Tensor allBlank = run.outputs().blank().at(-1).set(last);
    Tensor lengths = Numpy.subtract(length, labelPaddings.sum(1).astype(DType.I32));
    Tensor ends = Functions.oneHot(lengths, length + 1, dtype, -1);
    Tensor loss = last.times(ends).sum(-1).unaryMinus();
    return new CtcLoss(loss, allBlank, run.outputs().emit());
  }

  /** The logarithms of the probabilities of prefixes that end in a blank, or in a label. */
  record Alphas(Tensor blank, Tensor emit) {}

  /** The logarithms of blanks and labels, and the padding, by time. */
  record Inputs(Tensor blank, Tensor emit, Tensor padding) {}

  /** Whether a label is the same as the one after it. */
  private static Tensor repeats(Tensor labels) {
    int length = labels.shape().toArray()[1];
    Tensor next = Numpy.roll(labels, -1, 1);
    return Numpy.logicalAnd(labels.eq(next), Numpy.arange(length).lt(length - 1));
  }

  private static Alphas step(Alphas before, Inputs now, Tensor repeats, double logEpsilon) {
    int length = before.emit().shape().toArray()[1];
    // between equal labels there must be a blank
    Tensor direct = merged(before.blank(), before.emit().plus(repeats.times(logEpsilon)));
    Tensor emit =
        Numpy.logaddexp(
            Lax.sliceInDim(direct, 0, length, 1).plus(now.emit()), before.emit().plus(now.emit()));
    Tensor separated =
        before.emit().plus(now.blank()).plus(Numpy.subtract(1.0, repeats).times(logEpsilon));
    Tensor blank = merged(direct.plus(now.blank()), separated);
    Tensor pad = now.padding().expandDims(1);
    return new Alphas(kept(pad, before.blank(), blank), kept(pad, before.emit(), emit));
  }

  private static Tensor kept(Tensor pad, Tensor before, Tensor next) {
    return pad.times(before).plus(Numpy.subtract(1.0, pad).times(next));
  }

  /** Prefixes that end in a blank, with those that end in the label before it added. */
  private static Tensor merged(Tensor blank, Tensor emit) {
    int length = emit.shape().toArray()[1];
    Tensor head = Lax.sliceInDim(blank, 0, 1, 1);
    Tensor tail = Numpy.logaddexp(Lax.sliceInDim(blank, 1, length + 1, 1), emit);
    return Numpy.concatenate(List.of(head, tail), 1);
  }
}
