package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Program;
import dev.covector.simd.RegionScope.Place;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Emits a loop over a body: single elements of the carry in local variables, the rest
 * double-buffered, its two addresses swapped after each turn.
 */
final class RegionLoop {
  /**
   * What a loop consists of.
   *
   * @param condition of a loop of unknown length
   * @param length of the others
   * @param sequences the buffers whose slices follow the carry among the body's inputs
   * @param outputs the buffers whose slices follow the carry among the body's outputs
   */
  record Spec(
      Optional<Program> condition,
      Program body,
      List<Integer> conditionConstants,
      List<Integer> bodyConstants,
      int carries,
      long length,
      boolean reverse,
      List<Integer> sequences,
      List<Integer> outputs) {}

  /** Turning a matrix takes about as long as ten products with it. */
  private static final long TURNS_WORTH_TURNING = 16;

  private final RegionProgram programs;
  private final CodeBuilder code;
  private final Spec spec;
  private final RegionScope outer;
  private final int[] current;
  private final int[] next;
  private final int[] registers;
  private final boolean[] swaps;
  private final boolean[] inMemory;
  private final RegionScope body;
  private final Optional<RegionScope> condition;
  private final List<int[]> slices = new ArrayList<>();
  private final List<Place> outputs = new ArrayList<>();
  private final List<Copy> copies = new ArrayList<>();

  /** An output of the body that is not written where it belongs. */
  private record Copy(int buffer, Place target) {}

  /**
   * A loop.
   *
   * @param outer where its operands are
   * @param current local variables with the addresses of the carry, and {@code next} of its other
   *     half
   */
  RegionLoop(RegionProgram programs, Spec spec, RegionScope outer, int[] current, int[] next) {
    this.programs = programs;
    this.code = programs.code();
    this.spec = spec;
    this.outer = outer;
    this.current = current;
    this.next = next;
    this.body = new RegionScope(code, spec.body);
    this.condition = spec.condition.map(p -> new RegionScope(code, p));
    this.registers = new int[spec.carries];
    this.swaps = new boolean[spec.carries];
    this.inMemory = new boolean[spec.carries];
    Set<Integer> inBody = RegionScope.readFromMemory(spec.body);
    Set<Integer> inCondition = spec.condition.map(RegionScope::readFromMemory).orElse(Set.of());
    for (int k = 0; k < spec.carries; k++) {
      int input = carryInput(k);
      registers[k] = -1;
      swaps[k] = spec.body.outputs().get(k) != input;
      inMemory[k] =
          !body.isSingle(input)
              || inBody.contains(input)
              || spec.condition.isPresent() && inCondition.contains(conditionInput(k));
    }
  }

  private int carryInput(int k) {
    return spec.body.inputs().get(spec.bodyConstants.size() + k);
  }

  private int conditionInput(int k) {
    return spec.condition.orElseThrow().inputs().get(spec.conditionConstants.size() + k);
  }

  /**
   * Emits the loop; afterwards the carry is in memory at {@code current}.
   *
   * @param turn a local variable with the number of the first turn, updated; -1 for 0
   * @param limit a local variable with the most turns
   * @return a local variable with the number of turns made
   */
  int emit(int turn, int limit) {
    constants(body, spec.bodyConstants);
    condition.ifPresent(scope -> constants(scope, spec.conditionConstants));
    for (int k = 0; k < spec.carries; k++) {
      carry(k);
    }
    int made = code.allocateLocal(TypeKind.LONG);
    int left = code.allocateLocal(TypeKind.LONG);
    turns(turn, limit, left);
    code.lload(left).lstore(made);
    startSlices(turn);
    destinations();
    programs.prepare(body);
    condition.ifPresent(programs::prepare);
    if (spec.length >= TURNS_WORTH_TURNING) {
      programs.turnMatrices(body, spec.bodyConstants.size());
    }
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.lload(left).lconst_0().lcmp().ifle(end);
    condition.ifPresent(
        scope -> {
          programs.emit(scope);
          element(scope, scope.program().outputs().getFirst());
          code.ifeq(end);
        });
    code.lload(left).lconst_1().lsub().lstore(left);
    loadSlices();
    programs.emit(body);
    copyOutputs();
    turnCarry();
    for (int[] slice : slices) {
      code.lload(slice[0]).loadConstant(step(slice[1])).ladd().lstore(slice[0]);
    }
    code.goto_(head);
    code.labelBinding(end);
    code.lload(made).lload(left).lsub().lstore(made);
    if (turn >= 0) {
      code.lload(turn).lload(made).ladd().lstore(turn);
    }
    for (int k = 0; k < spec.carries; k++) {
      if (registers[k] >= 0 && swaps[k]) {
        DType dtype = body.dtype(carryInput(k));
        code.lload(current[k]).loadLocal(ScalarKind.of(dtype).type(), registers[k]);
        RegionScalar.put(code, dtype);
      }
    }
    return made;
  }

  private void turns(int turn, int limit, int left) {
    code.lload(limit);
    if (condition.isEmpty()) {
      code.loadConstant(spec.length);
      if (turn >= 0) {
        code.lload(turn).lsub();
      }
      programs.minimum();
    }
    code.lstore(left);
  }

