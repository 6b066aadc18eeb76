package dev.covector.data;

import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A CSV file in memory, by columns.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("csv").resolve("iris.csv");
 * Files.writeString(file, "width,height,species\n1.5,2,setosa\n3,4.5,virginica\n");
 * CsvTable table = CsvTable.read(file);
 * Tensor x = table.matrix("width", "height"); // f32[2,2]
 * CsvTable.Categories species = table.categories("species"); // setosa, virginica
 * Dataset<Map<String, Tensor>> rows = Dataset.of(Map.of("x", x, "y", species.codes()));
 * }</pre>
 *
 * <p>Quotes, separators and line ends are those of RFC 4180, in UTF-8.
 */
public final class CsvTable {
  private final Path file;
  private final List<String> columns;
  private final List<CsvRows.Row> rows;

  private CsvTable(Path file, List<String> columns, List<CsvRows.Row> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A column of texts as numbers.
   *
   * @param names the texts, in alphabetical order
   * @param codes i32[rows], the place of each row's text among the names
   */
  public record Categories(List<String> names, Tensor codes) {
    /** Copies the list. */
    public Categories {
      names = List.copyOf(names);
    }
  }

  /** A file with commas and a header, by its name. */
  public static CsvTable read(String file) {
    return read(Path.of(file));
  }

  /** A file with commas and a header. */
  public static CsvTable read(Path file) {
    return read(file, CsvOptions.DEFAULT);
  }

  /**
   * A file.
   *
   * @throws DataException when it cannot be read, or a row is longer or shorter than the first
   */
  public static CsvTable read(Path file, CsvOptions options) {
    try (CsvRows source = new CsvRows(file, options)) {
      List<CsvRows.Row> rows = new ArrayList<>();
      source.forEachRemaining(rows::add);
      return new CsvTable(file, source.columns(), rows);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The rows of a file that is not held in memory, as texts by column. It is read from its start by
   * each iterator.
   *
   * @throws DataException while iterating, as {@link #read(Path, CsvOptions)}
   */
  public static Dataset<Map<String, String>> rows(Path file, CsvOptions options) {
    return new StreamDataset<>("csv", () -> new Named(new CsvRows(file, options)));
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /**
   * A column as it is written.
   *
   * @throws DataException when there is none of the name
   */
  public List<String> texts(String column) {
    int index = index(column);
    return rows.stream().map(row -> row.fields().get(index)).toList();
  }

  /**
   * A column of numbers, in the default floating width: f32[rows]. An empty field is NaN.
   *
   * @throws DataException when there is no such column, or a field is no number
   */
  public Tensor numbers(String column) {
    double[] numbers = new double[rows.size()];
    fill(numbers, index(column), 0, 1);
    return Tensor.of(numbers);
  }

  /** Several columns of numbers, all of them if none is named: f32[rows, columns]. */
  public Tensor matrix(String... names) {
    List<String> wanted = names.length == 0 ? columns : List.of(names);
    double[] numbers = new double[Math.multiplyExact(rows.size(), wanted.size())];
    for (int i = 0; i < wanted.size(); i++) {
      fill(numbers, index(wanted.get(i)), i, wanted.size());
    }
    return Tensor.of(numbers, rows.size(), wanted.size());
  }

  /**
   * A column of whole numbers: i32[rows].
   *
   * @throws DataException when there is no such column, or a field is no such number
   */
  public Tensor integers(String column) {
    int index = index(column);
    int[] numbers = new int[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      String field = rows.get(i).fields().get(index).strip();
      try {
        numbers[i] = Integer.parseInt(field);
      } catch (NumberFormatException e) {
        throw wrong(i, column, "a whole number of 32 bits", e);
      }
    }
    return Tensor.of(numbers);
  }

  /**
   * A column of texts as numbers.
   *
   * @throws DataException when there is no such column
   */
  public Categories categories(String column) {
    List<String> texts = texts(column);
    List<String> names = texts.stream().distinct().sorted().toList();
    Map<String, Integer> codes = new HashMap<>();
    names.forEach(name -> codes.put(name, codes.size()));
    return new Categories(names, Tensor.of(texts.stream().mapToInt(codes::get).toArray()));
  }

  private void fill(double[] numbers, int column, int offset, int stride) {
    for (int i = 0; i < rows.size(); i++) {
      String field = rows.get(i).fields().get(column).strip();
      try {
        numbers[i * stride + offset] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
      } catch (NumberFormatException e) {
        throw wrong(i, columns.get(column), "a number", e);
      }
    }
  }

  private DataException wrong(int row, String column, String wanted, NumberFormatException cause) {
    String field = rows.get(row).fields().get(index(column));
    return new DataException(
        "%s, line %d, column '%s': '%s' is not %s"
            .formatted(file, rows.get(row).line(), column, field, wanted),
        cause);
  }

  private int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new DataException(
          "%s: there is no column '%s'; there are %s".formatted(file, column, columns));
    }
    return index;
  }

  @Override
  public String toString() {
    return file + ": " + rows.size() + " rows of " + columns;
  }

  /** Rows as maps. */
  private record Named(CsvRows rows) implements Iterator<Map<String, String>>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Map<String, String> next() {
      List<String> fields = rows.next().fields();
      List<String> names = rows.columns();
      return names.stream().collect(Collectors.toMap(n -> n, n -> fields.get(names.indexOf(n))));
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
