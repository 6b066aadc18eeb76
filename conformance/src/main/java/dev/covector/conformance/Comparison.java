package dev.covector.conformance;

import dev.covector.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares computed fields with expected ones.
 *
 * <p>Dtypes and shapes must be equal, rank 0 included; NaN and infinities must be in the same
 * places; finite floating elements must be within the {@link Tolerance} of their field, magnitudes
 * below the dtype's smallest normal number counting as 0. Integers and booleans are exact, and so
 * is everything when {@code tolerance} is 0.
 */
final class Comparison {
  private final List<String> mismatches = new ArrayList<>();
  private Optional<Deviation> largest = Optional.empty();

  private Comparison() {}

  /** The verdict on computed fields. */
  static Verdict compare(List<Field> got, List<Field> want, double tolerance) {
    List<String> names = want.stream().map(Field::name).toList();
    if (!got.stream().map(Field::name).toList().equals(names)) {
      return Verdict.Failed.because(
          "got the fields " + got.stream().map(Field::name).toList() + ", want " + names);
    }
    Comparison comparison = new Comparison();
    for (int i = 0; i < want.size(); i++) {
      comparison.compare(got.get(i), want.get(i), tolerance);
    }
    return comparison.verdict();
  }

  private Verdict verdict() {
    return mismatches.isEmpty()
        ? new Verdict.Passed(largest)
        : new Verdict.Failed(String.join("; ", mismatches), largest);
  }

  private void compare(Field got, Field want, double tolerance) {
    if (!got.tensors().keySet().equals(want.tensors().keySet())) {
      mismatches.add(
          want.name()
              + ": got the tensors "
              + got.tensors().keySet()
              + ", want "
              + want.tensors().keySet());
      return;
    }
    Tolerance allowed = Tolerance.of(tolerance, want.tensors().values());
    want.tensors()
        .forEach((place, tensor) -> compare(place, got.tensors().get(place), tensor, allowed));
  }

  private void compare(String place, StoredTensor got, StoredTensor want, Tolerance tolerance) {
    if (!got.type().equals(want.type())) {
      mismatches.add(place + ": got " + got.type() + ", want " + want.type());
      return;
    }
    long beyond = 0;
    Optional<Deviation> worst = Optional.empty();
    for (long i = 0; i < want.shape().size(); i++) {
      double allowed = allowed(want, i, tolerance);
      double error = error(got, want, i);
      if (error > allowed) {
        beyond++;
      }
      if (error > 0 && (worst.isEmpty() || error / allowed > worst.get().excess())) {
        worst =
            Optional.of(
                new Deviation(
                    place,
                    want.type(),
                    want.position(i),
                    got.text(i),
                    want.text(i),
                    error,
                    allowed));
      }
    }
    if (beyond > 0) {
      mismatches.add(beyond + " of " + want.shape().size() + " elements off, worst " + worst.get());
    }
    if (worst.isPresent() && (largest.isEmpty() || worst.get().excess() > largest.get().excess())) {
      largest = worst;
    }
  }

  private static double allowed(StoredTensor want, long index, Tolerance tolerance) {
    return want.dtype().isInexact()
        ? tolerance.allowed(
            Math.hypot(
                finite(want.dtype(), want.real(index)),
                finite(want.dtype(), want.imaginary(index))))
        : 0;
  }

  private static double finite(DType dtype, double value) {
    return Double.isFinite(value) ? Tolerance.flushed(dtype, value) : 0;
  }

  private static double error(StoredTensor got, StoredTensor want, long index) {
    if (!want.dtype().isInexact()) {
      return got.integer(index) == want.integer(index)
          ? 0
          : Math.max(Double.MIN_VALUE, Math.abs(got.real(index) - want.real(index)));
    }
    DType dtype = want.dtype();
    return Math.hypot(
        error(dtype, got.real(index), want.real(index)),
        error(dtype, got.imaginary(index), want.imaginary(index)));
  }

  private static double error(DType dtype, double got, double want) {
    if (Double.isFinite(got) && Double.isFinite(want)) {
      return Math.abs(Tolerance.flushed(dtype, got) - Tolerance.flushed(dtype, want));
    }
    return Double.compare(got, want) == 0 ? 0 : Double.POSITIVE_INFINITY;
  }
}
