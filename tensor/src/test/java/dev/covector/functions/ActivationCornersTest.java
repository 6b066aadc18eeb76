package dev.covector.functions;

import dev.covector.numpy.UnaryCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values and derivatives of activations, as JAX 0.10 gives them on a CPU in f32. */
final class ActivationCornersTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final float[] X = {
    Float.NEGATIVE_INFINITY, -8, -3, -1, -0.5f, 0, 0.5f, 1, 3, 6, 8, Float.POSITIVE_INFINITY
  };

  @TestFactory
  Stream<DynamicTest> agreesWithJax() {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> c.check(X)));
  }

  private static List<UnaryCase> cases() {
    return List.of(
        new UnaryCase(
            "celu",
            Functions::celu,
            new double[] {
              -1.0,
              -0.99966455,
              -0.95021296,
              -0.63212055,
              -0.39346933,
              0.0,
              0.5,
              1.0,
              3.0,
              6.0,
              8.0,
              INF
            },
            new double[] {
              0.0,
              0.00033545494,
              0.049787045,
              0.36787945,
              0.60653067,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0
            }),
        new UnaryCase(
            "elu",
            Functions::elu,
            new double[] {
              -1.0,
              -0.99966455,
              -0.95021296,
              -0.63212055,
              -0.39346933,
              0.0,
              0.5,
              1.0,
              3.0,
              6.0,
              8.0,
              INF
            },
            new double[] {
              0.0,
              0.00033545494,
              0.049787045,
              0.36787945,
              0.60653067,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0,
              1.0
            }),
        new UnaryCase(
            "gelu",
            Functions::gelu,
            new double[] {
              NAN,
              -0.0,
              -0.0036373436,
              -0.15880796,
              -0.154286,
              0.0,
              0.345714,
              0.841192,
              2.9963627,
              6.0,
              8.0,
              INF
            },
            new double[] {
              NAN,
              0.0,
              -0.011584012,
              -0.08296406,
              0.13263012,
              0.5,
              0.8673699,
              1.0829641,
              1.0115839,
              1.0,
              1.0,
              NAN
            }),
        new UnaryCase(
            "hardSigmoid",
            Functions::hardSigmoid,
            new double[] {
              0.0, 0.0, 0.0, 0.33333334, 0.4166667, 0.5, 0.5833334, 0.6666667, 1.0, 1.0, 1.0, 1.0
            },
            new double[] {
              0.0,
              0.0,
              0.0,
              0.16666667,
              0.16666667,
              0.16666667,
              0.16666667,
              0.16666667,
              0.0,
              0.0,
              0.0,
              0.0
            }),
        new UnaryCase(
            "hardSilu",
            Functions::hardSilu,
            new double[] {
              NAN,
              -0.0,
              -0.0,
              -0.33333334,
              -0.20833334,
              0.0,
              0.2916667,
              0.6666667,
              3.0,
              6.0,
              8.0,
              INF
            },
            new double[] {
              NAN, 0.0, 0.0, 0.16666667, 0.33333334, 0.5, 0.6666667, 0.8333334, 1.0, 1.0, 1.0, NAN
            }),
        new UnaryCase(
            "hardTanh",
            Functions::hardTanh,
            new double[] {-1.0, -1.0, -1.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0},
            new double[] {0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "leakyRelu",
            Functions::leakyRelu,
            new double[] {-INF, -0.08, -0.03, -0.01, -0.005, 0.0, 0.5, 1.0, 3.0, 6.0, 8.0, INF},
            new double[] {0.01, 0.01, 0.01, 0.01, 0.01, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}),
        new UnaryCase(
            "logSigmoid",
            Functions::logSigmoid,
            new double[] {
              -INF,
              -8.000336,
              -3.0485873,
              -1.3132617,
              -0.974077,
              -0.6931472,
              -0.474077,
              -0.3132617,
              -0.048587352,
              -0.0024756852,
              -0.00033540637,
              -0.0
            },
            new double[] {
              1.0,
              0.99966437,
              0.95257413,
              0.73105854,
              0.62245935,
              0.5,
              0.37754068,
              0.2689414,
              0.047425874,
              0.002472623,
              0.00033535002,
              -0.0
            }),
        new UnaryCase(
            "mish",
            Functions::mish,
            new double[] {
              NAN,
              -0.002683251,
              -0.14564745,
              -0.30340144,
              -0.22074378,
              0.0,
              0.37524524,
              0.8650985,
              2.9865355,
              5.999927,
              8.0,
              INF
            },
            new double[] {
              NAN,
              -0.0023473937,
              -0.09339312,
              0.059216753,
              0.28951067,
              0.6,
              0.8864244,
              1.0490361,
              1.0211061,
              1.0001334,
              1.0,
              NAN
            }),
        new UnaryCase(
            "relu",
            Functions::relu,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 3.0, 6.0, 8.0, INF},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}),
        new UnaryCase(
            "relu6",
            Functions::relu6,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 3.0, 6.0, 6.0, 6.0},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "selu",
            Functions::selu,
            new double[] {
              -1.7580993,
              -1.7575095,
              -1.6705688,
              -1.1113307,
              -0.6917582,
              0.0,
              0.5253505,
              1.050701,
              3.152103,
              6.304206,
              8.405608,
              INF
            },
            new double[] {
              0.0,
              0.0005897631,
              0.08753057,
              0.6467686,
              1.0663412,
              1.7580993,
              1.050701,
              1.050701,
              1.050701,
              1.050701,
              1.050701,
              1.050701
            }),
        new UnaryCase(
            "sigmoid",
            Functions::sigmoid,
            new double[] {
              0.0,
              0.00033535014,
              0.047425874,
              0.26894143,
              0.37754068,
              0.5,
              0.62245935,
              0.7310586,
              0.95257413,
              0.9975274,
              0.99966466,
              1.0
            },
            new double[] {
              0.0,
              0.00033523768,
              0.04517666,
              0.19661194,
              0.23500371,
              0.25,
              0.23500371,
              0.19661193,
              0.045176655,
              0.0024664658,
              0.00033522327,
              0.0
            }),
        new UnaryCase(
            "silu",
            Functions::silu,
            new double[] {
              NAN,
              -0.002682801,
              -0.14227763,
              -0.26894143,
              -0.18877034,
              0.0,
              0.31122968,
              0.7310586,
              2.8577223,
              5.9851646,
              7.9973173,
              INF
            },
            new double[] {
              NAN,
              -0.0023465513,
              -0.08810411,
              0.07232949,
              0.26003882,
              0.5,
              0.7399612,
              0.92767054,
              1.0881041,
              1.0123262,
              1.0023464,
              NAN
            }),
        new UnaryCase(
            "softSign",
            Functions::softSign,
            new double[] {
              NAN,
              -0.8888889,
              -0.75,
              -0.5,
              -0.33333334,
              0.0,
              0.33333334,
              0.5,
              0.75,
              0.85714287,
              0.8888889,
              NAN
            },
            new double[] {
              NAN,
              0.012345679,
              0.0625,
              0.25,
              0.44444448,
              1.0,
              0.44444448,
              0.25,
              0.0625,
              0.020408172,
              0.012345679,
              NAN
            }),
        new UnaryCase(
            "softplus",
            Functions::softplus,
            new double[] {
              0.0,
              0.00033540637,
              0.048587352,
              0.3132617,
              0.474077,
              0.6931472,
              0.974077,
              1.3132617,
              3.0485873,
              6.0024757,
              8.000336,
              INF
            },
            new double[] {
              0.0,
              0.00033535002,
              0.047425874,
              0.2689414,
              0.37754068,
              0.5,
              0.62245935,
              0.73105854,
              0.95257413,
              0.9975273,
              0.99966437,
              1.0
            }),
        new UnaryCase(
            "squareplus",
            Functions::squareplus,
            new double[] {
              NAN,
              0.123105526,
              0.30277562,
              0.618034,
              0.7807764,
              1.0,
              1.2807764,
              1.618034,
              3.3027756,
              6.1622777,
              8.123106,
              INF
            },
            new double[] {
              NAN,
              0.014928728,
              0.08397485,
              0.2763932,
              0.37873217,
              0.5,
              0.6212678,
              0.7236068,
              0.91602516,
              0.97434163,
              0.9850713,
              NAN
            }),
        new UnaryCase(
            "sparsePlus",
            Functions::sparsePlus,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.0625, 0.25, 0.5625, 1.0, 3.0, 6.0, 8.0, INF},
            new double[] {0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.0, 1.0, 1.0}),
        new UnaryCase(
            "sparseSigmoid",
            Functions::sparseSigmoid,
            new double[] {0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.0, 1.0, 1.0},
            new double[] {0.0, 0.0, 0.0, 0.25, 0.5, 0.5, 0.5, 0.25, 0.0, 0.0, 0.0, 0.0}),
        new UnaryCase(
            "log1mexp",
            Functions::log1mexp,
            new double[] {
              NAN,
              NAN,
              NAN,
              NAN,
              NAN,
              -INF,
              -0.93275213,
              -0.45867515,
              -0.051069178,
              -0.0024818294,
              -0.0003355189,
              -0.0
            },
            new double[] {
              -1.0,
              -1.0003356,
              -1.0523957,
              -1.5819768,
              -2.5414941,
              INF,
              1.541494,
              0.5819767,
              0.052395698,
              0.0024849116,
              0.0003355752,
              0.0
            }));
  }
}
