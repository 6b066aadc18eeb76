package dev.covector.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cipher against its authors' answers, and the numbers that tutorials of JAX print. */
final class ThreefryTest {

  /** The lines "threefry2x32 20" of kat_vectors in Random123 1.14 (Salmon et al. 2011). */
  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "243f6a88, 85a308d3, 13198a2e, 03707344, c4923a9c, 483df7a0"
  })
  void cipherGivesTheKnownAnswers(
      String high, String low, String k0, String k1, String first, String second) {
    long[] key = {word(k0), word(k1)};
    KeyWords words = KeyWords.of(Random.wrapKeyData(Tensor.of(key, DType.U32)));
    KeyWords.Block block =
        words.encrypt(Tensor.of(word(high), DType.U32), Tensor.of(word(low), DType.U32));
    assertEquals(word(first), block.first().toLongArray()[0]);
    assertEquals(word(second), block.second().toLongArray()[0]);
  }

  private static long word(String hexadecimal) {
    return Long.parseLong(hexadecimal, 16);
  }

  @Test
  void originalOrderGivesWhatOlderTutorialsPrint() {
    Tensor key = Random.prngKey(0, Threefry.ORIGINAL);
    assertEquals(-0.2058423f, Random.normal(key).toFloatArray()[0], 1e-7f);
    assertArrayEquals(
        new long[] {4146024105L, 967050713L, 2718843009L, 1272950319L},
        Random.keyData(Random.split(key)).toLongArray());
  }

  @Test
  void defaultOrderGivesWhatTodaysTutorialsPrint() {
    Tensor key = Random.key(0);
    assertEquals(1.6226422f, Random.normal(key).toFloatArray()[0], 1e-6f);
    assertArrayEquals(
        new long[] {1797259609L, 2579123966L, 928981903L, 3453687069L},
        Random.keyData(Random.split(key)).toLongArray());
  }
}
