package dev.covector.data;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The rows of tensors. Batches are copied row by row, without a tensor for each. */
final class ArrayDataset<T> extends Dataset<T> {
  private final TreeDef structure;
  private final List<Column> columns;
  private final int rows;

  /** A tensor, its memory, and the bytes of a row. */
  private record Column(Tensor tensor, MemorySegment memory, TensorType row, long rowBytes) {
    static Column of(Tensor tensor) {
      TensorType row = tensor.type().strong().withShape(tensor.shape().remove(0));
      long bytes = row.shape().size() * row.dtype().byteSize();
      return new Column(tensor, tensor.segment(), row, bytes);
    }

    Tensor row(long index) {
      Tensor copy = Tensor.copyOf(memory.asSlice(index * rowBytes, rowBytes), row);
      Reference.reachabilityFence(tensor);
      return copy;
    }

    Tensor rows(int count, LongUnaryOperator rowAt, Scratch scratch) {
      MemorySegment to = scratch.bytes(count * rowBytes);
      for (int i = 0; i < count; i++) {
        long from = rowAt.applyAsLong(i) * rowBytes;
        MemorySegment.copy(memory, from, to, i * rowBytes, rowBytes);
      }
      Reference.reachabilityFence(tensor);
      return Tensor.copyOf(to, row.withShape(row.shape().insert(0, count)));
    }
  }

  private ArrayDataset(TreeDef structure, List<Column> columns, int rows) {
    this.structure = structure;
    this.columns = columns;
    this.rows = rows;
  }

  static <T> ArrayDataset<T> rowsOf(T arrays) {
    Tree.Flattened flat = Tree.flatten(arrays, Stacking::isArray);
    List<Path> paths = flat.structure().paths();
    List<Column> columns = new ArrayList<>();
    int rows = -1;
    for (int i = 0; i < paths.size(); i++) {
      Tensor tensor = tensor(paths.get(i), flat.leaves().get(i));
      if (rows < 0) {
        rows = tensor.shape().dim(0);
      }
      if (tensor.shape().dim(0) != rows) {
        throw new DataException(
            "Dataset.of: %s is %s, %s is %s; they must have as many rows as each other"
                .formatted(
                    place(paths.get(0)),
                    columns.getFirst().tensor.type(),
                    place(paths.get(i)),
                    tensor.type()));
      }
      columns.add(Column.of(tensor));
    }
    if (columns.isEmpty()) {
      throw new DataException("Dataset.of: there is no array in the tree");
    }
    return new ArrayDataset<>(flat.structure(), List.copyOf(columns), rows);
  }

  private static Tensor tensor(Path path, Object leaf) {
    if (leaf instanceof Tensor || Stacking.isArray(leaf)) {
      Tensor tensor = Tensor.of(leaf);
      if (tensor.rank() > 0) {
        return tensor;
      }
    }
    throw new DataException(
        "Dataset.of: %s is %s; each leaf must be an array with rows"
            .formatted(place(path), Stacking.describe(leaf)));
  }

  private static String place(Path path) {
    return path.entries().isEmpty() ? "the array" : path.toString();
  }

  /** A batch of some rows. */
  T gather(int count, LongUnaryOperator rowAt, Scratch scratch) {
    return Tree.unflatten(
        structure, columns.stream().map(c -> c.rows(count, rowAt, scratch)).toList());
  }

  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  long length() {
    return rows;
  }

  @Override
  T read(long epoch, long index) {
    return Tree.unflatten(structure, columns.stream().map(c -> c.row(index)).toList());
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return new IndexCursor<>(this, epoch, start);
  }

  @Override
  public String toString() {
    return "arrays(" + rows + ")";
  }
}
