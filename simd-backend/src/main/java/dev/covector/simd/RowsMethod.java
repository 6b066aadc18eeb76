package dev.covector.simd;

import dev.covector.kernel.Expression.RowReduce;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Emits {@link VectorCode#rows}: all passes over one row after the other, each row one run of the
 * innermost dimension. Going from pass to pass and from row to row in Java took 230 cycles for a
 * row with one pass and 500 for a softmax, as much as 100 to 200 elements.
 */
final class RowsMethod {
  private static final int ARGUMENTS = 1;
  private static final int ROWS = 2;
  private static final int COUNT = 4;
  private static final int DONE = 6;

  private final LoopKey key;
  private final List<LoopForm> forms;

  /**
   * The method of a loop.
   *
   * @param forms of its passes
   */
  RowsMethod(LoopKey key, List<LoopForm> forms) {
    this.key = key;
    this.forms = forms.stream().filter(f -> f.runs() == 1).toList();
  }

  /** Whether there is one: vector code does all of a row, and rows lie at equal distances. */
  boolean exists() {
    return !key.column()
        && !key.nested()
        && key.streams().stream().allMatch(s -> s.dynamic().isEmpty())
        && forms.stream().allMatch(f -> f.perRow() || f.masked());
  }

  /** The form of the stores that happen once per row, if there are any. */
  List<LoopForm> perRow() {
    return forms.stream().filter(LoopForm::perRow).toList();
  }

  /**
   * Emits the method's body.
   *
   * @param owner the class, which has the passes as static methods
   * @param pass the type of the methods of passes, whose result is how far they got
   * @param store the type of those of stores per row
   */
  void emit(CodeBuilder code, ClassDesc owner, MethodTypeDesc pass, MethodTypeDesc store) {
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.lload(ROWS).lconst_0().lcmp().ifle(end);
    reductions()
        .forEach(
            node -> {
              RowReduce reduce = (RowReduce) key.body().nodes().get(node);
              long identity = new Combiner(reduce.combiner(), reduce.dtype()).identity();
              code.aload(ARGUMENTS).loadConstant(key.stateSlots() + node);
              code.loadConstant(identity).lastore();
            });
    for (LoopForm form : forms) {
      if (form.perRow()) {
        code.aload(ARGUMENTS).lconst_0().lload(COUNT);
        code.invokestatic(owner, "pass" + form.index(), store);
        continue;
      }
      Label done = code.newLabel();
      code.aload(ARGUMENTS).lconst_0().lload(COUNT);
      code.invokestatic(owner, "pass" + form.index(), pass).lstore(DONE);
      code.lload(DONE).lload(COUNT).lcmp().ifge(done);
      code.aload(ARGUMENTS).lload(DONE).lload(COUNT);
      code.invokestatic(owner, "masked" + form.index(), pass).pop2();
      code.labelBinding(done);
    }
    for (int s = 0; s < key.streams().size(); s++) {
      code.aload(ARGUMENTS).loadConstant(s).dup2().laload();
      code.aload(ARGUMENTS).loadConstant(key.acrossSlots() + s).laload().ladd().lastore();
    }
    code.lload(ROWS).lconst_1().lsub().lstore(ROWS).goto_(head);
    code.labelBinding(end);
    code.return_();
  }

  private IntStream reductions() {
    return IntStream.range(0, key.body().nodes().size())
        .filter(i -> key.body().nodes().get(i) instanceof RowReduce);
  }
}
