package dev.covector.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, read as they are asked for; all as long as the first. */
final class CsvRows implements Iterator<CsvRows.Row>, AutoCloseable {
  /**
   * A row.
   *
   * @param line where it begins, from 1
   */
  record Row(long line, List<String> fields) {}

  private final Path file;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> columns;
  private @Nullable Row ahead;

  CsvRows(Path file, CsvOptions options) {
    this.file = file;
    RawFile.requireFile(file);
    try {
      records =
          CsvReader.builder()
              .fieldSeparator(options.separator())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // said better below
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(QuoteCheck.open(file, options.separator()))
              .iterator();
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
    Row first = record();
    if (first == null) {
      throw new DataException(file + ": the file is empty");
    }
    if (options.header()) {
      columns = first.fields;
      requireDistinct();
      ahead = record();
    } else {
      columns = IntStream.range(0, first.fields.size()).mapToObj(Integer::toString).toList();
      ahead = first;
    }
  }

  private void requireDistinct() {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.indexOf(columns.get(i)) < i) {
        throw new DataException(
            file + ", line 1: there are two columns '" + columns.get(i) + "'; rename one of them");
      }
    }
  }

  /** The names of the columns. */
  List<String> columns() {
    return columns;
  }

  private @Nullable Row record() {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord found = records.next();
      return new Row(found.getStartingLineNumber(), List.copyOf(found.getFields()));
    } catch (CsvParseException | UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DataException(
          "%s cannot be read: %s (%s)".formatted(file, e.getMessage(), cause.getMessage()), e);
    }
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Row next() {
    Row row = ahead;
    if (row == null) {
      throw new NoSuchElementException(file + " has no more rows");
    }
    if (row.fields.size() != columns.size()) {
      throw new DataException(
          "%s, line %d: there are %d fields, but %d columns: %s"
              .formatted(file, row.line, row.fields.size(), columns.size(), columns));
    }
    ahead = record();
    return row;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
