package dev.covector.notebook

import dev.covector.Tensor
import dev.covector.dsl.History
import dev.covector.dsl.Series
import dev.covector.linen.Module

/**
 * HTML that a notebook shows as it is.
 *
 * @property html a fragment of a page
 */
public class Picture internal constructor(public val html: String)

/** A table of at most 12 rows and columns, below its type; a tensor of more than two axes shows its first matrix. */
public fun Tensor.toHtml(): String = TensorTable(this).html()

/**
 * The tensor as a picture, or as a grid of at most [limit] pictures: `[height, width]`, `[height, width, channels]`
 * with 1, 3 or 4 channels, and batches of both.
 *
 * Bytes are colours from 0 to 255. Other numbers from 0 to 1 are too, and anything else is stretched from its
 * least to its greatest value.
 *
 * @param scale how many pixels of the screen a pixel takes on each side
 * @throws IllegalArgumentException when the shape is none of these
 */
public fun Tensor.asImage(scale: Int = 4, limit: Int = 32): Picture = Picture(TensorImage(this).html(scale, limit))

/** The module, its attributes and its parts, as a tree that folds. */
public fun Module.toHtml(): String = ModuleTree.html(toString())

/** The loss over the steps as a plot, and the epochs as a table. */
public fun History.toHtml(): String = HistoryView.html(this)

/** The curve as a plot. */
public fun Series.toHtml(): String = CurvePlot(listOf(this)).svg()

/** What a notebook shows for a value: HTML, or null for one that it shows as text. */
public fun rendered(value: Any?): String? = when (value) {
    is Tensor -> value.toHtml()
    is Module -> value.toHtml()
    is History -> value.toHtml()
    is Series -> value.toHtml()
    is Picture -> value.html
    else -> null
}

/** The text with the characters that HTML has a meaning for written out. */
internal fun escaped(text: String): String = buildString {
    for (c in text) {
        when (c) {
            '&' -> append("&amp;")
            '<' -> append("&lt;")
            '>' -> append("&gt;")
            '"' -> append("&quot;")
            else -> append(c)
        }
    }
}
