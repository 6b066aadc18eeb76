package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.BufferUse;
import dev.covector.kernel.Control;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Program;
import java.lang.classfile.CodeBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the buffers of a program inside a region are: in memory, and single elements in local
 * variables as well, or only there.
 */
final class RegionScope {
  /**
   * An address: a local variable (-1 for none) and an offset from it.
   *
   * @param local of type long
   */
  record Place(int local, long offset) {
    /** Pushes the address, and bytes after it. */
    void push(CodeBuilder code, long bytes) {
      if (local < 0) {
        code.loadConstant(offset + bytes);
        return;
      }
      code.lload(local);
      if (offset + bytes != 0) {
        code.loadConstant(offset + bytes).ladd();
      }
    }
  }

  private final CodeBuilder code;
  private final Program program;
  private final @Nullable Place[] places;
  private final int[] registers;
  private final Set<Integer> inMemory = new HashSet<>();

  RegionScope(CodeBuilder code, Program program) {
    this.code = code;
    this.program = program;
    this.places = new Place[program.buffers().size()];
    this.registers = new int[places.length];
    Arrays.fill(registers, -1);
    this.inMemory.addAll(readFromMemory(program));
  }

  Program program() {
    return program;
  }

  /** The buffers that kernels which are not in line, or loops inside, read. */
  static Set<Integer> readFromMemory(Program program) {
    Set<Integer> read = new HashSet<>();
    for (Kernel kernel : program.kernels()) {
      if (!RegionScalar.is(kernel)) {
        read.addAll(BufferUse.of(kernel).reads());
      }
    }
    return read;
  }

  /** The single elements that kernels in line read. */
  static Set<Integer> readInLine(Program program) {
    Set<Integer> read = new HashSet<>();
    for (Kernel kernel : program.kernels()) {
      if (RegionScalar.is(kernel) || kernel instanceof Control.Branch) {
        read.addAll(BufferUse.of(kernel).reads());
      }
    }
    return read;
  }

  /** Whether a buffer has one element, which fits into a local variable. */
  boolean isSingle(int buffer) {
    return program.buffers().get(buffer).elements() == 1;
  }

  Place place(int buffer) {
    Place place = places[buffer];
    if (place == null) {
      throw new IllegalStateException("simd: buffer %" + buffer + " has no place");
    }
    return place;
  }

  boolean hasPlace(int buffer) {
    return places[buffer] != null;
  }

  void setPlace(int buffer, Place place) {
    places[buffer] = place;
  }

  /** Asks that a buffer be in memory. */
  void requireMemory(int buffer) {
    inMemory.add(buffer);
  }

  boolean needsMemory(int buffer) {
    return inMemory.contains(buffer);
  }

  /** The local variable with the element of a buffer; -1 where there is none. */
  int register(int buffer) {
    return registers[buffer];
  }

  void setRegister(int buffer, int local) {
    registers[buffer] = local;
  }

  /** A local variable for the element of a buffer that is about to be written. */
  int define(int buffer) {
    if (registers[buffer] < 0) {
      registers[buffer] = code.allocateLocal(ScalarKind.of(dtype(buffer)).type());
    }
    return registers[buffer];
  }

  DType dtype(int buffer) {
    return program.buffers().get(buffer).dtype();
  }

  long byteSize(int buffer) {
    return program.buffers().get(buffer).byteSize();
  }
}
