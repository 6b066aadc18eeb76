package dev.covector.random;

import dev.covector.KeySplitter;
import dev.covector.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Splits keys for {@link Tensor#split(int)}, as {@link Random#split(Tensor, int...)} does. */
public final class RandomKeySplitter implements KeySplitter {
  /** Makes the splitter; the service loader calls this. */
  public RandomKeySplitter() {}

  @Override
  public List<Tensor> split(Tensor key, int count) {
    Tensor keys = Random.split(key, count);
    return IntStream.range(0, count).mapToObj(i -> Random.keyAt(keys, i)).toList();
  }
}
