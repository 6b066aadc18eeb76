package dev.covector.laws;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Draws programs. The steps run once while they are drawn, to learn the shapes. */
final class ProgramGenerator {
  private static final int LARGEST = 24;

  private final RandomGenerator random;
  private final ShapeSteps shapes;
  private final Predicate<NestedSteps.Kind> allowed;

  /**
   * A generator.
   *
   * @param allowed which nestings may appear
   */
  ProgramGenerator(RandomGenerator random, Predicate<NestedSteps.Kind> allowed) {
    this.random = random;
    this.shapes = new ShapeSteps(random);
    this.allowed = allowed;
  }

  /** A program of two inputs of small shapes. */
  Program draw(int length) {
    return draw(List.of(shape(), shape()), length, 2, allowed);
  }

  private Shape shape() {
    int[] sizes = new int[random.nextInt(4)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 + random.nextInt(3);
    }
    return Shape.of(sizes);
  }

  private Program draw(
      List<Shape> inputs, int length, int depth, Predicate<NestedSteps.Kind> allowed) {
    List<Tensor> values = new ArrayList<>();
    inputs.forEach(shape -> values.add(Program.draw(shape, random)));
    List<Step> steps = new ArrayList<>();
    while (steps.size() < length) {
      Step step = step(values, depth, allowed);
      Tensor value = step.apply(values);
      if (value.size() <= LARGEST && value.rank() <= 4) {
        steps.add(step);
        values.add(value);
      }
    }
    return new Program(inputs, List.copyOf(steps));
  }

  /** An earlier value, more often a late one. */
  private int pick(List<Tensor> values) {
    return Math.max(random.nextInt(values.size()), random.nextInt(values.size()));
  }

  private Step step(List<Tensor> values, int depth, Predicate<NestedSteps.Kind> allowed) {
    int first = pick(values);
    int second = pick(values);
    Shape x = values.get(first).shape();
    Shape y = values.get(second).shape();
    return switch (random.nextInt(depth > 0 ? 10 : 7)) {
      case 0, 1 -> unary(choose(ElementwiseSteps.UNARY), first);
      case 2 -> {
        ElementwiseSteps.Binary binary = choose(ElementwiseSteps.BINARY);
        boolean fits = broadcasts(x, y);
        yield new Step(
            binary.name(),
            List.of(first, fits ? second : first),
            in -> binary.function().apply(in.get(0), fits ? in.get(1) : Numpy.sum(in.get(1))));
      }
      case 3 -> unary(shapes.reduction(x), first);
      case 4 -> unary(shapes.movement(x), first);
      case 5 -> {
        ElementwiseSteps.Binary dot = shapes.contraction(x, y);
        yield new Step(
            dot.name(), List.of(first, second), in -> dot.function().apply(in.get(0), in.get(1)));
      }
      case 6 -> unary(shapes.indexing(x), first);
      default -> {
        NestedSteps.Kind kind = choose(NestedSteps.ALL.stream().filter(allowed).toList());
        Predicate<NestedSteps.Kind> inside = allowed.and(kind::mayHold);
        Program f = draw(List.of(x, y), 1 + random.nextInt(2), depth - 1, inside);
        Program g = draw(List.of(x, y), 1, depth - 1, inside);
        yield new Step(
            kind.name() + "{" + f.steps() + " " + g.steps() + "}",
            List.of(first, second),
            kind.maker().make(f, g));
      }
    };
  }

  private Step unary(ElementwiseSteps.Unary unary, int operand) {
    return new Step(unary.name(), List.of(operand), in -> unary.function().apply(in.getFirst()));
  }

  private <T> T choose(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static boolean broadcasts(Shape a, Shape b) {
    for (int i = 1; i <= Math.min(a.rank(), b.rank()); i++) {
      int x = a.dim(-i);
      int y = b.dim(-i);
      if (x != y && x != 1 && y != 1) {
        return false;
      }
    }
    return true;
  }
}
