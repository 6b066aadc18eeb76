/**
 * What of this machine Covector can use, and what is wrong with it.
 *
 * <p>The doctor depends on nothing but the JDK, and the launcher runs it from its sources: it has
 * to work where the build does not.
 */
@NullMarked
package dev.covector.doctor;

import org.jspecify.annotations.NullMarked;
