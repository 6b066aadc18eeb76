package dev.covector.simd;

import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which calls of the Vector API have a direct form. */
final class DirectCalls {
  private static final String API = "jdk/incubator/vector/";
  private static final String OPERATORS = API + "VectorOperators";
  private static final String SPECIES = "dev/covector/simd/Species";
  private static final String MEMORY = "dev/covector/simd/Memory";

  /** What a direct call takes for itself, with loads and stores of operands. */
  private static final int CALL_BYTES = 44;

  private static final int BROADCAST_BYTES = 32;

  private DirectCalls() {}

  /** Emits a call, given its operands: the receiver first. */
  @FunctionalInterface
  interface Emission {
    void emit(DirectEmitter emitter, List<DirectEmitter.Operand> operands);
  }

  /**
   * A call in its direct form.
   *
   * @param arguments of the call that it replaces, the receiver first
   * @param bytes how much code it is, at most
   * @param result what is known of the result; null when nothing is
   */
  record Call(
      List<StackValue> arguments, int bytes, @Nullable StackValue result, Emission emission) {}

  /** A call under examination. */
  private record Site(InvokeInstruction call, String name, List<StackValue> arguments) {
    boolean takes(int position, String simpleName) {
      return call.typeSymbol().parameterType(position).displayName().equals(simpleName);
    }

    int parameters() {
      return call.typeSymbol().parameterCount();
    }

    Call vector(int extra, Emission emission) {
      return with(extra, StackValue.computed(TypeKind.REFERENCE), emission);
    }

    Call mask(int extra, VectorType type, Emission emission) {
      return with(extra, StackValue.maskOf(type), emission);
    }

    Call with(int extra, @Nullable StackValue result, Emission emission) {
      return new Call(arguments, CALL_BYTES + extra, result, emission);
    }

    @Nullable String operator(int argument) {
      return arguments.get(argument).field(OPERATORS);
    }

    @Nullable VectorType species(int argument) {
      return DirectCalls.species(arguments.get(argument));
    }

    boolean isAllMemory(int segment) {
      return "ALL".equals(arguments.get(segment).field(MEMORY))
          && arguments.get(segment + 2).producer() instanceof InvokeInstruction;
    }
  }

  private static @Nullable VectorType species(StackValue value) {
    String field = value.field(SPECIES);
    for (VectorType type : VectorType.values()) {
      if (type.species().equals(field)) {
        return type;
      }
    }
    return null;
  }

  private static @Nullable VectorType owner(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    for (VectorType type : VectorType.values()) {
      if (owner.equals(API + type.descriptor().displayName())) {
        return type;
      }
    }
    return null;
  }

  /** The direct form of a call; null when it has none. */
  static @Nullable Call find(InvokeInstruction call, List<StackValue> arguments) {
    Site site = new Site(call, call.name().stringValue(), arguments);
    VectorType type = owner(call);
    if (type != null) {
      return ofVector(site, type);
    }
    return switch (call.owner().asInternalName()) {
      case API + "VectorMask" -> ofMask(site);
      case API + "VectorSpecies" -> ofSpecies(site);
      default -> null;
    };
  }

  /** What is known of the result of a call that stays as it is; null when nothing is. */
  static @Nullable StackValue publicResult(
      int index, InvokeInstruction call, List<StackValue> arguments) {
    String name = call.name().stringValue();
    VectorType type = owner(call);
    VectorType lanes =
        switch (call.owner().asInternalName()) {
          case API + "VectorMask" ->
              switch (name) {
                case "and", "or", "xor", "not", "eq", "andNot" -> arguments.getFirst().mask();
                case "cast" -> lanesOf(arguments.get(1));
                case "fromLong" -> lanesOf(arguments.getFirst());
                default -> null;
              };
          case API + "VectorSpecies" ->
              name.equals("maskAll") || name.equals("indexInRange")
                  ? lanesOf(arguments.getFirst())
                  : null;
          default ->
              name.equals("compare") || name.equals("test") || name.equals("species") ? type : null;
        };
    if (lanes != null) {
      return StackValue.maskOf(lanes);
    }
    boolean isOrder = name.equals("nativeOrder");
    return isOrder ? new StackValue(TypeKind.REFERENCE, null, call, index) : null;
  }

  /** The lanes of a species: a constant, or that of a vector. */
  private static @Nullable VectorType lanesOf(StackValue species) {
    return species(species) == null ? species.mask() : species(species);
  }

