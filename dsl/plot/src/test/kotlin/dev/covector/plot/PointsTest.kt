package dev.covector.plot

import dev.covector.dsl.tensor
import dev.covector.dsl.toTensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.doubles.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.math.hypot

internal class PointsTest :
    StringSpec({
        val random = java.util.Random(3)
        val points = FloatArray(1000) { random.nextGaussian().toFloat() + (it / 2 % 5) * 2 }.toTensor(500, 2)

        "groups of points have colours and names" {
            val names = listOf("a", "b", "c", "d", "e")
            val drawn = Drawn(scatter(points, IntArray(500) { it % 5 }.toTensor(), names, title = "Latent"), "scatter")
            drawn.texts shouldContainAll names + "Latent"
            for (color in categoryColors.take(5)) drawn.count(color, tolerance = 60) shouldBeGreaterThan 100
        }
        "numbers of points have a bar of colours, and points without a place are counted" {
            val values = FloatArray(500) { it / 500f }.toTensor()
            val broken = points.at(0).set(Float.NaN)
            val drawn = Drawn(scatter(broken, values), "scatter-shaded")
            drawn.texts shouldContain "1 of 500 points are NaN or infinite: left out"
            drawn.colors() shouldBeGreaterThan 300
        }
        "a histogram counts" {
            val normal = FloatArray(5000) { random.nextGaussian().toFloat() }.toTensor()
            val drawn = Drawn(histogram(normal, title = "Weights"), "histogram")
            drawn.texts shouldContainAll listOf("Weights", "value", "count", "-2", "0", "2")
            drawn.count(categoryColors[0], tolerance = 30) shouldBeGreaterThan 12_000
        }
        "histograms lie over one another with their densities" {
            val a = FloatArray(5000) { random.nextGaussian().toFloat() }.toTensor()
            val b = FloatArray(500) { 1.5f + 0.5f * random.nextGaussian().toFloat() }.toTensor()
            val drawn = Drawn(histograms(mapOf("real" to a, "generated" to b), density = true), "histograms")
            drawn.texts shouldContainAll listOf("real", "generated", "density")
        }
        "integers have a bin each" {
            val drawn = Drawn(histogram(IntArray(50) { it % 5 }.toTensor(), xLabel = "class"), "histogram-integers")
            drawn.texts shouldContainAll listOf("0", "1", "2", "3", "4", "10")
            drawn.texts shouldNotContain "0.5"
        }
        "a graph has its nodes, its labels and its groups" {
            val ends = intArrayOf(0, 1, 1, 2, 2, 0, 2, 3, 3, 4, 4, 5, 5, 3)
            val edges = ends.toTensor(7, 2)
            val groups = tensor(0, 0, 0, 1, 1, 1)
            val plot = graph(edges, groups, listOf("left", "right"), List(6) { "$it" }, title = "Two triangles")
            val drawn = Drawn(plot, "graph")
            drawn.texts shouldContainAll listOf("left", "right", "0", "5", "Two triangles")
            drawn.count(categoryColors[0]) shouldBeGreaterThan 60
            drawn.count(categoryColors[1]) shouldBeGreaterThan 60
            drawn.texts shouldNotContain "x"
        }
        "neighbours are placed closer than strangers" {
            val at = ForceLayout(6, intArrayOf(0, 1, 1, 2, 2, 0, 2, 3, 3, 4, 4, 5, 5, 3)).positions()
            fun distance(a: Int, b: Int) = hypot(at[2 * a] - at[2 * b], at[2 * a + 1] - at[2 * b + 1])
            distance(0, 5) shouldBeGreaterThan 2 * distance(0, 1)
        }
        "what cannot be drawn is said" {
            fun message(block: () -> Unit) = shouldThrow<PlotException>(block).message!!
            message { scatter(tensor(1f, 2f)) } shouldContain "scatter: points are f32[2]; wanted [n, 2]"
            message { scatter(points, tensor(1)) } shouldContain "groups are i32[1] for 500 points; wanted [500]"
            message { scatter(points * Float.NaN) } shouldContain "none of the 500 points is finite"
            message { histogram(points, bins = 0) } shouldContain "bins is 0; wanted 1 to 10000"
            message { histogram(points * Float.NaN) } shouldContain "none of the"
            message { graph(tensor(listOf(0, 1), listOf(0, 7)), tensor(0, 1)) } shouldContain
                "an edge leads to node 7, but there are 2 nodes"
            message { graph(tensor(1f)) } shouldContain "graph: edges are f32[1]; wanted integers [e, 2]"
        }
        "the rule of bins does not fail where all numbers are equal" {
            Drawn(histogram(tensor(1.5f, 1.5f)), "histogram-equal").count(categoryColors[0], 30) shouldBeGreaterThan
                1000
        }
    })
