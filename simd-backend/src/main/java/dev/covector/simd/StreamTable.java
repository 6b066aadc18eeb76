package dev.covector.simd;

import dev.covector.DType;
import java.util.List;

/**
 * The streams of an iteration space in flat arrays, so that a {@link Cursor} moves in a few
 * additions: rows of ten elements are common, and then its steps are what a loop costs.
 */
final class StreamTable {
  final long[] extents;
  final List<Stream> streams;
  final int count;

  /** What a step along dimension d adds to stream s, at {@code d * count + s}. */
  final long[] strides;

  /** Dynamic terms that do not change along the innermost dimension. */
  final int[] termStream;

  final int[] termSource;
  final DType[] termDtype;
  final long[] termScale;
  final long[] termLimit;

  StreamTable(long[] extents, List<Stream> streams) {
    this.extents = extents;
    this.streams = streams;
    this.count = streams.size();
    this.strides = new long[extents.length * count];
    int inner = extents.length - 1;
    int terms = 0;
    for (int s = 0; s < count; s++) {
      Stream stream = streams.get(s);
      for (int d = 0; d < extents.length; d++) {
        strides[d * count + s] = stream.strides()[d];
      }
      terms += (int) stream.dynamic().stream().filter(t -> isOuter(t, inner)).count();
    }
    this.termStream = new int[terms];
    this.termSource = new int[terms];
    this.termDtype = new DType[terms];
    this.termScale = new long[terms];
    this.termLimit = new long[terms];
    int next = 0;
    for (int s = 0; s < count; s++) {
      for (Stream.Term term : streams.get(s).dynamic()) {
        if (isOuter(term, inner)) {
          termStream[next] = s;
          termSource[next] = term.stream();
          termDtype[next] = streams.get(term.stream()).dtype();
          termScale[next] = term.scale();
          termLimit[next] = term.limit();
          next++;
        }
      }
    }
  }

  private boolean isOuter(Stream.Term term, int inner) {
    return streams.get(term.stream()).strides()[inner] == 0;
  }

  /** What a step along a dimension adds to a stream. */
  long stride(int dimension, int stream) {
    return strides[dimension * count + stream];
  }
}
