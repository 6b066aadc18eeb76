package dev.covector.checkpoint;

import dev.covector.DType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of the safetensors format that tensors have. */
enum SafetensorsType {
  BOOL(DType.BOOL),
  I8(DType.I8),
  I16(DType.I16),
  I32(DType.I32),
  I64(DType.I64),
  U8(DType.U8),
  U16(DType.U16),
  U32(DType.U32),
  U64(DType.U64),
  F16(DType.F16),
  BF16(DType.BF16),
  F32(DType.F32),
  F64(DType.F64),
  C64(DType.C64);

  private final DType dtype;

  SafetensorsType(DType dtype) {
    this.dtype = dtype;
  }

  /** The dtype of the elements. */
  DType dtype() {
    return dtype;
  }

  /** The type of a dtype, if the format has one. */
  static Optional<SafetensorsType> of(DType dtype) {
    return Arrays.stream(values()).filter(type -> type.dtype == dtype).findFirst();
  }

  /**
   * The type of a name.
   *
   * @throws MalformedFileException when tensors have no such type
   */
  static SafetensorsType named(String place, String name) {
    for (SafetensorsType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    String remedy =
        name.startsWith("F8") || name.startsWith("F6") || name.startsWith("F4")
            ? "; floats of 8 bits and fewer are not supported: convert it to BF16 or F32 first"
            : "; known are " + Arrays.toString(values());
    throw new MalformedFileException(
        place + ": the dtype '" + JsonObject.shown(name) + "' is not supported" + remedy);
  }
}
