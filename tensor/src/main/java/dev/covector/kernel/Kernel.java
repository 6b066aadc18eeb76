package dev.covector.kernel;

/** A step of a {@link Program}. Backends switch over this without a default. */
public sealed interface Kernel
    permits Loop,
        ArgReduce,
        Cumulative,
        Matmul,
        Convolution,
        Scatter,
        Sort,
        Fourier,
        Decomposition,
        HostCall,
        Control {}
