package dev.covector.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces calls of the Vector API in a method by direct calls of the JVM's entry points, as far as
 * {@link DirectCalls} knows them and as the size of the method permits; the others stay.
 */
final class DirectTransform implements CodeTransform {
  /** HotSpot's HugeMethodLimit, less what inexact sizes of branches and temporaries may take. */
  private static final int MOST_BYTES = 7600;

  private final List<CodeElement> elements = new ArrayList<>();
  private final Map<Integer, DirectCalls.Call> calls = new HashMap<>();
  private int bytes;

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    elements.add(element);
    if (element instanceof Instruction instruction) {
      bytes += instruction.sizeInBytes();
    }
  }

  @Override
  public void atEnd(CodeBuilder code) {
    StackModel model = new StackModel(this::replace);
    boolean known = true;
    for (int i = 0; known && i < elements.size(); i++) {
      known = model.step(i, elements.get(i));
    }
    if (known) {
      write(code, model);
    } else {
      elements.forEach(code::with);
    }
  }

  private @Nullable StackValue replace(
      int index, InvokeInstruction call, List<StackValue> arguments) {
    DirectCalls.Call direct = DirectCalls.find(call, arguments);
    if (direct == null || bytes + direct.bytes() > MOST_BYTES) {
      return DirectCalls.publicResult(index, call, arguments);
    }
    bytes += direct.bytes();
    calls.put(index, direct);
    return direct.result();
  }

  private void write(CodeBuilder code, StackModel model) {
    boolean[] dropped = new boolean[elements.size()];
    calls.values().stream()
        .flatMap(c -> c.arguments().stream())
        .filter(v -> v.producer() != null)
        .forEach(
            v -> {
              v.drop();
              dropped[v.index()] = true;
            });
    DirectEmitter emitter = new DirectEmitter(code);
    for (int i = 0; i < elements.size(); i++) {
      StackValue[] swapped = model.swapped(i);
      if (calls.containsKey(i)) {
        emitter.emit(calls.get(i));
      } else if (!dropped[i]
          && (swapped == null || !(swapped[0].isDropped() || swapped[1].isDropped()))) {
        code.with(elements.get(i));
      }
    }
  }
}
