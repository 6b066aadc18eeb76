package dev.covector.dsl

/** Changes of shape, where layers are listed. */
@CovectorDsl
public sealed interface ShapeLayers : LayerList {
    /** Makes one axis of all but the first: [n, ...] to [n, m]. */
    public fun flatten(): Unit = lambda("flatten") { it.reshape(it.shape().dim(0), -1) }

    /** Gives the axes behind the first other sizes: `reshape(7, 7, 64)` makes [n, 3136] to [n, 7, 7, 64]. */
    public fun reshape(vararg sizes: Int): Unit =
        lambda("reshape(${sizes.joinToString()})") { it.reshape(it.shape().dim(0), *sizes) }
}
