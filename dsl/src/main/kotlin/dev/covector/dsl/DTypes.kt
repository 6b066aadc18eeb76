package dev.covector.dsl

import dev.covector.DType

/** Truth values, one byte each. */
public val bool: DType = DType.BOOL

/** Integers of 8 bits. */
public val int8: DType = DType.I8

/** Integers of 16 bits. */
public val int16: DType = DType.I16

/** Integers of 32 bits, the default. */
public val int32: DType = DType.I32

/** Integers of 64 bits, the default where [dev.covector.Defaults.wide] holds. */
public val int64: DType = DType.I64

/** Integers of 8 bits without a sign. */
public val uint8: DType = DType.U8

/** Integers of 16 bits without a sign. */
public val uint16: DType = DType.U16

/** Integers of 32 bits without a sign. */
public val uint32: DType = DType.U32

/** Integers of 64 bits without a sign. */
public val uint64: DType = DType.U64

/** IEEE half precision: 11 significant bits, up to 65504. */
public val float16: DType = DType.F16

/** The upper half of a [float32]: 8 significant bits, its range. */
public val bfloat16: DType = DType.BF16

/** IEEE single precision, the default. */
public val float32: DType = DType.F32

/** IEEE double precision, the default where [dev.covector.Defaults.wide] holds. */
public val float64: DType = DType.F64

/** Pairs of [float32]. */
public val complex64: DType = DType.C64

/** Pairs of [float64]. */
public val complex128: DType = DType.C128
