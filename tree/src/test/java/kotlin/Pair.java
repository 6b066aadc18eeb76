package kotlin;

/** Has the members of Kotlin's {@code Pair} that a tree looks at. */
@Metadata
public final class Pair {
  private final Object first;
  private final Object second;

  public Pair(Object first, Object second) {
    this.first = first;
    this.second = second;
  }

  public Object component1() {
    return first;
  }

  public Object component2() {
    return second;
  }

  static Pair copy$default(Pair self, Object first, Object second, int mask, Object marker) {
    return new Pair((mask & 1) != 0 ? self.first : first, (mask & 2) != 0 ? self.second : second);
  }
}
