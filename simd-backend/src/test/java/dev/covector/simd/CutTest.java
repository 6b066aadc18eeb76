package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Lengths in parts, and sizes of caches as text. */
final class CutTest {
  @Test
  void partsCoverTheLengthAndDifferByOneAtMost() {
    for (long length = 1; length < 60; length++) {
      for (long largest = 1; largest < 15; largest++) {
        Cut cut = Cut.of(length, largest);
        assertEquals(0, cut.start(0));
        assertEquals(length, cut.start(cut.parts()));
        for (long part = 0; part < cut.parts(); part++) {
          assertEquals(cut.start(part + 1), cut.start(part) + cut.size(part));
          assertTrue(cut.size(part) <= largest && cut.size(part) >= cut.size(0) - 1);
        }
      }
    }
  }

  @Test
  void partsAreAsFewAsPossible() {
    assertEquals(11, Cut.of(64, 6).parts());
    assertEquals(1, Cut.of(6, 6).parts());
    assertEquals(2, Cut.of(7, 6).parts());
  }

  @Test
  void sizesOfCachesHaveUnits() {
    assertEquals(48 << 10, Caches.parse("48K", 7));
    assertEquals(2 << 20, Caches.parse("2M", 7));
    assertEquals(512, Caches.parse("512", 7));
    assertEquals(7, Caches.parse("", 7));
    assertEquals(7, Caches.parse("much", 7));
  }
}
