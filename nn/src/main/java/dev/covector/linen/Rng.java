package dev.covector.linen;

import dev.covector.Tensor;
import dev.covector.random.Random;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A key and what is to be folded into it before it is used: the names on the way to a module, and
 * the number of the draw. As in Flax, the whole way is hashed with SHA-1 and its first 32 bits are
 * folded in at once, so that a module's numbers do not depend on its neighbours.
 *
 * @param key key[]
 * @param path names (String) and numbers (Integer)
 */
record Rng(Tensor key, List<Object> path) {
  Rng {
    path = List.copyOf(path);
  }

  /** The key of a module below this one, or of a draw. */
  Rng down(Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return new Rng(key, longer);
  }

  /** The key with its path folded in. */
  Tensor fold() {
    return path.isEmpty() ? key : Random.foldIn(key, hash(path));
  }

  private static long hash(List<Object> path) {
    MessageDigest digest = sha1();
    for (Object step : path) {
      digest.update(
          step instanceof Integer number
              ? bytes(number)
              : step.toString().getBytes(StandardCharsets.UTF_8));
    }
    return Integer.toUnsignedLong(ByteBuffer.wrap(digest.digest()).getInt());
  }

  /** The number in as few bytes as hold it, the highest first. */
  private static byte[] bytes(int number) {
    int count = (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 7) / 8;
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (number >>> 8 * (count - 1 - i));
    }
    return bytes;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
