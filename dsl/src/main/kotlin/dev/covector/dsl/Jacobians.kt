package dev.covector.dsl

import dev.covector.DerivativeTransform
import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Tensor

// The Jacobian of a tensor has the type of the argument: at each of its tensors the shape of the value, then that
// of the tensor. Of a value that is a tree, and of an argument that the compiler does not know, say the type:
// `val j: (Tensor) -> Output = jacrev(f)`.

/** The Jacobian of [f] with respect to its first argument, by forward mode, a column at a time: best for few inputs. */
public fun <A : Any> jacfwd(f: (A) -> Tensor): (A) -> A = DerivativeTransform.jacfwd<A, A>(Fn1(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacfwdOfTree")
public fun <A : Any, R : Any, J : Any> jacfwd(f: (A) -> R): (A) -> J = DerivativeTransform.jacfwd<A, J>(Fn1(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, J : Any> jacfwd(f: (A) -> Tensor, argnum: Int): (A) -> J =
    DerivativeTransform.jacfwd<A, J>(Fn1(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by reverse mode, a row at a time: best for few outputs. */
public fun <A : Any> jacrev(f: (A) -> Tensor): (A) -> A = DerivativeTransform.jacrev<A, A>(Fn1(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacrevOfTree")
public fun <A : Any, R : Any, J : Any> jacrev(f: (A) -> R): (A) -> J = DerivativeTransform.jacrev<A, J>(Fn1(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, J : Any> jacrev(f: (A) -> Tensor, argnum: Int): (A) -> J =
    DerivativeTransform.jacrev<A, J>(Fn1(f), argnum)::apply

/** The Hessian of [f], a number, with respect to its first argument: of shape argument + argument. */
@JvmName("hessianOfTensor")
public fun hessian(f: (Tensor) -> Tensor): (Tensor) -> Tensor =
    DerivativeTransform.hessian<Tensor, Tensor>(Fn1(f))::apply

/** The Hessian of [f], a number: a tree like the first argument with such a tree at each leaf. */
public fun <A : Any, J : Any> hessian(f: (A) -> Tensor): (A) -> J = DerivativeTransform.hessian<A, J>(Fn1(f))::apply

/** The Hessian of [f], a number, with respect to argument [argnum], counted from 0. */
public fun <A : Any, J : Any> hessian(f: (A) -> Tensor, argnum: Int): (A) -> J =
    DerivativeTransform.hessian<A, J>(Fn1(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by forward mode, a column at a time: best for few inputs. */
public fun <A : Any, B : Any> jacfwd(f: (A, B) -> Tensor): (A, B) -> A =
    DerivativeTransform.jacfwd<A, B, A>(Fn2(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacfwdOfTree")
public fun <A : Any, B : Any, R : Any, J : Any> jacfwd(f: (A, B) -> R): (A, B) -> J =
    DerivativeTransform.jacfwd<A, B, J>(Fn2(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, J : Any> jacfwd(f: (A, B) -> Tensor, argnum: Int): (A, B) -> J =
    DerivativeTransform.jacfwd<A, B, J>(Fn2(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by reverse mode, a row at a time: best for few outputs. */
public fun <A : Any, B : Any> jacrev(f: (A, B) -> Tensor): (A, B) -> A =
    DerivativeTransform.jacrev<A, B, A>(Fn2(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacrevOfTree")
public fun <A : Any, B : Any, R : Any, J : Any> jacrev(f: (A, B) -> R): (A, B) -> J =
    DerivativeTransform.jacrev<A, B, J>(Fn2(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, J : Any> jacrev(f: (A, B) -> Tensor, argnum: Int): (A, B) -> J =
    DerivativeTransform.jacrev<A, B, J>(Fn2(f), argnum)::apply

/** The Hessian of [f], a number, with respect to its first argument: of shape argument + argument. */
@JvmName("hessianOfTensor")
public fun <B : Any> hessian(f: (Tensor, B) -> Tensor): (Tensor, B) -> Tensor =
    DerivativeTransform.hessian<Tensor, B, Tensor>(Fn2(f))::apply

/** The Hessian of [f], a number: a tree like the first argument with such a tree at each leaf. */
public fun <A : Any, B : Any, J : Any> hessian(f: (A, B) -> Tensor): (A, B) -> J =
    DerivativeTransform.hessian<A, B, J>(Fn2(f))::apply

/** The Hessian of [f], a number, with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, J : Any> hessian(f: (A, B) -> Tensor, argnum: Int): (A, B) -> J =
    DerivativeTransform.hessian<A, B, J>(Fn2(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by forward mode, a column at a time: best for few inputs. */
public fun <A : Any, B : Any, C : Any> jacfwd(f: (A, B, C) -> Tensor): (A, B, C) -> A =
    DerivativeTransform.jacfwd<A, B, C, A>(Fn3(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacfwdOfTree")
public fun <A : Any, B : Any, C : Any, R : Any, J : Any> jacfwd(f: (A, B, C) -> R): (A, B, C) -> J =
    DerivativeTransform.jacfwd<A, B, C, J>(Fn3(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, J : Any> jacfwd(f: (A, B, C) -> Tensor, argnum: Int): (A, B, C) -> J =
    DerivativeTransform.jacfwd<A, B, C, J>(Fn3(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by reverse mode, a row at a time: best for few outputs. */
public fun <A : Any, B : Any, C : Any> jacrev(f: (A, B, C) -> Tensor): (A, B, C) -> A =
    DerivativeTransform.jacrev<A, B, C, A>(Fn3(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacrevOfTree")
public fun <A : Any, B : Any, C : Any, R : Any, J : Any> jacrev(f: (A, B, C) -> R): (A, B, C) -> J =
    DerivativeTransform.jacrev<A, B, C, J>(Fn3(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, J : Any> jacrev(f: (A, B, C) -> Tensor, argnum: Int): (A, B, C) -> J =
    DerivativeTransform.jacrev<A, B, C, J>(Fn3(f), argnum)::apply

/** The Hessian of [f], a number, with respect to its first argument: of shape argument + argument. */
@JvmName("hessianOfTensor")
public fun <B : Any, C : Any> hessian(f: (Tensor, B, C) -> Tensor): (Tensor, B, C) -> Tensor =
    DerivativeTransform.hessian<Tensor, B, C, Tensor>(Fn3(f))::apply

/** The Hessian of [f], a number: a tree like the first argument with such a tree at each leaf. */
public fun <A : Any, B : Any, C : Any, J : Any> hessian(f: (A, B, C) -> Tensor): (A, B, C) -> J =
    DerivativeTransform.hessian<A, B, C, J>(Fn3(f))::apply

/** The Hessian of [f], a number, with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, J : Any> hessian(f: (A, B, C) -> Tensor, argnum: Int): (A, B, C) -> J =
    DerivativeTransform.hessian<A, B, C, J>(Fn3(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by forward mode, a column at a time: best for few inputs. */
public fun <A : Any, B : Any, C : Any, D : Any> jacfwd(f: (A, B, C, D) -> Tensor): (A, B, C, D) -> A =
    DerivativeTransform.jacfwd<A, B, C, D, A>(Fn4(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacfwdOfTree")
public fun <A : Any, B : Any, C : Any, D : Any, R : Any, J : Any> jacfwd(f: (A, B, C, D) -> R): (A, B, C, D) -> J =
    DerivativeTransform.jacfwd<A, B, C, D, J>(Fn4(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, J : Any> jacfwd(
    f: (A, B, C, D) -> Tensor,
    argnum: Int,
): (A, B, C, D) -> J = DerivativeTransform.jacfwd<A, B, C, D, J>(Fn4(f), argnum)::apply

/** The Jacobian of [f] with respect to its first argument, by reverse mode, a row at a time: best for few outputs. */
public fun <A : Any, B : Any, C : Any, D : Any> jacrev(f: (A, B, C, D) -> Tensor): (A, B, C, D) -> A =
    DerivativeTransform.jacrev<A, B, C, D, A>(Fn4(f))::apply

/** The Jacobian of [f], whose value is a tree with the tree of the first argument at each leaf. */
@JvmName("jacrevOfTree")
public fun <A : Any, B : Any, C : Any, D : Any, R : Any, J : Any> jacrev(f: (A, B, C, D) -> R): (A, B, C, D) -> J =
    DerivativeTransform.jacrev<A, B, C, D, J>(Fn4(f))::apply

/** The Jacobian of [f] with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, J : Any> jacrev(
    f: (A, B, C, D) -> Tensor,
    argnum: Int,
): (A, B, C, D) -> J = DerivativeTransform.jacrev<A, B, C, D, J>(Fn4(f), argnum)::apply

/** The Hessian of [f], a number, with respect to its first argument: of shape argument + argument. */
@JvmName("hessianOfTensor")
public fun <B : Any, C : Any, D : Any> hessian(f: (Tensor, B, C, D) -> Tensor): (Tensor, B, C, D) -> Tensor =
    DerivativeTransform.hessian<Tensor, B, C, D, Tensor>(Fn4(f))::apply

/** The Hessian of [f], a number: a tree like the first argument with such a tree at each leaf. */
public fun <A : Any, B : Any, C : Any, D : Any, J : Any> hessian(f: (A, B, C, D) -> Tensor): (A, B, C, D) -> J =
    DerivativeTransform.hessian<A, B, C, D, J>(Fn4(f))::apply

/** The Hessian of [f], a number, with respect to argument [argnum], counted from 0. */
public fun <A : Any, B : Any, C : Any, D : Any, J : Any> hessian(
    f: (A, B, C, D) -> Tensor,
    argnum: Int,
): (A, B, C, D) -> J = DerivativeTransform.hessian<A, B, C, D, J>(Fn4(f), argnum)::apply
