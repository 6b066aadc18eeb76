package dev.covector.lowering;

import dev.covector.kernel.Convolution;
import dev.covector.op.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a window along one axis that see the same of its elements fall on elements of a
 * dilated input: every {@code placeStep}-th place from {@code place} on, and every {@code
 * elementStep}-th element of the window from {@code element} on. The axis is that of a convolution
 * without inserted zeros.
 */
record ConvPhase(
    Convolution.Axis axis, long place, long placeStep, long element, long elementStep) {

  /** The phases of an axis; one that sees nothing has a window of size 0. */
  static List<ConvPhase> of(SlidingWindow window, int axis, long input, long output) {
    long base = window.baseDilation().get(axis);
    long stride = window.strides().get(axis);
    long dilation = window.dilation().get(axis);
    long low = window.low().get(axis);
    long size = window.sizes().get(axis);
    long placeStep = base / gcd(stride, base);
    long elementStep = base / gcd(dilation, base);
    List<ConvPhase> phases = new ArrayList<>();
    for (long place = 0; place < Math.min(placeStep, output); place++) {
      long element = 0;
      while (element < elementStep && (place * stride + element * dilation - low) % base != 0) {
        element++;
      }
      boolean sees = element < elementStep && element < size;
      Convolution.Axis sparse =
          new Convolution.Axis(
              input,
              sees ? Math.ceilDiv(size - element, elementStep) : 0,
              Math.ceilDiv(output - place, placeStep),
              placeStep * stride / base,
              elementStep * dilation / base,
              sees ? -(place * stride + element * dilation - low) / base : 0);
      phases.add(new ConvPhase(sparse, place, placeStep, sees ? element : 0, elementStep));
    }
    return phases;
  }

  private static long gcd(long x, long y) {
    return y == 0 ? x : gcd(y, x % y);
  }
}
