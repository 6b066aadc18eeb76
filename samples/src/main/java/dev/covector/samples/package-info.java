/** Programs that show one idea each; run them with {@code ./covector run NAME}. */
@NullMarked
package dev.covector.samples;

import org.jspecify.annotations.NullMarked;
