package dev.covector.numpy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values and derivatives at the corners, as JAX 0.10 gives them on a CPU in f32. */
final class UnaryCornersTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final float[] X = {
    Float.NEGATIVE_INFINITY, -2.5f, -1, -0f, 0, 0.25f, 1, 3, Float.POSITIVE_INFINITY, Float.NaN
  };

  @TestFactory
  Stream<DynamicTest> agreesWithJax() {
    return Stream.of(smooth(), predicates())
        .flatMap(List::stream)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> c.check(X)));
  }

  private static List<UnaryCase> smooth() {
    return List.of(
        new UnaryCase(
            "abs",
            Numpy::abs,
            new double[] {INF, 2.5, 1.0, 0.0, 0.0, 0.25, 1.0, 3.0, INF, NAN},
            new double[] {-1.0, -1.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0}),
        new UnaryCase(
            "arcsin",
            Numpy::arcsin,
            new double[] {NAN, NAN, -1.5707964, -0.0, 0.0, 0.25268024, 1.5707964, NAN, NAN, NAN},
            new double[] {NAN, NAN, INF, 1.0, 1.0, 1.0327955, INF, NAN, NAN, NAN}),
        new UnaryCase(
            "arccos",
            Numpy::arccos,
            new double[] {NAN, NAN, 3.1415927, 1.5707964, 1.5707964, 1.3181161, 0.0, NAN, NAN, NAN},
            new double[] {NAN, NAN, -INF, -1.0, -1.0, -1.0327955, -INF, NAN, NAN, NAN}),
        new UnaryCase(
            "arctan",
            Numpy::arctan,
            new double[] {
              -1.5707964,
              -1.19029,
              -0.7853981,
              -0.0,
              0.0,
              0.24497868,
              0.7853981,
              1.2490458,
              1.5707964,
              NAN
            },
            new double[] {0.0, 0.13793103, 0.5, 1.0, 1.0, 0.9411765, 0.5, 0.1, 0.0, NAN}),
        new UnaryCase(
            "sinh",
            Numpy::sinh,
            new double[] {
              -INF, -6.0502048, -1.1752012, -0.0, 0.0, 0.2526123, 1.1752012, 10.017875, INF, NAN
            },
            new double[] {
              INF, 6.1322894, 1.5430806, 1.0, 1.0, 1.0314131, 1.5430806, 10.067662, INF, NAN
            }),
        new UnaryCase(
            "arcsinh",
            Numpy::arcsinh,
            new double[] {
              -INF, -1.6472311, -0.88137364, -0.0, 0.0, 0.24746647, 0.88137364, 1.8184464, INF, NAN
            },
            new double[] {
              0.0, 0.37139067, 0.70710677, 1.0, 1.0, 0.9701425, 0.70710677, 0.31622776, 0.0, NAN
            }),
        new UnaryCase(
            "arccosh",
            Numpy::arccosh,
            new double[] {NAN, NAN, NAN, NAN, NAN, NAN, 0.0, 1.7627472, INF, NAN},
            new double[] {0.0, 0.4364358, INF, NAN, NAN, NAN, INF, 0.35355338, 0.0, NAN}),
        new UnaryCase(
            "arctanh",
            Numpy::arctanh,
            new double[] {NAN, NAN, -INF, -0.0, 0.0, 0.25541282, INF, NAN, NAN, NAN},
            new double[] {-0.0, -0.19047621, INF, 1.0, 1.0, 1.0666667, INF, -0.125, -0.0, NAN}),
        new UnaryCase(
            "tanh",
            Numpy::tanh,
            new double[] {
              -1.0, -0.98661435, -0.7615942, -0.0, 0.0, 0.24491866, 0.7615942, 0.9950547, 1.0, NAN
            },
            new double[] {
              0.0, 0.026592132, 0.4199743, 1.0, 1.0, 0.9400149, 0.4199743, 0.009866101, 0.0, NAN
            }),
        new UnaryCase(
            "exp",
            Numpy::exp,
            new double[] {
              0.0, 0.082085, 0.36787945, 1.0, 1.0, 1.2840254, 2.7182817, 20.085537, INF, NAN
            },
            new double[] {
              0.0, 0.082085, 0.36787945, 1.0, 1.0, 1.2840254, 2.7182817, 20.085537, INF, NAN
            }),
        new UnaryCase(
            "exp2",
            Numpy::exp2,
            new double[] {0.0, 0.17677669, 0.5, 1.0, 1.0, 1.1892071, 2.0, 8.0, INF, NAN},
            new double[] {
              0.0,
              0.12253226,
              0.3465736,
              0.6931472,
              0.6931472,
              0.8242955,
              1.3862944,
              5.5451775,
              INF,
              NAN
            }),
        new UnaryCase(
            "expm1",
            Numpy::expm1,
            new double[] {
              -1.0, -0.917915, -0.63212055, -0.0, 0.0, 0.2840254, 1.7182817, 19.085537, INF, NAN
            },
            new double[] {
              0.0, 0.08208501, 0.36787945, 1.0, 1.0, 1.2840254, 2.7182817, 20.085537, INF, NAN
            }),
        new UnaryCase(
            "log",
            Numpy::log,
            new double[] {NAN, NAN, NAN, -INF, -INF, -1.3862944, 0.0, 1.0986123, INF, NAN},
            new double[] {-0.0, -0.4, -1.0, -INF, INF, 4.0, 1.0, 0.33333334, 0.0, NAN}),
        new UnaryCase(
            "log1p",
            Numpy::log1p,
            new double[] {NAN, NAN, -INF, -0.0, 0.0, 0.22314355, 0.6931472, 1.3862944, INF, NAN},
            new double[] {-0.0, -0.6666667, INF, 1.0, 1.0, 0.8, 0.5, 0.25, 0.0, NAN}),
        new UnaryCase(
            "log2",
            Numpy::log2,
            new double[] {NAN, NAN, NAN, -INF, -INF, -2.0, 0.0, 1.5849625, INF, NAN},
            new double[] {
              -0.0, -0.57707804, -1.442695, -INF, INF, 5.77078, 1.442695, 0.48089835, 0.0, NAN
            }),
        new UnaryCase(
            "log10",
            Numpy::log10,
            new double[] {NAN, NAN, NAN, -INF, -INF, -0.60206, 0.0, 0.47712126, INF, NAN},
            new double[] {
              -0.0, -0.1737178, -0.4342945, -INF, INF, 1.737178, 0.4342945, 0.14476484, 0.0, NAN
            }),
        new UnaryCase(
            "sqrt",
            Numpy::sqrt,
            new double[] {NAN, NAN, NAN, -0.0, 0.0, 0.5, 1.0, 1.7320508, INF, NAN},
            new double[] {NAN, NAN, NAN, -INF, INF, 1.0, 0.5, 0.28867513, 0.0, NAN}),
        new UnaryCase(
            "cbrt",
            Numpy::cbrt,
            new double[] {-INF, -1.3572088, -1.0, -0.0, 0.0, 0.62996054, 1.0, 1.4422495, INF, NAN},
            new double[] {
              0.0, 0.18096118, 0.33333334, INF, INF, 0.83994734, 0.33333334, 0.16024998, 0.0, NAN
            }),
        new UnaryCase(
            "square",
            Numpy::square,
            new double[] {INF, 6.25, 1.0, 0.0, 0.0, 0.0625, 1.0, 9.0, INF, NAN},
            new double[] {-INF, -5.0, -2.0, -0.0, 0.0, 0.5, 2.0, 6.0, INF, NAN}),
        new UnaryCase(
            "reciprocal",
            Numpy::reciprocal,
            new double[] {-0.0, -0.4, -1.0, -INF, INF, 4.0, 1.0, 0.33333334, 0.0, NAN},
            new double[] {-0.0, -0.16, -1.0, -INF, -INF, -16.0, -1.0, -0.11111111, -0.0, NAN}),
        new UnaryCase(
            "sinc",
            Numpy::sinc,
            new double[] {
              NAN,
              0.12732396,
              -2.7827534e-08,
              1.0,
              1.0,
              0.9003163,
              -2.7827534e-08,
              -2.5305382e-09,
              NAN,
              NAN
            },
            new double[] {
              NAN, 0.050929718, 1.0, -0.0, 0.0, -0.772838, -1.0, -0.33333334, NAN, NAN
            }),
        new UnaryCase(
            "floor",
            Numpy::floor,
            new double[] {-INF, -3.0, -1.0, -0.0, 0.0, 0.0, 1.0, 3.0, INF, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "ceil",
            Numpy::ceil,
            new double[] {-INF, -2.0, -1.0, -0.0, 0.0, 1.0, 1.0, 3.0, INF, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "trunc",
            Numpy::trunc,
            new double[] {-INF, -2.0, -1.0, -0.0, 0.0, 0.0, 1.0, 3.0, INF, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "rint",
            Numpy::rint,
            new double[] {-INF, -2.0, -1.0, -0.0, 0.0, 0.0, 1.0, 3.0, INF, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "round",
            Numpy::round,
            new double[] {-INF, -2.0, -1.0, -0.0, 0.0, 0.0, 1.0, 3.0, INF, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "sign",
            Numpy::sign,
            new double[] {-1.0, -1.0, -1.0, -0.0, 0.0, 1.0, 1.0, 1.0, 1.0, NAN},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "nanToNum",
            Numpy::nanToNum,
            new double[] {
              -3.4028235e+38, -2.5, -1.0, -0.0, 0.0, 0.25, 1.0, 3.0, 3.4028235e+38, 0.0
            },
            new double[] {0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0}),
        new UnaryCase(
            "deg2rad",
            Numpy::deg2rad,
            new double[] {
              -INF,
              -0.04363323,
              -0.017453292,
              -0.0,
              0.0,
              0.004363323,
              0.017453292,
              0.05235988,
              INF,
              NAN
            },
            new double[] {
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292,
              0.017453292
            }),
        new UnaryCase(
            "negative",
            Numpy::negative,
            new double[] {INF, 2.5, 1.0, 0.0, -0.0, -0.25, -1.0, -3.0, -INF, NAN},
            new double[] {-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0}));
  }

  private static List<UnaryCase> predicates() {
    return List.of(
        new UnaryCase(
            "isfinite",
            Numpy::isfinite,
            new double[] {0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0},
            new double[0]),
        new UnaryCase(
            "isinf",
            Numpy::isinf,
            new double[] {1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0},
            new double[0]),
        new UnaryCase(
            "isnan",
            Numpy::isnan,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0},
            new double[0]),
        new UnaryCase(
            "isposinf",
            Numpy::isposinf,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0},
            new double[0]),
        new UnaryCase(
            "isneginf",
            Numpy::isneginf,
            new double[] {1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0},
            new double[0]),
        new UnaryCase(
            "signbit",
            Numpy::signbit,
            new double[] {1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0},
            new double[0]),
        new UnaryCase(
            "logicalNot",
            Numpy::logicalNot,
            new double[] {0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0},
            new double[0]));
  }
}
