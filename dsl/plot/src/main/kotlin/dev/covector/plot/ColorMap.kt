package dev.covector.plot

/**
 * The colours of numbers, from the least to the greatest.
 *
 * @property colors at equal distances, as `#rrggbb`; those between are mixed from their neighbours
 */
public enum class ColorMap(public val colors: List<String>) {
    /** Dark blue over green to yellow: even in brightness, and safe for the colour-blind (matplotlib's default). */
    VIRIDIS(
        "#440154 #482475 #414487 #355f8d #2a788e #21918c #22a884 #44bf70 #7ad151 #bddf26 #fde725",
    ),

    /** Black over purple and orange to light yellow: matplotlib's magma. */
    MAGMA(
        "#000004 #140e36 #3b0f70 #641a80 #8c2981 #b73779 #de4968 #f7705c #fe9f6d #fecf92 #fcfdbf",
    ),

    /** White to dark blue, for counts and shares: ColorBrewer's Blues. */
    BLUES("#f7fbff #deebf7 #c6dbef #9ecae1 #6baed6 #4292c6 #2171b5 #08519c #08306b"),

    /** Blue over white to red, for numbers on both sides of 0: ColorBrewer's RdBu. */
    BLUE_RED("#053061 #2166ac #4393c3 #92c5de #d1e5f0 #f7f7f7 #fddbc7 #f4a582 #d6604d #b2182b #67001f"),

    /** Black to white. */
    GRAYS("#000000 #ffffff"),

    /** White to black: what is bright in the numbers is ink on the paper. */
    INK("#ffffff #000000"),
    ;

    constructor(colors: String) : this(colors.split(' '))

    private val channels = colors.map { it.drop(1).toInt(16) }

    /** Red, green and blue, eight bits each, at [share] (0 to 1) of the way. */
    internal fun rgb(share: Double): Int {
        val place = share.coerceIn(0.0, 1.0) * (channels.size - 1)
        val lower = place.toInt().coerceAtMost(channels.size - 2)
        return mix(channels[lower], channels[lower + 1], place - lower)
    }

    private fun mix(a: Int, b: Int, share: Double): Int = (16 downTo 0 step 8).fold(0) { color, shift ->
        val from = a shr shift and 0xFF
        val to = b shr shift and 0xFF
        color or (Math.round(from + (to - from) * share).toInt() shl shift)
    }
}

/** Whether text on this colour reads better in white: the luma of BT.601 is below the middle. */
internal fun isDark(rgb: Int): Boolean =
    0.299 * (rgb shr 16 and 0xFF) + 0.587 * (rgb shr 8 and 0xFF) + 0.114 * (rgb and 0xFF) < 140
