package org.claimgraph.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/**
 * Texts that come as codes of a dictionary, written as Parquet writes texts of a dictionary: no
 * text is compared or hashed, and each is written once in a row group.
 */
final class CodedValues extends ValuesWriter {

  private static final int BYTES = 1 << 16;

  private final ByteBufferAllocator allocator = new HeapByteBufferAllocator();
  private final PlainValuesWriter dictionary = new PlainValuesWriter(BYTES, BYTES, allocator);

  /** Place in the dictionary of this row group by code, plus one; 0 has none yet. */
  private int[] places = new int[1 << 10];

  /** By code: the page that it was last in, the first being 1. */
  private int[] lastPages = new int[1 << 10];

  private int pageNumber = 1;
  private int dictionarySize;
  private int[] page = new int[1 << 10];
  private int size;

  /** Whether a code is not in this page so far. */
  boolean isNewToPage(int code) {
    return code >= places.length || lastPages[code] != pageNumber;
  }

  /** Gives a code, which is new to this page, its text. */
  void learn(int code, Binary text) {
    if (code >= places.length) {
      int length = Math.max(2 * places.length, code + 1);
      places = Arrays.copyOf(places, length);
      lastPages = Arrays.copyOf(lastPages, length);
    }
    lastPages[code] = pageNumber;
    if (places[code] == 0) {
      places[code] = ++dictionarySize;
      dictionary.writeBytes(text);
    }
  }

  /** Writes the text of a code. */
  @Override
  public void writeInteger(int code) {
    if (size == page.length) {
      page = Arrays.copyOf(page, 2 * size);
    }
    page[size++] = places[code] - 1;
  }

  @Override
  public BytesInput getBytes() {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, dictionarySize - 1));
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(bits, BYTES, BYTES, allocator);
    try {
      for (int i = 0; i < size; i++) {
        encoder.writeInt(page[i]);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bits);
      encoder.toBytes().writeAllTo(out);
      return BytesInput.from(out);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Encoding getEncoding() {
    return Encoding.RLE_DICTIONARY;
  }

  @Override
  public DictionaryPage toDictPageAndClose() {
    return new DictionaryPage(dictionary.getBytes(), dictionarySize, Encoding.PLAIN);
  }

  @Override
  public void reset() {
    size = 0;
    pageNumber++;
  }

  @Override
  public long getBufferedSize() {
    return (long) size * Integer.BYTES;
  }

  @Override
  public long getAllocatedSize() {
    return (long) (page.length + 2 * places.length) * Integer.BYTES + dictionary.getAllocatedSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " CodedValues of " + getAllocatedSize() + " bytes";
  }
}
