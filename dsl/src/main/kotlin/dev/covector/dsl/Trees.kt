package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.tree.Tree

/** [tree] with [f] of each of its tensors. */
public fun <T : Any> treeMap(tree: T, f: (Tensor) -> Tensor): T = Tree.map<Tensor, T>(f, tree)

/**
 * [first] with [f] of each of its tensors and the one in its place in [second].
 *
 * @throws dev.covector.tree.TreeMismatchException when the trees are not alike; it names the path
 */
public fun <T : Any> treeMap(first: T, second: T, f: (Tensor, Tensor) -> Tensor): T =
    Tree.map<Tensor, Tensor, T>(f, first, second)

/** The trees put together, tensor by tensor. */
public fun <T : Any> treeMap(first: T, second: T, third: T, f: (Tensor, Tensor, Tensor) -> Tensor): T =
    Tree.map<Tensor, Tensor, Tensor, T>(f, first, second, third)
