package dev.covector.checkpoint;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk over a tree that writes it as Flax does. */
final class FlaxWriter {
  /** Arrays of more bytes are cut in pieces, as Flax does. */
  static final long CHUNK_BYTES = 1 << 30;

  private final DiskStream stream;
  private final MsgpackWriter out;
  private final List<@Nullable Object> leaves;
  private final long chunkBytes;
  private int next;

  private FlaxWriter(DiskStream stream, List<@Nullable Object> leaves, long chunkBytes) {
    this.stream = stream;
    this.out = new MsgpackWriter(stream);
    this.leaves = leaves;
    this.chunkBytes = chunkBytes;
  }

  static byte[] bytes(Object tree) {
    return bytes(tree, CHUNK_BYTES);
  }

  static byte[] bytes(Object tree, long chunkBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Disk.Output output =
        new Disk.Output() {
          @Override
          public void write(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
          }

          @Override
          public void sync() {}

          @Override
          public void close() {}
        };
    try {
      write(tree, output, chunkBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void write(Object tree, Disk.Output output, long chunkBytes) throws IOException {
    Tree.Flattened flattened = Tree.flatten(tree);
    DiskStream stream = new DiskStream(output);
    new FlaxWriter(stream, flattened.leaves(), chunkBytes).write(flattened.structure(), Path.ROOT);
    stream.flush();
  }

  private void write(TreeDef node, Path path) throws IOException {
    switch (node.kind()) {
      case LEAF -> leaf(path, leaves.get(next++));
      case NULL -> out.writeNull();
      case OPTIONAL -> {
        if (node.children().isEmpty()) {
          out.writeNull();
        } else {
          write(node.children().getFirst(), path);
        }
      }
      case LIST, ARRAY, MAP, PRODUCT, CUSTOM -> container(node, path);
    }
  }

  private void container(TreeDef node, Path path) throws IOException {
    List<Path.Entry> entries = node.entries();
    List<TreeDef> children = node.children();
    boolean[] written = written(children);
    int size = 0;
    for (boolean each : written) {
      size += each ? 1 : 0;
    }
    out.writeMapHeader(size);
    for (int i = 0; i < written.length; i++) {
      if (written[i]) {
        out.write(entries.get(i).toString());
        write(children.get(i), path.resolve(entries.get(i)));
      } else {
        next++;
      }
    }
  }

  /** Which of the children of the next container are no functions. */
  private boolean[] written(List<TreeDef> children) {
    boolean[] written = new boolean[children.size()];
    int leaf = next;
    for (int i = 0; i < written.length; i++) {
      TreeDef child = children.get(i);
      written[i] = !(child.isLeaf() && Functions.isFunction(leaves.get(leaf)));
      leaf += child.leafCount();
    }
    return written;
  }

  private void leaf(Path path, @Nullable Object leaf) throws IOException {
    switch (leaf) {
      case null -> out.writeNull();
      case Tensor tensor -> tensor(path.toString(), tensor);
      case Boolean flag -> out.write(flag);
      case Byte number -> out.write(number.longValue());
      case Short number -> out.write(number.longValue());
      case Integer number -> out.write(number.longValue());
      case Long number -> out.write(number);
      case Float number -> out.write(number.doubleValue());
      case Double number -> out.write(number);
      case String text -> out.write(text);
      case byte[] binary -> out.write(binary);
      default ->
          throw new CheckpointException(
              "save: the leaf at '%s' is a %s, which Flax's format does not have; leave it out, or"
                      .formatted(path, leaf.getClass().getName())
                  + " make it a tensor, number or text");
    }
  }

  private void tensor(String name, Tensor tensor) throws IOException {
    Blob.requireNoKey(name, tensor);
    Blob blob = Blob.physical(name, tensor);
    TensorType type = tensor.type().strong();
    blob = new Blob(type, blob.data(), tensor); // c128 is no pair here
    if (blob.data().byteSize() <= chunkBytes) {
      FlaxArray.write(out, stream, blob);
      return;
    }
    out.writeMapHeader(3);
    out.write(FlaxMsgpack.CHUNKED);
    out.write(true);
    out.write("shape");
    int[] sizes = type.shape().toArray();
    out.writeMapHeader(sizes.length);
    for (int axis = 0; axis < sizes.length; axis++) {
      out.write(Integer.toString(axis));
      out.write(sizes[axis]);
    }
    out.write("chunks");
    chunks(blob);
  }

  private void chunks(Blob blob) throws IOException {
    int width = blob.type().dtype().byteSize();
    long elements = Math.max(1, chunkBytes / width);
    long size = blob.type().shape().size();
    out.writeMapHeader(Math.toIntExact(Math.ceilDiv(size, elements)));
    for (long start = 0; start < size; start += elements) {
      long count = Math.min(elements, size - start);
      out.write(Long.toString(start / elements));
      TensorType piece = TensorType.of(blob.type().dtype(), Shape.of(Math.toIntExact(count)));
      FlaxArray.write(
          out, stream, new Blob(piece, blob.data().asSlice(start * width, count * width), blob));
    }
  }
}
