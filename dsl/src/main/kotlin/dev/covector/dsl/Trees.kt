package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.tree.Tree
import dev.covector.tree.TreeDef

// Data classes, lists, maps, pairs and arrays are trees; whatever is none of these is a leaf.

/** [tree] with [f] of each of its tensors; leaves that are no tensors stay as they are. */
public fun <T : Any> treeMap(tree: T, f: (Tensor) -> Tensor): T =
    Tree.map<Any, T>({ x -> if (x is Tensor) f(x) else x }, tree)

/**
 * [first] with [f] of each of its tensors and the one in its place in [second]; leaves that are no tensors stay as
 * they are in the first.
 *
 * @throws dev.covector.tree.TreeMismatchException when the trees are not alike; it names the path
 */
public fun <T : Any> treeMap(first: T, second: T, f: (Tensor, Tensor) -> Tensor): T =
    Tree.map<Any, Any, T>({ x, y -> if (x is Tensor) f(x, y as Tensor) else x }, first, second)

/**
 * The trees put together, tensor by tensor; leaves that are no tensors stay as they are in the first.
 *
 * @throws dev.covector.tree.TreeMismatchException when the trees are not alike; it names the path
 */
public fun <T : Any> treeMap(first: T, second: T, third: T, f: (Tensor, Tensor, Tensor) -> Tensor): T =
    Tree.map<Any, Any, Any, T>(
        { x, y, z -> if (x is Tensor) f(x, y as Tensor, z as Tensor) else x },
        first,
        second,
        third,
    )

/** [tree] with [f] of the path of each of its tensors, as in `encoder/kernel`, and the tensor. */
public fun <T : Any> treeMapWithPath(tree: T, f: (String, Tensor) -> Tensor): T =
    Tree.mapWithPath<Any, T>({ path, x -> if (x is Tensor) f(path.toString(), x) else x }, tree)

/** The leaves of [tree], in the order in which they are visited. */
public fun treeLeaves(tree: Any): List<Any> = Tree.leaves(tree)

/** What remains of [tree] without its leaves. */
public fun treeStructure(tree: Any): TreeDef = Tree.structure(tree)

/** [tree] taken apart: `val (leaves, structure) = treeFlatten(tree)`. */
public fun treeFlatten(tree: Any): Pair<List<Any>, TreeDef> =
    Tree.flatten(tree).let { Pair(it.leaves(), it.structure()) }

/**
 * A tree put together again.
 *
 * @throws dev.covector.tree.TreeException when there are not as many leaves as the structure has
 */
public fun <T : Any> treeUnflatten(structure: TreeDef, leaves: List<Any>): T = Tree.unflatten(structure, leaves)

/** The tensors of [tree] combined one after the other, from [initial] on. */
public fun <R> treeReduce(tree: Any, initial: R, f: (R, Tensor) -> R): R =
    Tree.leaves(tree).filterIsInstance<Tensor>().fold(initial, f)
