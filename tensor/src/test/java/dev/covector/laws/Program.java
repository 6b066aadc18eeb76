package dev.covector.laws;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A random function of a few f64 tensors; its result is the value of the last step. */
record Program(List<Shape> inputs, List<Step> steps) implements Fn1<List<Tensor>, Tensor> {
  @Override
  public Tensor apply(List<Tensor> in) {
    List<Tensor> values = new ArrayList<>(in);
    for (Step step : steps) {
      values.add(step.apply(values));
    }
    return values.getLast();
  }

  /** The program that ends after some steps. */
  Program prefix(int length) {
    return new Program(inputs, steps.subList(0, length));
  }

  /** Arguments, or tangents, drawn from a source of random numbers. */
  List<Tensor> draw(RandomGenerator random) {
    return inputs.stream().map(shape -> draw(shape, random)).toList();
  }

  static Tensor draw(Shape shape, RandomGenerator random) {
    double[] data = new double[(int) shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian();
    }
    Tensor flat = Tensor.of(data, DType.F64);
    return dev.covector.lax.Lax.reshape(flat, shape);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("inputs " + inputs);
    for (int i = 0; i < steps.size(); i++) {
      text.append("\n  v").append(inputs.size() + i).append(" = ").append(steps.get(i));
    }
    return text.toString();
  }
}