  private void constants(RegionScope scope, List<Integer> operands) {
    Set<Integer> inLine = RegionScope.readInLine(scope.program());
    for (int i = 0; i < operands.size(); i++) {
      int input = scope.program().inputs().get(i);
      int operand = operands.get(i);
      if (outer.hasPlace(operand)) {
        scope.setPlace(input, outer.place(operand));
      }
      if (!scope.isSingle(input)) {
        continue;
      }
      if (outer.register(operand) >= 0) {
        scope.setRegister(input, outer.register(operand));
      } else if (inLine.contains(input)) {
        scope.place(input).push(code, 0);
        get(scope, input);
      }
    }
  }

  /** Loads the element at the address on the stack into the buffer's local variable. */
  private void get(RegionScope scope, int buffer) {
    RegionScalar.get(code, scope.dtype(buffer));
    TypeKind kind = ScalarKind.of(scope.dtype(buffer)).type();
    code.storeLocal(kind, scope.define(buffer));
  }

  private void carry(int k) {
    int input = carryInput(k);
    Place place = new Place(current[k], 0);
    body.setPlace(input, place);
    condition.ifPresent(scope -> scope.setPlace(conditionInput(k), place));
    if (body.isSingle(input)) {
      code.lload(current[k]);
      get(body, input);
      registers[k] = body.register(input);
      condition.ifPresent(scope -> scope.setRegister(conditionInput(k), registers[k]));
    }
  }

  /** The slice of a sequence: its address, and its size in bytes. */
  private Place slice(int buffer, long bytes, int turn) {
    int local = code.allocateLocal(TypeKind.LONG);
    outer.place(buffer).push(code, spec.reverse ? (spec.length - 1) * bytes : 0);
    if (turn >= 0) {
      code.lload(turn).loadConstant(step((int) bytes)).lmul().ladd();
    }
    code.lstore(local);
    slices.add(new int[] {local, (int) bytes});
    return new Place(local, 0);
  }

  private long step(int bytes) {
    return spec.reverse ? -bytes : bytes;
  }

  private void startSlices(int turn) {
    for (int i = 0; i < spec.sequences.size(); i++) {
      int input = spec.body.inputs().get(spec.bodyConstants.size() + spec.carries + i);
      body.setPlace(input, slice(spec.sequences.get(i), body.byteSize(input), turn));
    }
    for (int i = 0; i < spec.outputs.size(); i++) {
      int output = spec.body.outputs().get(spec.carries + i);
      outputs.add(slice(spec.outputs.get(i), body.byteSize(output), turn));
    }
  }

  /**
   * Lets the body write its outputs where they belong; what it cannot is copied after each turn.
   */
  private void destinations() {
    for (int j = 0; j < spec.body.outputs().size(); j++) {
      int buffer = spec.body.outputs().get(j);
      boolean isCarry = j < spec.carries;
      if (isCarry && !(inMemory[j] && swaps[j])) {
        continue;
      }
      Place target = isCarry ? new Place(next[j], 0) : outputs.get(j - spec.carries);
      boolean own =
          !spec.body.inputs().contains(buffer)
              && spec.body.constants().stream().noneMatch(c -> c.buffer() == buffer);
      if (own && !body.hasPlace(buffer)) {
        body.setPlace(buffer, target);
        body.requireMemory(buffer);
      } else {
        copies.add(new Copy(buffer, target));
      }
    }
  }

  private void loadSlices() {
    Set<Integer> inLine = RegionScope.readInLine(spec.body);
    for (int i = 0; i < spec.sequences.size(); i++) {
      int input = spec.body.inputs().get(spec.bodyConstants.size() + spec.carries + i);
      if (body.isSingle(input) && inLine.contains(input)) {
        body.place(input).push(code, 0);
        get(body, input);
      }
    }
  }

  /** Pushes the element of a buffer. */
  private void element(RegionScope scope, int buffer) {
    if (scope.register(buffer) >= 0) {
      code.loadLocal(ScalarKind.of(scope.dtype(buffer)).type(), scope.register(buffer));
    } else {
      scope.place(buffer).push(code, 0);
      RegionScalar.get(code, scope.dtype(buffer));
    }
  }

  private void copyOutputs() {
    for (Copy copy : copies) {
      if (body.register(copy.buffer) >= 0) {
        copy.target.push(code, 0);
        element(body, copy.buffer);
        RegionScalar.put(code, body.dtype(copy.buffer));
      } else {
        body.place(copy.buffer).push(code, 0);
        copy.target.push(code, 0);
        programs.move(body.byteSize(copy.buffer));
      }
    }
  }

  private void turnCarry() {
    List<Integer> moved = new ArrayList<>();
    for (int k = 0; k < spec.carries; k++) {
      if (swaps[k] && registers[k] >= 0) {
        element(body, spec.body.outputs().get(k));
        moved.add(k);
      }
    }
    for (int k : moved.reversed()) {
      code.storeLocal(ScalarKind.of(body.dtype(carryInput(k))).type(), registers[k]);
    }
    for (int k = 0; k < spec.carries; k++) {
      if (swaps[k] && inMemory[k]) {
        code.lload(current[k]).lload(next[k]).lstore(current[k]).lstore(next[k]);
      }
    }
  }
}
