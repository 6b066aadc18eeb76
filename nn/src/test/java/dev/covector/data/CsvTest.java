package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files: columns, kinds of fields, and what is refused. */
final class CsvTest {
  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private String refusal(String text, Function<CsvTable, Object> use) throws IOException {
    Path file = write(text);
    String message =
        assertThrows(DataException.class, () -> use.apply(CsvTable.read(file))).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message;
  }

  @Test
  void columnsBecomeTensors() throws IOException {
    CsvTable table =
        CsvTable.read(
            write(
                """
                \uFEFFname,"width, cm",count,note
                "Iris ""a""\",1.5,3,
                rose, -2e1 ,4,"two
                lines"
                Iris "b",,5,x
                """));
    assertEquals(List.of("name", "width, cm", "count", "note"), table.columns());
    assertEquals(3, table.size());
    assertEquals(List.of("Iris \"a\"", "rose", "Iris \"b\""), table.texts("name"));
    assertEquals("two\nlines", table.texts("note").get(1));
    assertArrayEquals(
        new float[] {1.5f, -20, Float.NaN}, table.numbers("width, cm").toFloatArray());
    assertArrayEquals(new int[] {3, 4, 5}, table.integers("count").toIntArray());
    assertEquals("f32[3,2]", table.matrix("count", "width, cm").type().toString());
    assertArrayEquals(
        new float[] {3, 1.5f, 4, -20, 5, Float.NaN},
        table.matrix("count", "width, cm").toFloatArray());
    CsvTable.Categories names = table.categories("name");
    assertEquals(List.of("Iris \"a\"", "Iris \"b\"", "rose"), names.names());
    assertArrayEquals(new int[] {0, 2, 1}, names.codes().toIntArray());
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Path file = write("a\nb\n");
    Files.write(file, "a\nB\u00fccher\n".getBytes(StandardCharsets.ISO_8859_1));
    String message = assertThrows(DataException.class, () -> CsvTable.read(file)).getMessage();
    assertTrue(message.contains("it is not UTF-8 from about line 1 on"), message);
  }

  @Test
  void otherSeparatorsAndNoHeader() throws IOException {
    CsvOptions options = CsvOptions.DEFAULT.separatedBy(';').withoutHeader();
    CsvTable table = CsvTable.read(write("1;2\n3;4\r\n5;6"), options);
    assertEquals(List.of("0", "1"), table.columns());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, table.matrix().toFloatArray());
    assertEquals(0, CsvTable.read(write("a,b\n")).size());
  }

  @Test
  void rowsAreReadOneByOne() throws IOException {
    Path file = write("a,b\n1,2\n3,4\n5,6\n7\n");
    Dataset<Map<String, String>> rows = CsvTable.rows(file, CsvOptions.DEFAULT);
    assertEquals(Map.of("a", "5", "b", "6"), rows.iterator(2).next());
    assertEquals(
        List.of(4, 12),
        rows.take(3).map(row -> Integer.parseInt(row.get("b"))).skip(0).stream()
            .filter(b -> b != 4)
            .map(b -> 2 * b)
            .toList());
    DataIterator<Map<String, String>> iterator = rows.iterator(3);
    assertTrue(assertThrows(DataException.class, iterator::next).getMessage().contains("line 5"));
  }

  @Test
  void raggedRowsAreNamedByTheirLine() throws IOException {
    String text = refusal("a,b\n1,2\n\"x\ny\",4\n5,6,7\n", t -> t);
    assertTrue(text.contains("data.csv, line 5: there are 3 fields, but 2 columns: [a, b]"), text);
    assertTrue(refusal("a,b\n1\n", t -> t).contains("line 2: there are 1 fields"));
    assertTrue(refusal("", t -> t).contains("the file is empty"));
    assertTrue(refusal("a,a\n", t -> t).contains("there are two columns 'a'"));
  }

  @Test
  void wrongFieldsAreNamedByLineAndColumn() throws IOException {
    String text = refusal("a,b\n1,2\n3,four\n", t -> t.numbers("b"));
    assertTrue(text.contains("data.csv, line 3, column 'b': 'four' is not a number"), text);
    text = refusal("a\n1.5\n", t -> t.integers("a"));
    assertTrue(text.contains("line 2, column 'a': '1.5' is not a whole number"), text);
    text = refusal("a\n1\n", t -> t.numbers("c"));
    assertTrue(text.contains("there is no column 'c'; there are [a]"), text);
    Path missing = folder.resolve("no.csv");
    text = assertThrows(DataException.class, () -> CsvTable.read(missing)).getMessage();
    assertTrue(text.contains("no.csv: there is no such file"), text);
  }

  @Test
  void aFileThatEndsWithinQuotesIsRefused() throws IOException {
    String text = refusal("a,b\n1,2\n3,\"4\n5,6\n", t -> t);
    assertTrue(text.contains("it ends within quotes that begin in line 3; close them"), text);
    assertTrue(refusal("a\n\"x\"\"\n", t -> t).contains("begin in line 2"));
    assertTrue(refusal("\"", t -> t).contains("begin in line 1"));
    Path file = write("a\r\n1\r\n\"2");
    Dataset<Map<String, String>> rows = CsvTable.rows(file, CsvOptions.DEFAULT);
    String late = assertThrows(DataException.class, () -> rows.iterator(1).next()).getMessage();
    assertTrue(late.contains("begin in line 3"), late);
    // quotes in the middle of a field are letters, and closed ones at the end are fine
    assertEquals(List.of("5\"", "x"), CsvTable.read(write("a\n5\"\n\"x\"")).texts("a"));
  }

  @Test
  void utf16IsKnownByItsMark() throws IOException {
    Path file = folder.resolve("wide.csv");
    Files.write(file, "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(List.of("a", "b"), CsvTable.read(file).columns());
  }
}
