package dev.covector;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings that hold for a stretch of code on the current thread. They are part of every cache key,
 * so one function may be used under several.
 *
 * <pre>{@code
 * Tensor x = Defaults.wide(() -> Tensor.of(1.5)); // f64
 * }</pre>
 *
 * @param isWide whether numbers become f64 and i64 instead of f32 and i32 (JAX's x64 mode)
 * @param debugNans whether an operation that makes a NaN is an error naming it
 * @param checkIndices whether an index out of range is an error instead of following the mode
 * @param backend the name of the backend that runs programs; null for the best usable one
 */
public record Defaults(
    boolean isWide, boolean debugNans, boolean checkIndices, @Nullable String backend) {
  private static final Defaults INITIAL =
      new Defaults(
          Boolean.getBoolean("covector.wide"),
          Boolean.getBoolean("covector.debugNans"),
          Boolean.getBoolean("covector.checkIndices"),
          System.getProperty("covector.backend"));
  private static final ScopedValue<Defaults> CURRENT = ScopedValue.newInstance();

  /** The settings in force. */
  public static Defaults current() {
    return CURRENT.isBound() ? CURRENT.get() : INITIAL;
  }

  /** Runs code with other settings. */
  public static <T> T with(UnaryOperator<Defaults> change, Supplier<T> code) {
    return ScopedValue.where(CURRENT, change.apply(current())).call(code::get);
  }

  /** Runs code with 64-bit default widths. */
  public static <T> T wide(Supplier<T> code) {
    return with(d -> new Defaults(true, d.debugNans, d.checkIndices, d.backend), code);
  }

  /** Runs code with 32-bit default widths. */
  public static <T> T narrow(Supplier<T> code) {
    return with(d -> new Defaults(false, d.debugNans, d.checkIndices, d.backend), code);
  }

  /** Runs code in which an operation that makes a NaN is an error with the user's line; slow. */
  public static <T> T debugNans(Supplier<T> code) {
    return with(d -> new Defaults(d.isWide, true, d.checkIndices, d.backend), code);
  }

  /** Runs code on the backend of a name ({@code simd}, {@code reference}, ...). */
  public static <T> T onBackend(String name, Supplier<T> code) {
    return with(d -> new Defaults(d.isWide, d.debugNans, d.checkIndices, name), code);
  }

  /** The dtype of a floating number: f32, or f64 when wide. */
  public static DType floating() {
    return current().isWide ? DType.F64 : DType.F32;
  }

  /** The dtype of an integer number: i32, or i64 when wide. */
  public static DType integer() {
    return current().isWide ? DType.I64 : DType.I32;
  }
}
