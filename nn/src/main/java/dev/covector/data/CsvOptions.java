package dev.covector.data;

/**
 * How a CSV file is written. Options never change: each method returns a copy.
 *
 * <pre>{@code
 * CsvOptions options = CsvOptions.DEFAULT.separatedBy(';').withoutHeader();
 * }</pre>
 *
 * @param separator what stands between fields
 * @param header whether the first line has the names of the columns; they are {@code 0}, {@code 1},
 *     ... without
 */
public record CsvOptions(char separator, boolean header) {
  /** Commas and a header; quotes and line ends as in RFC 4180, UTF-8. */
  public static final CsvOptions DEFAULT = new CsvOptions(',', true);

  /** Fields between other characters. */
  public CsvOptions separatedBy(char other) {
    return new CsvOptions(other, header);
  }

  /** A file whose first line is data. */
  public CsvOptions withoutHeader() {
    return new CsvOptions(separator, false);
  }
}
