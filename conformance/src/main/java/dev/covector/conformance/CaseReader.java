package dev.covector.conformance;

import dev.covector.conformance.Case.Application;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads one line of {@code cases.jsonl}. */
final class CaseReader {
  /** Floating results that are elements of an argument, moved: exact whatever the case says. */
  private static final Set<String> EXACT = Set.of("random.permutation");

  private final JsonObject json;

  private CaseReader(JsonObject json) {
    this.json = json;
  }

  /**
   * The case a line describes.
   *
   * @param place the file and line, for messages
   * @throws MalformedSuiteException when the line is not a case of a known kind
   */
  static Case read(String place, String line) {
    return new CaseReader(JsonObject.parse(place, line)).read();
  }

  private Case read() {
    String kind = json.string("kind");
    return switch (kind) {
      case "call" -> new Case.Call(application(), json.strings("out"));
      case "vjp" -> new Case.Vjp(application(), json.strings("ct"), perTensor("grads"));
      case "jvp" ->
          new Case.Jvp(application(), perTensor("tangents"), json.strings("out_tangents"));
      case "vmap" -> new Case.Vmap(application(), inAxes(), json.strings("out"));
      case "optimizer" -> optimizer();
      case "schedule" -> schedule();
      case "layer" -> layer();
      default ->
          throw new MalformedSuiteException(
              json.place()
                  + ": unknown kind '"
                  + kind
                  + "'; known are call, vjp, jvp, vmap, optimizer, schedule and layer");
    };
  }

  private Application application() {
    String fn = json.string("fn");
    return new Application(
        json.string("id"),
        fn,
        json.list("args").stream().map(this::arg).toList(),
        json.object("kwargs").members(),
        json.has("note") ? json.string("note") : "",
        EXACT.contains(fn) ? 0 : json.number("tol"));
  }

  private Arg arg(Object value) {
    JsonObject arg = JsonObject.of(json.place() + ": 'args'", value);
    if (arg.has("t") == arg.has("v")) {
      throw new MalformedSuiteException(
          arg.place() + ": an argument has either 't' or 'v', got " + arg.members());
    }
    return arg.has("t") ? new Arg.TensorArg(arg.string("t")) : new Arg.StaticArg(value(arg));
  }

  private static Object value(JsonObject arg) {
    return arg.members().get("v");
  }

  private List<Optional<String>> perTensor(String name) {
    return checkPerTensor(name, json.optionalStrings(name));
  }

  private List<Boolean> inAxes() {
    return checkPerTensor("in_axes", json.list("in_axes").stream().map(this::isMapped).toList());
  }

  private boolean isMapped(Object axis) {
    if (axis != null && !axis.equals(0L)) {
      throw new MalformedSuiteException(
          json.place() + ": an entry of 'in_axes' is 0 or null, got " + axis);
    }
    return axis != null;
  }

  private <T> List<T> checkPerTensor(String name, List<T> entries) {
    int tensors = application().tensors().size();
    if (entries.size() != tensors) {
      throw new MalformedSuiteException(
          json.place()
              + ": '"
              + name
              + "' has "
              + entries.size()
              + " entries for "
              + tensors
              + " tensor arguments");
    }
    return entries;
  }

  private Case.Optimizer optimizer() {
    return new Case.Optimizer(
        json.string("id"),
        json.string("fn"),
        json.object("kwargs").members(),
        json.stringMap("params"),
        json.list("steps").stream().map(this::step).toList(),
        json.number("tol"));
  }

  private Case.Optimizer.Step step(Object value) {
    JsonObject step = JsonObject.of(json.place() + ": 'steps'", value);
    return new Case.Optimizer.Step(
        step.stringMap("grads"),
        step.has("value") ? Optional.of(step.string("value")) : Optional.empty(),
        step.stringMap("updates"),
        step.stringMap("params"));
  }

  private Case.Schedule schedule() {
    return new Case.Schedule(
        json.string("id"),
        json.string("fn"),
        json.object("kwargs").members(),
        json.string("steps"),
        json.strings("out"),
        json.number("tol"));
  }

  private Case.Layer layer() {
    return new Case.Layer(
        json.string("id"),
        json.string("fn"),
        json.object("config").members(),
        json.object("call_kwargs").members(),
        json.string("init_key"),
        json.stringMap("rngs"),
        json.strings("inputs"),
        json.stringMap("variables"),
        json.strings("out"),
        stringMapOrEmpty("mutated"),
        json.has("ct") ? json.strings("ct") : List.of(),
        stringMapOrEmpty("param_grads"),
        json.has("note") ? json.string("note") : "",
        json.number("tol"));
  }

  private SequencedMap<String, String> stringMapOrEmpty(String name) {
    return json.has(name)
        ? json.stringMap(name)
        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
  }
}
