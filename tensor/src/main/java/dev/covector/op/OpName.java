package dev.covector.op;

/** Names of operations from their classes: {@code ReduceSum} is {@code reduce_sum}. */
final class OpName {
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase();
        }
      };

  private OpName() {}

  static String of(Class<?> type) {
    return NAMES.get(type);
  }
}
