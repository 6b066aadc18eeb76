package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** The sine; of each element. */
public fun sin(x: Tensor): Tensor = Numpy.sin(x)

/** The cosine; of each element. */
public fun cos(x: Tensor): Tensor = Numpy.cos(x)

/** The tangent; of each element. */
public fun tan(x: Tensor): Tensor = Numpy.tan(x)

/** The inverse sine, in [-pi/2, pi/2]; NaN outside [-1, 1]; of each element. */
public fun arcsin(x: Tensor): Tensor = Numpy.arcsin(x)

/** The inverse cosine, in [0, pi]; NaN outside [-1, 1]; of each element. */
public fun arccos(x: Tensor): Tensor = Numpy.arccos(x)

/** The inverse tangent, in [-pi/2, pi/2]; of each element. */
public fun arctan(x: Tensor): Tensor = Numpy.arctan(x)

/** The hyperbolic sine; of each element. */
public fun sinh(x: Tensor): Tensor = Numpy.sinh(x)

/** The hyperbolic cosine; of each element. */
public fun cosh(x: Tensor): Tensor = Numpy.cosh(x)

/** The hyperbolic tangent; of each element. */
public fun tanh(x: Tensor): Tensor = Numpy.tanh(x)

/** The inverse hyperbolic sine; of each element. */
public fun arcsinh(x: Tensor): Tensor = Numpy.arcsinh(x)

/** The inverse hyperbolic cosine; NaN below 1; of each element. */
public fun arccosh(x: Tensor): Tensor = Numpy.arccosh(x)

/** The inverse hyperbolic tangent; NaN outside [-1, 1]; of each element. */
public fun arctanh(x: Tensor): Tensor = Numpy.arctanh(x)

/** e to the x; of each element. */
public fun exp(x: Tensor): Tensor = Numpy.exp(x)

/** 2 to the x; of each element. */
public fun exp2(x: Tensor): Tensor = Numpy.exp2(x)

/** exp(x) - 1, exact near 0; of each element. */
public fun expm1(x: Tensor): Tensor = Numpy.expm1(x)

/** The natural logarithm; -inf at 0, NaN below; of each element. */
public fun log(x: Tensor): Tensor = Numpy.log(x)

/** log(1 + x), exact near 0; of each element. */
public fun log1p(x: Tensor): Tensor = Numpy.log1p(x)

/** The square root; NaN below 0. The gradient at 0 is infinite; of each element. */
public fun sqrt(x: Tensor): Tensor = Numpy.sqrt(x)

/** The cube root; of each element. */
public fun cbrt(x: Tensor): Tensor = Numpy.cbrt(x)

/** |x| as a float; of each element. */
public fun fabs(x: Tensor): Tensor = Numpy.fabs(x)

/** Another name of `arcsin`. */
public fun asin(x: Tensor): Tensor = Numpy.asin(x)

/** Another name of `arccos`. */
public fun acos(x: Tensor): Tensor = Numpy.acos(x)

/** Another name of `arctan`. */
public fun atan(x: Tensor): Tensor = Numpy.atan(x)

/** Another name of `arcsinh`. */
public fun asinh(x: Tensor): Tensor = Numpy.asinh(x)

/** Another name of `arccosh`. */
public fun acosh(x: Tensor): Tensor = Numpy.acosh(x)

/** Another name of `arctanh`. */
public fun atanh(x: Tensor): Tensor = Numpy.atanh(x)

/** The logarithm to base 2, of each element. */
public fun log2(x: Tensor): Tensor = Numpy.log2(x)

/** The logarithm to base 10, of each element. */
public fun log10(x: Tensor): Tensor = Numpy.log10(x)

/** The angle of the point (y, x) in (-pi, pi], element by element. */
public fun arctan2(y: Tensor, x: Tensor): Tensor = Numpy.arctan2(y, x)

/** Another name of `arctan2`. */
public fun atan2(y: Tensor, x: Tensor): Tensor = Numpy.atan2(y, x)

/** Degrees to radians. */
public fun deg2rad(x: Tensor): Tensor = Numpy.deg2rad(x)

/** Radians to degrees. */
public fun rad2deg(x: Tensor): Tensor = Numpy.rad2deg(x)

/** Another name of `deg2rad`. */
public fun radians(x: Tensor): Tensor = Numpy.radians(x)

/** Another name of `rad2deg`. */
public fun degrees(x: Tensor): Tensor = Numpy.degrees(x)

/** log(exp(x) + exp(y)) without overflow, element by element. */
public fun logaddexp(x: Tensor, y: Tensor): Tensor = Numpy.logaddexp(x, y)

/** log2(2^x + 2^y) without overflow, element by element. */
public fun logaddexp2(x: Tensor, y: Tensor): Tensor = Numpy.logaddexp2(x, y)

/** The length of the vector (x, y) without overflow: sqrt(x^2 + y^2), element by element. */
public fun hypot(x: Tensor, y: Tensor): Tensor = Numpy.hypot(x, y)

/** sin(pi x) / (pi x), and 1 at 0 with the derivatives of its series there. */
public fun sinc(x: Tensor): Tensor = Numpy.sinc(x)
