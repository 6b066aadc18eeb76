/**
 * What the backends that run on the CPU share: native memory, the plan of a program's buffers,
 * control flow and asynchronous dispatch. A backend adds a {@link
 * dev.covector.host.KernelCompiler}.
 */
@NullMarked
package dev.covector.host;

import org.jspecify.annotations.NullMarked;
