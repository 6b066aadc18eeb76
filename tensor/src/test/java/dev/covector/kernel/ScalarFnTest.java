package dev.covector.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarFnTest {
  /** Expected values by mpmath with 300 bits. */
  @ParameterizedTest
  @CsvSource({
    "ERF, 1e-300, 1.1283791670955126e-300",
    "ERF, 1e-10, 1.1283791670955126e-10",
    "ERF, 0.3, 0.3286267594591274",
    "ERF, -1.7797281345998115, -0.9881612837212059",
    "ERF, 2.9, 0.9999589021219005",
    "ERF, 3.1, 0.9999883513426328",
    "ERFC, -2.0, 1.9953222650189528",
    "ERFC, 0.1, 0.887537083981715",
    "ERFC, 0.48247454902114395, 0.49503533282361006",
    "ERFC, 2.9, 4.109787809945886e-05",
    "ERFC, 10.75487663588163, 3.049727236199381e-52",
    "ERFC, 26.0, 5.663192408856143e-296",
    "ERF_INV, 1e-12, 8.86226925452758e-13",
    "ERF_INV, 0.5239187279967878, 0.5038980463954392",
    "ERF_INV, -0.9, -1.1630871536766743",
    "ERF_INV, 0.9999999999999, 5.261483331372676",
    "LGAMMA, 1e-05, 11.512919692895826",
    "LGAMMA, 0.3, 1.0957979948180756",
    "LGAMMA, 0.9983626457641828, 0.0009473132503494884",
    "LGAMMA, 1.005977314517522, -0.0034208994601110936",
    "LGAMMA, 1.5020800577993487, -0.12070431534581723",
    "LGAMMA, 1.9739548250969094, -0.010791546550437297",
    "LGAMMA, 3.5, 1.2009736023470743",
    "LGAMMA, 14.9, 24.924132002217277",
    "LGAMMA, 15.1, 25.458999750992664",
    "LGAMMA, 1000000.0, 12815504.569147611",
    "LGAMMA, 1e+300, 6.897755278982137e+302",
    "DIGAMMA, 0.001, -1000.5755719318103",
    "DIGAMMA, 0.5, -1.9635100260214235",
    "DIGAMMA, 1.0, -0.5772156649015329",
    "DIGAMMA, 3.0, 0.9227843350984671",
    "DIGAMMA, 14.9, 2.6674289762160424",
    "DIGAMMA, 100.0, 4.600161852738087",
    "DIGAMMA, -2.5, 1.103156640645243",
    "ASINH, -0.2439738433215674, -0.24161611362071303",
    "ASINH, 1e-09, 1e-09",
    "ASINH, 1e+200, 461.2101657793691",
    "ACOSH, 1.0069449680186346, 0.11778747055387967",
    "ACOSH, 1e+200, 461.2101657793691",
    "ATANH, -0.124, -0.12464146975862248",
    "ATANH, 1e-09, 1e-09",
    "ATANH, 0.999, 3.8002011672501994",
  })
  void referencesAreWithinThreeUnitsInTheLastPlace(ScalarFn fn, double x, double expected) {
    double actual = fn.reference(x);
    assertTrue(Math.abs(actual - expected) <= 3 * Math.ulp(expected), actual + "");
  }

  @Test
  void referencesHaveTheirLimits() {
    assertEquals(1, ScalarFn.ERF.reference(40.0));
    assertEquals(0, ScalarFn.ERFC.reference(40.0));
    assertEquals(2, ScalarFn.ERFC.reference(-40.0));
    assertEquals(Double.NEGATIVE_INFINITY, ScalarFn.ERF_INV.reference(-1.0));
    assertEquals(Double.NaN, ScalarFn.ERF_INV.reference(1.5));
    assertEquals(Double.POSITIVE_INFINITY, ScalarFn.LGAMMA.reference(-2.0));
    assertEquals(0, ScalarFn.LGAMMA.reference(1.0));
    assertEquals(0, ScalarFn.LGAMMA.reference(2.0));
    assertEquals(Double.NaN, ScalarFn.DIGAMMA.reference(0.0));
    assertEquals(Double.NaN, ScalarFn.ACOSH.reference(0.5));
    assertEquals(Double.POSITIVE_INFINITY, ScalarFn.ATANH.reference(1.0));
    assertEquals(-0.0, ScalarFn.ERF.reference(-0.0));
    assertEquals(-0.0, ScalarFn.ERF_INV.reference(-0.0));
    assertEquals(Double.POSITIVE_INFINITY, ScalarFn.LGAMMA.reference(Double.POSITIVE_INFINITY));
  }
}