  private static @Nullable Call ofVector(Site site, VectorType type) {
    return switch (site.name()) {
      case "neg", "abs", "sqrt" -> {
        String operator = site.name().toUpperCase(Locale.ROOT);
        yield site.vector(0, (e, o) -> e.unary(type, operator, o.getFirst()));
      }
      case "not" ->
          site.vector(
              BROADCAST_BYTES, (e, o) -> e.binary(type, "XOR", o.getFirst(), e.ones(type), null));
      case "add", "sub", "mul", "div", "and", "or", "min", "max" ->
          binary(site, type, site.name().toUpperCase(Locale.ROOT), 0);
      case "lanewise" -> lanewise(site, type);
      case "fma" -> fma(site, type);
      case "compare" -> compare(site, type);
      case "blend" -> blend(site, type);
      case "broadcast" -> broadcast(site, type);
      case "zero" -> site.species(0) == type ? site.vector(0, (e, o) -> e.zero(type)) : null;
      case "reinterpretAsFloats" -> reinterpret(site, type, VectorType.FLOAT);
      case "reinterpretAsInts" -> reinterpret(site, type, VectorType.INT);
      case "reinterpretAsDoubles" -> reinterpret(site, type, VectorType.DOUBLE);
      case "reinterpretAsLongs" -> reinterpret(site, type, VectorType.LONG);
      case "convert" -> convert(site, type);
      case "reduceLanes" -> reduce(site, type);
      case "fromMemorySegment" -> load(site, type);
      case "intoMemorySegment" -> store(site, type);
      default -> null;
    };
  }

  /**
   * An operator on two vectors, or a vector and a scalar.
   *
   * @param skipped how many arguments are between the receiver and the right operand
   */
  private static @Nullable Call binary(Site site, VectorType type, String operator, int skipped) {
    int left = 0;
    int right = 1 + skipped;
    int mask = right + 1;
    if (site.arguments().size() > mask + 1
        || !DirectOpcodes.isBinary(operator)
        || operator.equals("DIV") && !type.isFloating()) {
      return null;
    }
    if (site.takes(skipped, "Vector")) {
      boolean masked = site.arguments().size() > mask;
      return site.vector(
          0,
          (e, o) ->
              e.binary(type, operator, o.get(left), o.get(right), masked ? o.get(mask) : null));
    }
    return site.arguments().size() > mask || !takesScalar(site, skipped, type)
        ? null
        : site.vector(
            BROADCAST_BYTES,
            (e, o) ->
                e.binary(type, operator, o.get(left), e.inAllLanes(type, o.get(right)), null));
  }

  private static boolean takesScalar(Site site, int parameter, VectorType type) {
    ClassDesc scalar = type.scalar().descriptor();
    return site.call().typeSymbol().parameterType(parameter).equals(scalar);
  }

  private static @Nullable Call lanewise(Site site, VectorType type) {
    String operator = site.operator(1);
    if (operator == null || site.parameters() < 2) {
      return null;
    }
    if (DirectOpcodes.isShift(operator)) {
      return site.parameters() == 2 && takesScalar(site, 1, type)
          ? site.vector(0, (e, o) -> e.shift(type, operator, o.get(0), o.get(2)))
          : null;
    }
    return binary(site, type, operator, 1);
  }

  private static @Nullable Call fma(Site site, VectorType type) {
    return site.takes(0, "Vector")
        ? site.vector(0, (e, o) -> e.fma(type, o.get(0), o.get(1), o.get(2)))
        : site.vector(
            2 * BROADCAST_BYTES,
            (e, o) ->
                e.fma(type, o.get(0), e.inAllLanes(type, o.get(1)), e.inAllLanes(type, o.get(2))));
  }

  private static @Nullable Call compare(Site site, VectorType type) {
    String comparison = site.operator(1);
    if (comparison == null || site.parameters() != 2) {
      return null;
    }
    if (site.takes(1, "Vector")) {
      return site.mask(0, type, (e, o) -> e.compare(type, comparison, o.get(0), o.get(2)));
    }
    return takesScalar(site, 1, type)
        ? site.mask(
            BROADCAST_BYTES,
            type,
            (e, o) -> e.compare(type, comparison, o.get(0), e.inAllLanes(type, o.get(2))))
        : null;
  }

