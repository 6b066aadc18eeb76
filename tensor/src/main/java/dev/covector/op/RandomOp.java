package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;

/** Operations of random keys; no derivative. */
public sealed interface RandomOp extends Op {

  @Override
  default List<Dual> jvp(List<Dual> in) {
    List<Tensor> out = Trace.bind(this, in.stream().map(Dual::primal).toList());
    return out.stream().map(Dual::constant).toList();
  }

  /**
   * The Threefry-2x32 block cipher with 20 rounds (Salmon et al. 2011): key words k0 and k1,
   * counter words x0 and x1, all u32 of one shape; two results of that shape.
   */
  record Threefry2x32() implements RandomOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      for (TensorType x : in) {
        if (x.dtype() != DType.U32 || !x.shape().equals(in.getFirst().shape())) {
          throw new DTypeException(
              "threefry2x32: operands are " + in + "; all must be u32 of one shape");
        }
      }
      return List.of(in.getFirst().strong(), in.getFirst().strong());
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      return Trace.bind(this, in.stream().map(axis::materialize).toList()).stream()
          .map(Batched::mapped)
          .toList();
    }
  }

  /** The words of keys: key[...] to u32[..., 2]. */
  record KeyData() implements RandomOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType key = in.getFirst();
      if (!key.dtype().isKey()) {
        throw new DTypeException(
            "key_data: the operand is " + key + "; it must be a key, as Random.key(seed) makes");
      }
      return List.of(TensorType.of(DType.U32, key.shape().insert(key.shape().rank(), 2)));
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
    }
  }

  /**
   * Keys of words: u32[..., 2] to key[...].
   *
   * @param dtype the kind of key
   */
  record WrapKey(DType dtype) implements RandomOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType words = in.getFirst();
      Shape shape = words.shape();
      if (words.dtype() != DType.U32 || shape.rank() == 0 || shape.dim(-1) != 2) {
        throw new ShapeException(
            "wrap_key_data: the operand is " + words + "; it must be u32 with a last axis of 2");
      }
      return List.of(TensorType.of(dtype, shape.remove(shape.rank() - 1)));
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      return List.of(Batched.mapped(Trace.bind(this, in.getFirst().value())));
    }
  }
}
