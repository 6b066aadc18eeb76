// A graph network: who of a karate club goes with whom, when only the two leaders are known.
//
//     ./covector run gnn.kts
//
// Zachary (1977) wrote down who of the 34 members met outside of the club, before it broke in two: the
// instructor's (node 0) and the president's (node 33). Kipf & Welling (2017) learned the two camps from the
// leaders alone, with two layers that each mix a member with his neighbours.

val meetings = """
    0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19 1-21 1-30
    2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32 8-33 9-33 13-33
    14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 24-25 24-27
    24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33
""".trim().split(Regex("\\s+")).map { meeting -> meeting.split('-').map { it.toInt() } }
val members = 34
val instructors = setOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21)
val truth = IntArray(members) { if (it in instructors) 0 else 1 }.toTensor()

// Each meeting goes both ways, and everybody meets himself.
val senders = tensor(meetings.map { it[0] } + meetings.map { it[1] } + (0 until members))
val receivers = tensor(meetings.map { it[1] } + meetings.map { it[0] } + (0 until members))

/** The rows of [values] that belong to the same node, added up: [edges, features] to [nodes, features]. */
fun segmentSum(values: Tensor, nodes: Tensor, count: Int): Tensor =
    zeros(count, values.shape[1]).at[nodes] add values

val degree = segmentSum(ones(receivers.shape[0], 1), receivers, members)
val weight = 1.0 / sqrt(degree[senders] * degree[receivers])

/** A linear map, and then of each node the weighted sum over its neighbours: [nodes, ...] to [nodes, features]. */
class GraphConvolution(features: Int) : Model() {
    private val linear by dense(features)

    override fun call(x: Tensor): Tensor = segmentSum(weight * linear(x)[senders], receivers, members)
}

class Camps : Model() {
    private val first by GraphConvolution(16)
    private val second by GraphConvolution(2)

    override fun call(x: Tensor): Tensor = second(tanh(first(x)))
}

val leaders = tensor(0, 33)
val who = eye(members) // nothing is known of anybody, but who he is
val run = training(Camps(), adam(0.02)) {
    data(sequenceOf(Examples(who, truth)))
    loss { logits, camp -> crossEntropy(logits[leaders], camp[leaders]) }
    epochs(200)
    seed(0)
}

val camp = argmax(run.predict(who), 1)
println("${(camp eq truth).sum().toInt()} of $members members are put where they went")

val edges = tensor(meetings)
val names = listOf("the instructor's", "the president's")
val labels = List(members) { "$it" }
val picture = sideBySide(
    graph(edges, camp, names, labels, title = "predicted from two leaders"),
    graph(edges, truth, names, labels, title = "what happened"),
).save("gnn.png")
println("the picture: $picture")
