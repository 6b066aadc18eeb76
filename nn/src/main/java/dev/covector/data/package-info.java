/** Data sets and the pipelines that read them. */
@NullMarked
package dev.covector.data;

import org.jspecify.annotations.NullMarked;
