/** The mathematics of layers, as functions of inputs and parameters: both faces call it. */
@NullMarked
package dev.covector.layers;

import org.jspecify.annotations.NullMarked;
