package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.random.Initializer
import dev.covector.random.Initializers
import dev.covector.random.VarianceScaling

/** How parameters are drawn: `dense(10, kernelInit = Init.normal(0.02))`. A lambda of key, shape and dtype does too. */
public object Init {
    /** Zeros. */
    public fun zeros(): Initializer = Initializers.zeros()

    /** Ones. */
    public fun ones(): Initializer = Initializers.ones()

    /** All elements the number [value]. */
    public fun constant(value: Number): Initializer = Initializers.constant(value)

    /** The tensor [value], broadcast to the shape that is asked for. */
    public fun constant(value: Tensor): Initializer = Initializers.constant(value)

    /** Uniform between 0 and [scale]. */
    public fun uniform(scale: Double = 0.01): Initializer = Initializers.uniform(scale)

    /** Normal with mean 0 and the standard deviation [deviation]. */
    public fun normal(deviation: Double = 0.01): Initializer = Initializers.normal(deviation)

    /** Normal, cut off at [lower] and [upper] standard deviations. */
    public fun truncatedNormal(deviation: Double = 0.01, lower: Double = -2.0, upper: Double = 2.0): Initializer =
        Initializers.truncatedNormal(deviation, lower, upper)

    /** With a variance of [scale] over the inputs, the outputs or their mean. */
    public fun varianceScaling(
        scale: Double,
        mode: VarianceScaling.Mode,
        distribution: VarianceScaling.Distribution,
    ): VarianceScaling = Initializers.varianceScaling(scale, mode, distribution)

    /** Truncated normal with variance 1 / inputs: that of kernels, if nothing else is said. */
    public fun lecunNormal(): VarianceScaling = Initializers.lecunNormal()

    /** Uniform with variance 1 / inputs. */
    public fun lecunUniform(): VarianceScaling = Initializers.lecunUniform()

    /** Truncated normal with variance 2 / (inputs + outputs); Glorot and Bengio 2010. */
    public fun glorotNormal(): VarianceScaling = Initializers.glorotNormal()

    /** Uniform with variance 2 / (inputs + outputs); Glorot and Bengio 2010. */
    public fun glorotUniform(): VarianceScaling = Initializers.glorotUniform()

    /** Truncated normal with variance 2 / inputs, for relu; He et al. 2015. */
    public fun heNormal(): VarianceScaling = Initializers.heNormal()

    /** Uniform with variance 2 / inputs, for relu; He et al. 2015. */
    public fun heUniform(): VarianceScaling = Initializers.heUniform()

    /** Normal with variance 1 / features, for tables [numEmbeddings, features]. */
    public fun embedding(): VarianceScaling =
        Initializers.varianceScaling(1.0, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.NORMAL).outAxes(0)

    /** A random matrix with orthonormal rows or columns, times [scale]; Saxe et al. 2014. */
    public fun orthogonal(scale: Double = 1.0, columnAxis: Int = -1): Initializer =
        Initializers.orthogonal(scale, columnAxis)

    /** A convolution's kernel that keeps the norm of its input; Xiao et al. 2018. */
    public fun deltaOrthogonal(scale: Double = 1.0, columnAxis: Int = -1): Initializer =
        Initializers.deltaOrthogonal(scale, columnAxis)
}
