package dev.covector.dsl

import dev.covector.linen.Module
import kotlin.reflect.KProperty

/**
 * A part of a model that is named by its property: `private val encoder by mlp(256, 128)` has its
 * parameters under `encoder`.
 */
@Suppress("NOTHING_TO_INLINE") // a call of the part, with nothing in between
public inline operator fun <M : Module> M.getValue(model: Module, property: KProperty<*>): M = this
