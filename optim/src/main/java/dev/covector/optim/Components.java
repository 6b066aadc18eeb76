package dev.covector.optim;

import dev.covector.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Options of a record, one changed at a time. The methods of an optimizer's record name the
 * component that they change, in place of a constructor's call with all the others: some have
 * eighteen. A test holds each method to the component of its name.
 */
final class Components {
  private Components() {}

  /**
   * The record with another value of a component. For a {@link Hyperparameter}, a number and a
   * scalar tensor will do.
   */
  static <R extends Record> R with(R record, String name, @Nullable Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    boolean isFound = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        boolean isNamed = components[i].getName().equals(name);
        values[i] =
            isNamed ? converted(value, types[i]) : components[i].getAccessor().invoke(record);
        isFound |= isNamed;
      }
      if (!isFound) {
        throw new IllegalArgumentException(record.getClass() + " has no component " + name);
      }
      @SuppressWarnings("unchecked") // the class of the record
      Class<R> type = (Class<R>) record.getClass();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case RuntimeException refused -> throw refused;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object converted(@Nullable Object value, Class<?> type) {
    if (type != Hyperparameter.class) {
      return value;
    }
    return switch (value) {
      case Number number -> Hyperparameter.of(number.doubleValue());
      case Tensor tensor -> Hyperparameter.of(tensor);
      case null, default -> value;
    };
  }
}
