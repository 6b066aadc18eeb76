package dev.covector.names;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PublicNameTest {
  private static boolean exists(String name) {
    return new PublicName(name).exists(List.of("dev.covector.optim", "dev.covector"));
  }

  @Test
  void typesNestedTypesAndMembersAreFound() {
    for (String name :
        List.of(
            "Adam", "ScaleByAdam.State", "Optax.adam", "Adam.b1", "DType.F32", "java.util.Map")) {
      assertTrue(exists(name), name);
    }
  }

  @Test
  void whatIsNotThereOrNotPublicIsNotFound() {
    for (String name :
        List.of(
            "Adagio", "ScaleByAdam.Status", "Optax.adagio", "Leafwise", "Leafwise.map", "linen")) {
      assertFalse(exists(name), name);
    }
  }
}
