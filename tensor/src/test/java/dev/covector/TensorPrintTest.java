package dev.covector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected texts are what NumPy 2.4 (bfloat16: ml_dtypes) prints for the same arrays. */
class TensorPrintTest {
  private static void prints(String expected, Object data) {
    assertEquals(expected, Tensor.of(data).toString());
  }

  private static void prints(String expected, Object data, DType dtype) {
    assertEquals(expected, Tensor.of(data, dtype).toString());
  }

  @Test
  void scalars() {
    prints("0.1", 0.1f);
    prints("1.0", 1.0);
    prints("1e+08", 1e8f);
    prints("1.2345679e+08", 123456789f);
    prints("999999.0", 999999f);
    prints("1e+06", 1e6);
    prints("1e-04", 1e-4);
    prints("-0.0", -0.0);
    prints("nan", Double.NaN);
    prints("-inf", Double.NEGATIVE_INFINITY);
    prints("7", 7);
    prints("True", true);
    prints("100000000.0", 1e8, DType.F64);
    prints("0.0001", 1e-4, DType.F64);
    prints("1e+16", 1e16, DType.F64);
    prints("6.55e+04", 65504, DType.F16);
    prints("3.14062", 3.14159, DType.BF16);
    prints("1.00136e-05", 1e-5, DType.BF16);
    prints("999424", 1e6, DType.BF16);
  }

  @Test
  void integersAndBoolsAreAligned() {
    prints("[[   1 -200]\n [   3    4]]", new int[][] {{1, -200}, {3, 4}});
    prints("[ True False]", new boolean[] {true, false});
    prints("[9223372036854775808]", new long[] {Long.MIN_VALUE}, DType.U64);
    prints("[255   1]", new int[] {255, 1}, DType.U8);
  }

  @Test
  void floatsHaveTheFewestDigits() {
    prints("[0.33333334 0.6666667  0.001     ]", new float[] {1f / 3, 2f / 3, 1e-3f});
    prints("[0.33333333 0.66666667]", new double[] {1d / 3, 2d / 3}, DType.F64);
    prints("[ 1.5  nan -inf 20. ]", new float[] {1.5f, Float.NaN, Float.NEGATIVE_INFINITY, 20});
    prints("[nan inf]", new float[] {Float.NaN, Float.POSITIVE_INFINITY});
    prints("[-0.  0.]", new float[] {-0f, 0});
    prints("[0.0001]", new float[] {1e-4f});
    prints("[999999.   1000.]", new float[] {999999, 1000});
    prints("[1.  2.  3.3]", new double[] {1, 2, 3.3}, DType.F16);
    prints("[1 nan inf]", new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, DType.BF16);
    prints(
        "[1 2.5 3.14062 9.99922e+09 -1.00117e-08]",
        new double[] {1, 2.5, 3.14159, 1e10, -1e-8},
        DType.BF16);
  }

  @Test
  void farApartFloatsAreScientific() {
    prints("[1.1000001e+10 1.2345679e+10]", new float[] {1.1e10f, 1.2345679e10f});
    prints("[1.0000001e-05 3.0000001e-01]", new float[] {1.0000001e-5f, 0.3f});
    prints("[1.e-01 1.e-05]", new float[] {0.1f, 1e-5f});
    prints("[1.e+06 1.e+00]", new float[] {1e6f, 1});
    prints("[3.3333334e-01 1.2345000e+03]", new float[] {0.33333334f, 1234.5f});
    prints("[1.e-310 1.e+000]", new double[] {1e-310, 1}, DType.F64);
    prints("[6.55e+04 1.00e+00]", new double[] {65504, 1}, DType.F16);
  }

  @Test
  void rowsWrapAndNest() {
    float[] row = new float[30];
    for (int i = 0; i < 30; i++) {
      row[i] = i;
    }
    prints(
        "[ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.\n"
            + " 18. 19. 20. 21. 22. 23. 24. 25. 26. 27. 28. 29.]",
        row);
    prints("[[[0. 0.]\n  [0. 0.]]\n\n [[0. 0.]\n  [0. 0.]]]", new float[2][2][2]);
    prints("[]", new float[2][0]);
  }

  @Test
  void largeTensorsShowTheirCorners() {
    float[] row = new float[1001];
    for (int i = 0; i < row.length; i++) {
      row[i] = i;
    }
    prints("[   0.    1.    2. ...  998.  999. 1000.]", row);
    assertEquals(
        "[[   0    1    2 ...  997  998  999]\n"
            + " [1000 1001 1002 ... 1997 1998 1999]\n"
            + " [2000 2001 2002 ... 2997 2998 2999]]",
        Tensor.of(IntStream.range(0, 3000).toArray(), 3, 1000).toString());
    String cube = Tensor.of(IntStream.range(0, 8000).toArray(), 20, 20, 20).toString();
    assertEquals(
        "[[[   0    1    2 ...   17   18   19]\n"
            + "  [  20   21   22 ...   37   38   39]\n"
            + "  [  40   41   42 ...   57   58   59]\n"
            + "  ...\n"
            + "  [ 340  341  342 ...  357  358  359]\n",
        cube.substring(0, cube.indexOf("  [ 360")));
  }
}
