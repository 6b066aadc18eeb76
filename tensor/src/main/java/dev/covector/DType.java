package dev.covector;

/**
 * The element type of a tensor.
 *
 * <p>Names and promotion follow JAX's. A key is a dtype: a {@code key<threefry>} tensor of shape
 * {@code [n]} is stored as {@code u32[n, 2]}, and the pair is invisible to axes.
 */
public enum DType {
  BOOL("bool", 1, Kind.BOOL),
  I8("i8", 1, Kind.SIGNED),
  I16("i16", 2, Kind.SIGNED),
  I32("i32", 4, Kind.SIGNED),
  I64("i64", 8, Kind.SIGNED),
  U8("u8", 1, Kind.UNSIGNED),
  U16("u16", 2, Kind.UNSIGNED),
  U32("u32", 4, Kind.UNSIGNED),
  U64("u64", 8, Kind.UNSIGNED),
  F16("f16", 2, Kind.FLOAT),
  BF16("bf16", 2, Kind.FLOAT),
  F32("f32", 4, Kind.FLOAT),
  F64("f64", 8, Kind.FLOAT),
  C64("c64", 8, Kind.COMPLEX),
  C128("c128", 16, Kind.COMPLEX),
  /** A Threefry key whose bits are drawn in JAX's default (partitionable) order. */
  KEY("key<threefry>", 8, Kind.KEY),
  /** A Threefry key whose bits are drawn in the original order that older tutorials print. */
  KEY_ORIGINAL("key<threefry-original>", 8, Kind.KEY);

  /** The families of dtypes. */
  public enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOAT,
    COMPLEX,
    KEY
  }

  private final String text;
  private final int byteSize;
  private final Kind kind;

  DType(String text, int byteSize, Kind kind) {
    this.text = text;
    this.byteSize = byteSize;
    this.kind = kind;
  }

  /** The size of one element in bytes. */
  public int byteSize() {
    return byteSize;
  }

  /** The family this dtype belongs to. */
  public Kind kind() {
    return kind;
  }

  /** Whether this is f16, bf16, f32 or f64. */
  public boolean isFloating() {
    return kind == Kind.FLOAT;
  }

  /** Whether this is a signed or unsigned integer (not bool). */
  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /** Whether this is an unsigned integer. */
  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /** Whether this is c64 or c128. */
  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /** Whether this is floating or complex: a type that gradients flow through. */
  public boolean isInexact() {
    return kind == Kind.FLOAT || kind == Kind.COMPLEX;
  }

  /** Whether this is a random key. */
  public boolean isKey() {
    return kind == Kind.KEY;
  }

  /**
   * Whether an element is stored as a pair: the two words of a key, the real and imaginary part of
   * a complex number. The pair is one more axis of memory that axes do not see.
   */
  public boolean isPair() {
    return kind == Kind.KEY || kind == Kind.COMPLEX;
  }

  /** The dtype that stores this one: u32 for keys, that of the parts for complex, else itself. */
  public DType physical() {
    return isKey() ? U32 : part();
  }

  /** The dtype of the real and imaginary part of a complex dtype; any other dtype itself. */
  public DType part() {
    return switch (this) {
      case C64 -> F32;
      case C128 -> F64;
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, F16, BF16, F32, F64, KEY, KEY_ORIGINAL ->
          this;
    };
  }

  /** The number of bits of one element. */
  public int bits() {
    return byteSize * 8;
  }

  /** JAX's long name, such as {@code float32}. */
  public String longName() {
    return switch (this) {
      case BOOL -> "bool";
      case I8 -> "int8";
      case I16 -> "int16";
      case I32 -> "int32";
      case I64 -> "int64";
      case U8 -> "uint8";
      case U16 -> "uint16";
      case U32 -> "uint32";
      case U64 -> "uint64";
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F32 -> "float32";
      case F64 -> "float64";
      case C64 -> "complex64";
      case C128 -> "complex128";
      case KEY, KEY_ORIGINAL -> text;
    };
  }

  /**
   * The dtype of a short ({@code f32}) or long ({@code float32}) name.
   *
   * @throws DTypeException when no dtype has that name
   */
  public static DType named(String name) {
    for (DType dtype : values()) {
      if (dtype.text.equals(name) || dtype.longName().equals(name)) {
        return dtype;
      }
    }
    throw new DTypeException("no dtype is named '" + name + "'; use a name such as f32 or float32");
  }

  @Override
  public String toString() {
    return text;
  }
}
