package dev.covector.backend;

/**
 * A device that holds tensors and runs programs.
 *
 * @param backend the name of its backend
 * @param id its number there
 * @param description the hardware in words
 */
public record Device(String backend, int id, String description) {
  @Override
  public String toString() {
    return backend + ":" + id + " (" + description + ")";
  }
}