  private static @Nullable Call blend(Site site, VectorType type) {
    if (site.takes(0, "Vector")) {
      return site.vector(0, (e, o) -> e.blend(type, o.get(0), o.get(1), o.get(2)));
    }
    return takesScalar(site, 0, type)
        ? site.vector(
            BROADCAST_BYTES,
            (e, o) -> e.blend(type, o.get(0), e.inAllLanes(type, o.get(1)), o.get(2)))
        : null;
  }

  /** The receiver or the species is only there for its type. */
  private static @Nullable Call broadcast(Site site, VectorType type) {
    int scalar = site.parameters() - 1;
    boolean isKnown = site.parameters() == 1 || site.species(0) == type;
    return isKnown && takesScalar(site, scalar, type)
        ? site.vector(0, (e, o) -> e.broadcast(type, o.get(1)))
        : null;
  }

  private static @Nullable Call reinterpret(Site site, VectorType from, VectorType to) {
    return from == to || from.laneBytes() != to.laneBytes()
        ? null
        : site.vector(0, (e, o) -> e.convert(from, to, "REINTERPRET_" + name(from, to), o.get(0)));
  }

  private static String name(VectorType from, VectorType to) {
    return from.name().charAt(0) + "2" + to.name().charAt(0);
  }

  private static @Nullable Call convert(Site site, VectorType from) {
    String conversion = site.operator(1);
    for (VectorType to : VectorType.values()) {
      if (to != from && to.laneBytes() == from.laneBytes() && name(from, to).equals(conversion)) {
        return site.vector(0, (e, o) -> e.convert(from, to, conversion, o.get(0)));
      }
    }
    return null;
  }

  private static @Nullable Call reduce(Site site, VectorType type) {
    String operator = site.operator(1);
    return operator != null && site.parameters() == 1 && DirectOpcodes.isBinary(operator)
        ? site.with(
            0,
            StackValue.computed(type.scalar().type()),
            (e, o) -> e.reduce(type, operator, o.get(0)))
        : null;
  }

  private static @Nullable Call load(Site site, VectorType type) {
    boolean masked = site.parameters() == 5;
    return site.species(0) == type && site.isAllMemory(1)
        ? site.vector(0, (e, o) -> e.load(type, o.get(2), masked ? o.get(4) : null))
        : null;
  }

  private static @Nullable Call store(Site site, VectorType type) {
    boolean masked = site.parameters() == 4;
    return site.isAllMemory(1)
        ? site.with(0, null, (e, o) -> e.store(type, o.get(0), o.get(2), masked ? o.get(4) : null))
        : null;
  }

  private static @Nullable Call ofMask(Site site) {
    if (site.name().equals("fromLong")) {
      VectorType species = site.species(0);
      return species == null
          ? null
          : site.mask(0, species, (e, o) -> e.maskFromBits(species, o.get(1)));
    }
    VectorType type = site.arguments().getFirst().mask();
    if (type == null) {
      return null;
    }
    return switch (site.name()) {
      case "and", "or", "xor" -> {
        String operator = site.name().toUpperCase(Locale.ROOT);
        yield site.mask(0, type, (e, o) -> e.masks(type, operator, o.get(0), o.get(1)));
      }
      case "not" ->
          site.mask(
              BROADCAST_BYTES, type, (e, o) -> e.masks(type, "XOR", o.get(0), e.allLanes(type)));
      case "cast" -> {
        VectorType to = lanesOf(site.arguments().get(1));
        yield to == null || to.laneBytes() != type.laneBytes()
            ? null
            : site.mask(0, to, (e, o) -> e.castMask(type, to, o.get(0)));
      }
      case "toLong" ->
          site.with(0, StackValue.computed(TypeKind.LONG), (e, o) -> e.maskBits(type, o.get(0)));
      case "anyTrue", "allTrue" ->
          site.with(
              BROADCAST_BYTES,
              StackValue.computed(TypeKind.INT),
              (e, o) -> e.test(type, site.name().equals("allTrue"), o.get(0)));
      default -> null;
    };
  }

  private static @Nullable Call ofSpecies(Site site) {
    VectorType type = site.species(0);
    if (type == null) {
      return null;
    }
    return switch (site.name()) {
      case "maskAll" -> site.mask(0, type, (e, o) -> e.maskAll(type, o.get(1)));
      case "indexInRange" ->
          site.parameters() == 2 && takesScalar(site, 0, VectorType.LONG)
              ? site.mask(0, type, (e, o) -> e.indexInRange(type, o.get(1), o.get(2)))
              : null;
      default -> null;
    };
  }
}
