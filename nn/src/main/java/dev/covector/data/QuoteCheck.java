package dev.covector.data;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a CSV file, which must not end within quotes: the rest of a file would be one field
 * where somebody forgot to close them, or where the file was cut off.
 */
final class QuoteCheck extends FilterReader {
  private enum Place {
    FIELD_START,
    UNQUOTED,
    QUOTED,
    /** After a quote within quotes, which ends them unless another one follows. */
    CLOSING
  }

  private static final int MARK_BYTES = 3;

  private final char separator;
  private Place place = Place.FIELD_START;
  private long line = 1;
  private long quotedFrom;
  private boolean afterReturn;

  private QuoteCheck(Reader in, char separator) {
    super(in);
    this.separator = separator;
  }

  /** A file in UTF-8, or in UTF-16 where it begins with the mark of that. */
  static QuoteCheck open(Path file, char separator) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    bytes.mark(MARK_BYTES);
    byte[] mark = bytes.readNBytes(MARK_BYTES);
    bytes.reset();
    Charset charset = StandardCharsets.UTF_8;
    int marked = 0;
    if (begins(mark, 0xEF, 0xBB, 0xBF)) {
      marked = MARK_BYTES;
    } else if (begins(mark, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      marked = 2;
    } else if (begins(mark, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      marked = 2;
    }
    bytes.skipNBytes(marked);
    // a decoder, unlike a charset, refuses what is malformed instead of replacing it
    return new QuoteCheck(new InputStreamReader(bytes, charset.newDecoder()), separator);
  }

  private static boolean begins(byte[] bytes, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8 from about line " + line + " on; convert it", e);
    }
    if (count < 0 && place == Place.QUOTED) {
      throw new IOException(
          "it ends within quotes that begin in line " + quotedFrom + "; close them");
    }
    for (int i = offset; i < offset + count; i++) {
      see(buffer[i]);
    }
    return count;
  }

  private void see(char c) {
    boolean newLine = c == '\r' || c == '\n';
    if (newLine && !(c == '\n' && afterReturn)) {
      line++;
    }
    afterReturn = c == '\r';
    if (place == Place.QUOTED) {
      place = c == '"' ? Place.CLOSING : Place.QUOTED;
    } else if (newLine || c == separator) {
      place = Place.FIELD_START;
    } else if (c == '"' && place != Place.UNQUOTED) {
      quotedFrom = place == Place.CLOSING ? quotedFrom : line;
      place = Place.QUOTED;
    } else {
      place = Place.UNQUOTED;
    }
  }
}
