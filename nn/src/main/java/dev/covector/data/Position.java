package dev.covector.data;

/**
 * Where in a pipeline an iterator is: so many elements were taken. A tree of a number and a text,
 * to be saved with the parameters; {@link Dataset#iterator(Position)} goes on from it.
 *
 * <pre>{@code
 * Dataset<Tensor> batches = Dataset.of(Numpy.arange(10)).shuffle(7).batch(2).repeat();
 * DataIterator<Tensor> before = batches.iterator();
 * before.next();
 * Position position = before.position(); // goes into a checkpoint
 * Tensor second = batches.iterator(position).next();
 * System.out.println(Numpy.arrayEqual(second, before.next())); // True
 * }</pre>
 *
 * @param next the number of the next element, from 0
 * @param pipeline the steps of the pipeline, so that the position of another one is refused
 */
public record Position(long next, String pipeline) {
  /** A position. */
  public Position {
    if (next < 0) {
      throw new DataException("a position is " + next + "; it counts elements, from 0");
    }
  }
}
