package dev.covector.simd;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * The JVM's own entry points for vectors, methods of {@code jdk.internal.vm.vector.VectorSupport},
 * as they are in JDK 25. Only names: a JVM that has others must not fail here.
 */
enum EntryPoint {
  UNARY("unaryOp", "UnaryOperation", "ICCCIVM", 'V'),
  BINARY("binaryOp", "BinaryOperation", "ICCCIPPM", 'P'),
  TERNARY("ternaryOp", "TernaryOperation", "ICCCIVVVM", 'V'),
  SHIFT("broadcastInt", "VectorBroadcastIntOp", "ICCCIVIM", 'V'),
  COMPARE("compare", "VectorCompareOp", "ICCCIVVM", 'M'),
  BLEND("blend", "VectorBlendOp", "CCCIVVM", 'V'),
  CONVERT("convert", "VectorConvertOp", "ICCICCIPS", 'P'),
  BROADCAST("fromBitsCoerced", "FromBitsCoercedOperation", "CCIJIS", 'P'),
  REDUCE("reductionCoerced", "ReductionOperation", "ICCCIVM", 'J'),
  MASK_BITS("maskReductionCoerced", "VectorMaskOp", "ICCIM", 'J'),
  TEST("test", "", "ICCIMM", 'Z'),
  RANGE("indexPartiallyInUpperRange", "IndexPartiallyInUpperRangeOperation", "CCIJJ", 'M'),
  LOAD("load", "LoadOperation", "CCIOJZOJS", 'P'),
  LOAD_MASKED("loadMasked", "LoadVectorMaskedOperation", "CCCIOJZMIOJS", 'V'),
  STORE("store", "StoreVectorOperation", "CCIOJZPOJ", 'v'),
  STORE_MASKED("storeMasked", "StoreVectorMaskedOperation", "CCCIOJZVMOJ", 'v');

  /** The class of the entry points. */
  static final String OWNER = "jdk.internal.vm.vector.VectorSupport";

  private final String method;
  private final ClassDesc implementation;
  private final MethodTypeDesc type;

  EntryPoint(String method, String implementation, String parameters, char result) {
    this.method = method;
    this.implementation =
        implementation.isEmpty()
            ? ClassDesc.of("java.util.function.BiFunction")
            : owner().nested(implementation);
    ClassDesc[] types = parameters.chars().mapToObj(c -> type((char) c)).toArray(ClassDesc[]::new);
    this.type =
        MethodTypeDesc.of(type(result), types)
            .insertParameterTypes(types.length, this.implementation);
  }

  private static ClassDesc type(char letter) {
    return switch (letter) {
      case 'C' -> ConstantDescs.CD_Class;
      case 'O' -> ConstantDescs.CD_Object;
      case 'P' -> owner().nested("VectorPayload");
      case 'V' -> owner().nested("Vector");
      case 'M' -> owner().nested("VectorMask");
      case 'S' -> owner().nested("VectorSpecies");
      case 'v' -> ConstantDescs.CD_void;
      default -> ClassDesc.ofDescriptor(String.valueOf(letter));
    };
  }

  /** The class of the entry points. */
  static ClassDesc owner() {
    return ClassDesc.of(OWNER);
  }

  /** The name of the method. */
  String method() {
    return method;
  }

  /** Its type; the last parameter is what uncompiled code does. */
  MethodTypeDesc type() {
    return type;
  }

  /** The interface of what uncompiled code does. */
  ClassDesc implementation() {
    return implementation;
  }
}
