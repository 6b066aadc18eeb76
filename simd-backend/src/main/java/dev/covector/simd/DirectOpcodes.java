package dev.covector.simd;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers that the JVM's entry points for vectors know operators by, as this JVM has them. */
final class DirectOpcodes {
  private static final List<String> UNARY = List.of("NEG", "ABS", "SQRT");
  private static final List<String> BINARY =
      List.of("ADD", "SUB", "MUL", "DIV", "MIN", "MAX", "UMIN", "UMAX", "AND", "OR", "XOR");
  private static final Map<String, String> SHIFTS =
      Map.of("LSHL", "LSHIFT", "ASHR", "RSHIFT", "LSHR", "URSHIFT", "ROL", "LROTATE");
  private static final List<String> COMPARISONS =
      List.of("EQ", "NE", "LT", "LE", "GT", "GE", "ULT", "ULE", "UGT", "UGE");
  private static final List<String> OTHERS =
      List.of(
          "VECTOR_OP_FMA",
          "VECTOR_OP_CAST",
          "VECTOR_OP_REINTERPRET",
          "VECTOR_OP_MASK_TOLONG",
          "MODE_BROADCAST",
          "MODE_BITS_COERCED_LONG_TO_MASK",
          "BT_ne",
          "BT_overflow");
  private static final Map<String, Integer> VALUES = values();

  private DirectOpcodes() {}

  private static Map<String, Integer> values() {
    Map<String, Integer> values = new HashMap<>();
    try {
      for (Field field : Class.forName(EntryPoint.OWNER).getFields()) {
        if (field.getType() == int.class) {
          values.put(field.getName(), field.getInt(null));
        }
      }
    } catch (ReflectiveOperationException e) {
      return Map.of();
    }
    return values;
  }

  /** Whether the JVM has all of them. */
  static boolean areKnown() {
    return VALUES.keySet().containsAll(OTHERS)
        && UNARY.stream().allMatch(o -> VALUES.containsKey("VECTOR_OP_" + o))
        && BINARY.stream().allMatch(o -> VALUES.containsKey("VECTOR_OP_" + o))
        && SHIFTS.values().stream().allMatch(o -> VALUES.containsKey("VECTOR_OP_" + o))
        && COMPARISONS.stream().allMatch(o -> VALUES.containsKey(comparison(o)));
  }

  private static String comparison(String operator) {
    return "BT_" + operator.toLowerCase(Locale.ROOT);
  }

  /** Whether an operator of the Vector API is one that takes two vectors lane by lane. */
  static boolean isBinary(String operator) {
    return BINARY.contains(operator);
  }

  /** Whether an operator shifts or rotates by an amount that all lanes share. */
  static boolean isShift(String operator) {
    return SHIFTS.containsKey(operator);
  }

  static boolean isComparison(String operator) {
    return COMPARISONS.contains(operator);
  }

  /** The number of an operator of the Vector API. */
  static int of(String operator) {
    if (isComparison(operator)) {
      return VALUES.get(comparison(operator));
    }
    return VALUES.get("VECTOR_OP_" + SHIFTS.getOrDefault(operator, operator));
  }

  /** The number with a name of the JVM's. */
  static int named(String name) {
    return VALUES.get(name);
  }
}
