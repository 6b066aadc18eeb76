package dev.covector.plot

import dev.covector.Tensor
import org.jetbrains.letsPlot.coord.coordFixed
import org.jetbrains.letsPlot.geom.geomPoint
import org.jetbrains.letsPlot.geom.geomSegment
import org.jetbrains.letsPlot.geom.geomText
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.scale.scaleFillManual
import org.jetbrains.letsPlot.themes.theme

private const val FUNCTION = "graph"
private const val MOST_NODES = 2000

/**
 * A graph: nodes and the edges between them.
 *
 * ```
 * graph(edges, groups = communities, nodeLabels = people).save("club.png")
 * ```
 *
 * @param edges integers `[e, 2]`: the two nodes of each edge, from 0
 * @param groups integers `[nodes]`: the colour of each node
 * @param names of the groups, for the legend; their numbers without them
 * @param nodeLabels a text for each node; none without it
 * @param positions `[nodes, 2]`; without it neighbours attract and all repel each other, from a circle (Fruchterman and
 * Reingold 1991), so that equal graphs have equal pictures
 */
public fun graph(
    edges: Tensor,
    groups: Tensor? = null,
    names: List<String> = emptyList(),
    nodeLabels: List<String> = emptyList(),
    positions: Tensor? = null,
    title: String? = null,
): Plot {
    require(FUNCTION, edges.rank() == 2 && edges.sizes()[1] == 2 && edges.dtype().isInteger) {
        "edges are ${edges.type()}; wanted integers [e, 2], the two nodes of each edge"
    }
    val ends = edges.toIntArray()
    val members = groups?.classes(FUNCTION)
    val count = members?.size ?: positions?.sizes()?.get(0) ?: ((ends.maxOrNull() ?: -1) + 1)
    require(FUNCTION, count > 0) { "there are no nodes" }
    require(FUNCTION, ends.all { it in 0 until count }) {
        "an edge leads to node ${ends.first { it !in 0 until count }}, but there are $count nodes, from 0"
    }
    require(FUNCTION, nodeLabels.isEmpty() || nodeLabels.size == count) { "${nodeLabels.size} labels for $count nodes" }
    require(FUNCTION, positions == null || positions.sizes().contentEquals(intArrayOf(count, 2))) {
        "positions are ${positions!!.type()}; wanted [$count, 2]"
    }
    require(FUNCTION, positions != null || count <= MOST_NODES) {
        "$count nodes are too many to place; give positions [$count, 2], such as a projection of embeddings"
    }
    val at = positions?.numbers(FUNCTION) ?: ForceLayout(count, ends).positions()
    val drawing = GraphDrawing(at, ends, members ?: IntArray(count), names)
    var plot = letsPlot() + bareTheme() + drawing.edges() + drawing.nodes(showLegend = members != null)
    if (nodeLabels.isNotEmpty()) plot += drawing.labels(nodeLabels)
    if (members != null) plot += theme().legendPositionBottom()
    return (plot + coordFixed() + ggsize(WIDTH, HEIGHT + 40)).titled(title, null)
}

private class GraphDrawing(
    private val at: DoubleArray,
    private val ends: IntArray,
    private val groups: IntArray,
    private val names: List<String>,
) {
    private val nodeSize = if (groups.size <= 60) {
        7.0
    } else if (groups.size <= 300) {
        4.0
    } else {
        2.0
    }

    private fun x(node: Int) = at[2 * node]

    private fun y(node: Int) = at[2 * node + 1]

    fun edges() = (ends.indices step 2).toList().let { first ->
        val data =
            mapOf(
                "x" to first.map { x(ends[it]) },
                "y" to first.map { y(ends[it]) },
                "toX" to first.map { x(ends[it + 1]) },
                "toY" to first.map { y(ends[it + 1]) },
            )
        geomSegment(data, color = "#b6bec8", size = 0.7, alpha = 0.8, showLegend = false) {
            x = "x"
            y = "y"
            xend = "toX"
            yend = "toY"
        }
    }

    fun nodes(showLegend: Boolean) = groups.distinct().sorted().let { present ->
        val labels = present.map { className(it, names) }
        val data = nodeData() + ("group" to groups.map { className(it, names) })
        geomPoint(data, size = nodeSize, shape = 21, color = "white", stroke = 1, showLegend = showLegend) {
            x = "x"
            y = "y"
            fill = "group"
        } +
            scaleFillManual(
                present.map { categoryColors[Math.floorMod(it, categoryColors.size)] },
                name = "",
                breaks = labels,
                limits = labels,
            )
    }

    fun labels(texts: List<String>) =
        geomText(nodeData() + ("text" to texts), size = 4, color = "white", fontface = "bold", showLegend = false) {
            x = "x"
            y = "y"
            label = "text"
        }

    private fun nodeData() = mapOf("x" to groups.indices.map(::x), "y" to groups.indices.map(::y))
}
