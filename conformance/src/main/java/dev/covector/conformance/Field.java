package dev.covector.conformance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The tensors of one field of a case, such as all of {@code out}; they share a scale.
 *
 * @param name the field's name
 * @param tensors the tensors by where they stand, such as {@code out[1]}
 */
record Field(String name, SequencedMap<String, StoredTensor> tensors) {
  Field {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
  }

  /** A field whose tensors are numbered: {@code out[0]}, {@code out[1]}, ... */
  static Field numbered(String name, List<StoredTensor> tensors) {
    SequencedMap<String, StoredTensor> byPlace = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      byPlace.put(name + "[" + i + "]", tensors.get(i));
    }
    return new Field(name, byPlace);
  }
}
