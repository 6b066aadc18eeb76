/** What a backend provides: devices, memory and compiled programs. */
@NullMarked
package dev.covector.backend;

import org.jspecify.annotations.NullMarked;
