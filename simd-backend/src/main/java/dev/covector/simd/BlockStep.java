package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.util.List;

/**
 * What is done with one block of values: a node of an expression, or a part of one. Registers are
 * numbers of {@link BlockRegisters}.
 */
sealed interface BlockStep {
  /**
   * Does it.
   *
   * @param arguments the addresses and steps of the loop, as {@link LoopKey} lays them out
   * @param from the position of the block's first element
   * @param n how many elements
   */
  void run(BlockRegisters blocks, long[] arguments, long from, int n);

  /**
   * Where a stream is.
   *
   * @param slot the argument with its address (or index) at position 0
   * @param stepSlot the argument with its step; -1 where it is {@code step}
   */
  record Place(int slot, int stepSlot, long step) {
    long step(long[] arguments) {
      return stepSlot < 0 ? step : arguments[stepSlot];
    }

    long at(long[] arguments, long from) {
      return arguments[slot] + from * step(arguments);
    }
  }

  /** A constant, in the first element. */
  record Set(ScalarKind kind, int out, long bits) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      blocks.set(kind, out, bits);
    }
  }

  /** The value of a reduction, in the first element. */
  record State(ScalarKind kind, int out, int slot) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      blocks.set(kind, out, arguments[slot]);
    }
  }

  /** Elements of an operand. */
  record Load(DType dtype, int out, Place place) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      BlockMemory.load(blocks, dtype, out, place.at(arguments, from), place.step(arguments), n);
    }
  }

  /** A result. */
  record Store(DType dtype, int in, Place place) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      BlockMemory.store(blocks, dtype, in, place.at(arguments, from), place.step(arguments), n);
    }
  }

  /** Positions, or addresses. */
  record Iota(int out, Place place) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      LongBlocks.iota(place.at(arguments, from), place.step(arguments), blocks.longs(out), n);
    }
  }

  /**
   * Moves addresses by indices.
   *
   * @param term the argument with the scale; the limit follows
   */
  record Move(int addresses, int indices, int term) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      long scale = arguments[term];
      long limit = arguments[term + 1];
      LongBlocks.move(blocks.longs(addresses), blocks.longs(indices), scale, limit, n);
    }
  }

  /** Elements at addresses. */
  record Gather(DType dtype, int out, int addresses) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      BlockMemory.gather(blocks, dtype, out, blocks.longs(addresses), n);
    }
  }

  /** A conversion by value. */
  record Convert(DType source, int in, DType target, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      BlockConversions.convert(blocks, source, in, target, out, n);
    }
  }

  /** A conversion by bits. */
  record Bitcast(DType source, int in, DType target, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      BlockConversions.bitcast(blocks, source, in, target, out, n);
    }
  }

  /** A choice between two values of one kind. */
  record Select(ScalarKind kind, int which, int x, int y, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      int[] chosen = blocks.ints(which);
      switch (kind) {
        case INT -> IntBlocks.select(chosen, blocks.ints(x), blocks.ints(y), blocks.ints(out), n);
        case LONG ->
            LongBlocks.select(chosen, blocks.longs(x), blocks.longs(y), blocks.longs(out), n);
        case FLOAT ->
            FloatBlocks.select(chosen, blocks.floats(x), blocks.floats(y), blocks.floats(out), n);
        case DOUBLE ->
            DoubleBlocks.select(
                chosen, blocks.doubles(x), blocks.doubles(y), blocks.doubles(out), n);
      }
    }
  }

  /** A function of f32. */
  record Floats(ScalarFn fn, List<Integer> in, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      float[] x = blocks.floats(in.getFirst());
      float[] y = blocks.floats(in.get(Math.min(1, in.size() - 1)));
      if (fn.isPredicate()) {
        FloatBlocks.test(fn, x, y, blocks.ints(out), n);
      } else if (in.size() == 1) {
        FloatBlocks.apply(fn, x, blocks.floats(out), n);
      } else if (in.size() == 2) {
        FloatBlocks.apply(fn, x, y, blocks.floats(out), n);
      } else {
        FloatBlocks.fma(x, y, blocks.floats(in.get(2)), blocks.floats(out), n);
      }
    }
  }

  /** A function of f64. */
  record Doubles(ScalarFn fn, List<Integer> in, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      double[] x = blocks.doubles(in.getFirst());
      double[] y = blocks.doubles(in.get(Math.min(1, in.size() - 1)));
      if (fn.isPredicate()) {
        DoubleBlocks.test(fn, x, y, blocks.ints(out), n);
      } else if (in.size() == 1) {
        DoubleBlocks.apply(fn, x, blocks.doubles(out), n);
      } else if (in.size() == 2) {
        DoubleBlocks.apply(fn, x, y, blocks.doubles(out), n);
      } else {
        DoubleBlocks.fma(x, y, blocks.doubles(in.get(2)), blocks.doubles(out), n);
      }
    }
  }

  /** The logical negation of bools. */
  record Not(int in, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      IntBlocks.logicalNot(blocks.ints(in), blocks.ints(out), n);
    }
  }

  /**
   * A function of 32-bit integers or bools.
   *
   * @param unsigned whether it is one that tells unsigned numbers from signed ones, and they are
   */
  record Ints(ScalarFn fn, boolean unsigned, List<Integer> in, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      int[] x = blocks.ints(in.getFirst());
      int[] y = blocks.ints(in.getLast());
      int[] to = blocks.ints(out);
      if (fn.isPredicate()) {
        if (unsigned) {
          IntBlocks.testUnsigned(fn, x, y, to, n);
        } else {
          IntBlocks.test(fn, x, y, to, n);
        }
      } else if (in.size() == 1) {
        IntBlocks.apply(fn, x, to, n);
      } else if (unsigned) {
        IntBlocks.applyUnsigned(fn, x, y, to, n);
      } else {
        IntBlocks.apply(fn, x, y, to, n);
      }
    }
  }

  /** A function of 64-bit integers; as {@link Ints}. */
  record Longs(ScalarFn fn, boolean unsigned, List<Integer> in, int out) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      long[] x = blocks.longs(in.getFirst());
      long[] y = blocks.longs(in.getLast());
      if (fn.isPredicate()) {
        if (unsigned) {
          LongBlocks.testUnsigned(fn, x, y, blocks.ints(out), n);
        } else {
          LongBlocks.test(fn, x, y, blocks.ints(out), n);
        }
      } else if (in.size() == 1) {
        LongBlocks.apply(fn, x, blocks.longs(out), n);
      } else if (unsigned) {
        LongBlocks.applyUnsigned(fn, x, y, blocks.longs(out), n);
      } else {
        LongBlocks.apply(fn, x, y, blocks.longs(out), n);
      }
    }
  }

  /**
   * Combines all elements with a reduction's value, which is in the first element of a register
   * that nothing else uses; f32 sums in f64.
   *
   * @param dtype of the value and the elements
   */
  record Reduce(ScalarFn combiner, DType dtype, int in, int value) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      boolean unsigned = dtype.isUnsigned();
      switch (ScalarKind.of(dtype)) {
        case INT -> {
          int[] r = blocks.ints(value);
          r[0] = IntBlocks.reduce(combiner, unsigned, r[0], blocks.ints(in), n);
        }
        case LONG -> {
          long[] r = blocks.longs(value);
          r[0] = LongBlocks.reduce(combiner, unsigned, r[0], blocks.longs(in), n);
        }
        case FLOAT -> {
          if (combiner == ScalarFn.ADD) {
            double[] r = blocks.doubles(value);
            r[0] = FloatBlocks.wideSum(r[0], blocks.floats(in), n);
          } else {
            float[] r = blocks.floats(value);
            r[0] = FloatBlocks.reduce(combiner, r[0], blocks.floats(in), n);
          }
        }
        case DOUBLE -> {
          double[] r = blocks.doubles(value);
          r[0] = DoubleBlocks.reduce(combiner, r[0], blocks.doubles(in), n);
        }
      }
    }
  }

  /** Brings the value of a {@link Reduce} from the arguments to its register. */
  record Begin(ScalarFn combiner, DType dtype, int slot, int value) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      if (dtype == DType.F32 && combiner == ScalarFn.ADD) {
        blocks.doubles(value)[0] = Float.intBitsToFloat((int) arguments[slot]);
      } else {
        blocks.set(ScalarKind.of(dtype), value, arguments[slot]);
      }
    }
  }

  /** Brings the value of a {@link Reduce} back to the arguments. */
  record End(ScalarFn combiner, DType dtype, int slot, int value) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      arguments[slot] =
          switch (ScalarKind.of(dtype)) {
            case INT -> blocks.ints(value)[0];
            case LONG -> blocks.longs(value)[0];
            case FLOAT ->
                Float.floatToRawIntBits(
                    combiner == ScalarFn.ADD
                        ? (float) blocks.doubles(value)[0]
                        : blocks.floats(value)[0]);
            case DOUBLE -> Double.doubleToRawLongBits(blocks.doubles(value)[0]);
          };
    }
  }

  /** Sets the accumulators of {@link Lanes} to what changes nothing. */
  record StartLanes(ScalarFn combiner, DType dtype, int sums, int width) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      if (dtype == DType.F32) {
        BlockLanes.start(combiner, blocks.floats(sums), width);
      } else {
        BlockLanes.start(combiner, blocks.doubles(sums), width);
      }
    }
  }

  /**
   * Combines elements with accumulators as vector code does; see {@link BlockLanes}.
   *
   * @param dtype f32 or f64
   * @param width the lanes of all accumulators; a block that is not the last is a multiple of it
   */
  record Lanes(ScalarFn combiner, DType dtype, int in, int sums, int width) implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      if (dtype == DType.F32) {
        BlockLanes.step(combiner, blocks.floats(in), blocks.floats(sums), width, n);
      } else {
        BlockLanes.step(combiner, blocks.doubles(in), blocks.doubles(sums), width, n);
      }
    }
  }

  /** Combines a reduction's value in the arguments with the accumulators of {@link Lanes}. */
  record EndLanes(ScalarFn combiner, DType dtype, int slot, int sums, int width, int lanes)
      implements BlockStep {
    @Override
    public void run(BlockRegisters blocks, long[] arguments, long from, int n) {
      if (dtype == DType.F32) {
        float all = BlockLanes.end(combiner, blocks.floats(sums), width, lanes);
        float value = Float.intBitsToFloat((int) arguments[slot]);
        arguments[slot] = Float.floatToRawIntBits(BlockLanes.combine(combiner, value, all));
      } else {
        double all = BlockLanes.end(combiner, blocks.doubles(sums), width, lanes);
        double value = Double.longBitsToDouble(arguments[slot]);
        arguments[slot] = Double.doubleToRawLongBits(BlockLanes.combine(combiner, value, all));
      }
    }
  }
}
