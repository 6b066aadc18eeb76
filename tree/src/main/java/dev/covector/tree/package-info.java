/**
 * Pytrees: nested containers of leaves, taken apart and put together again.
 *
 * <p>A <em>tree</em> is a value made of containers that this package can look into; whatever it
 * cannot look into is a <em>leaf</em>. Parameters of a model are a tree, so are its gradients, the
 * state of an optimizer and the arguments of a function.
 *
 * <pre>{@code
 * record Linear(double[] w, double[] b) {}
 * record Network(Linear hidden, List<Linear> heads) {}
 *
 * Network network = ...;
 * List<Object> leaves = Tree.leaves(network);   // w, b, w, b, ... in declaration order
 * TreeDef structure = Tree.structure(network);  // Network(hidden=Linear(w=*, b=*), heads=[...])
 * structure.paths();                            // hidden/w, hidden/b, heads/0/w, heads/0/b, ...
 * Network same = Tree.unflatten(structure, leaves);
 * Network zeros = Tree.map((double[] a) -> new double[a.length], network);
 * }</pre>
 *
 * <h2>What is a container</h2>
 *
 * <table class="striped">
 * <caption>Containers, the order of their children, and what they are rebuilt as</caption>
 * <tr><th>container</th><th>children</th><th>rebuilt as</th></tr>
 * <tr><td>every record class</td><td>components, as declared</td><td>the same class</td></tr>
 * <tr><td>Kotlin data class, {@code Pair}, {@code Triple}</td>
 *     <td>properties of the primary constructor</td><td>the same class</td></tr>
 * <tr><td>{@link java.util.List}</td><td>elements</td><td>an unmodifiable list</td></tr>
 * <tr><td>{@link java.util.Map}</td><td>values, in the sorted order of the keys</td>
 *     <td>an unmodifiable map that iterates as the original did</td></tr>
 * <tr><td>array of references</td><td>elements</td><td>an array of the same type</td></tr>
 * <tr><td>{@link java.util.Optional}</td><td>none or one</td><td>an {@code Optional}</td></tr>
 * <tr><td>a type given to {@link dev.covector.tree.Tree#register(Class,
 *     dev.covector.tree.ContainerType) Tree.register}</td><td>as registered</td>
 *     <td>as registered</td></tr>
 * <tr><td>{@code null}</td><td>none: the empty tree</td><td>{@code null}</td></tr>
 * </table>
 *
 * <p>Everything else is a leaf: numbers, strings, enums, functions, arrays of primitives, and every
 * type that implements {@link dev.covector.tree.Leaf}, even if it is a record. Two groups are
 * neither and are refused: containers whose children cannot be put back in a defined order (a
 * {@link java.util.Set}, any other {@link java.lang.Iterable}, an iterator, a stream), unless
 * registered; and records of a named module that does not open their package, unless the module
 * calls {@link dev.covector.tree.Tree#register(java.lang.invoke.MethodHandles.Lookup, Class)
 * Tree.register(lookup(), X.class)}.
 *
 * <h2>Structure</h2>
 *
 * <p>A {@link dev.covector.tree.TreeDef} is what remains when the leaves are gone. Two structures
 * are equal when containers, sizes, map keys and the static data of registered types agree; the
 * order in which a map was filled and the kind of list or map do not matter. Functions over several
 * trees require equal structures and name the first {@link dev.covector.tree.Path} that differs:
 *
 * <pre>{@code
 * Tree.map, tree 2: trees differ at params/dense/kernel: expected a leaf, got a List of 3
 * }</pre>
 *
 * <h2>Prefixes</h2>
 *
 * <p>A prefix is a tree that stops early; each of its leaves speaks for all the leaves below that
 * place. {@code Tree.broadcastPrefix(List.of(0, 1), List.of(network, x))} is a list with {@code 0}
 * once per leaf of {@code network} and {@code 1} once per leaf of {@code x}. A prefix of a record
 * may be a map from component names, since a component declared as an array cannot hold a number.
 *
 * <p>The semantics are those of {@code jax.tree} (JAX, "Working with pytrees"), with one deviation:
 * {@link dev.covector.tree.Tree#map(java.util.function.BiFunction, Object, Object) map} over
 * several trees wants equal structures, where JAX lets later trees go deeper than the first; {@link
 * dev.covector.tree.Tree#flattenUpTo Tree.flattenUpTo} does that.
 */
@NullMarked
package dev.covector.tree;

import org.jspecify.annotations.NullMarked;
