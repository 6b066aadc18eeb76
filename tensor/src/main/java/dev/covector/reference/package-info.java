/** The naive backend that every other backend is tested against. */
@NullMarked
package dev.covector.reference;

import org.jspecify.annotations.NullMarked;
