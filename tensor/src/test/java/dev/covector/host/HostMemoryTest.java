package dev.covector.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.OutOfDeviceMemoryException;
import dev.covector.StateException;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostMemoryTest {
  private static final long MB = 1 << 20;

  @Test
  void sizeClassesHoldWhatTheyAreAskedForAndWasteAtMostAQuarter() {
    for (long bytes = 1; bytes < 1L << 44; bytes += 1 + bytes / 7) {
      long size = SizeClass.bytes(SizeClass.of(bytes));
      assertTrue(size >= bytes && size <= Math.max(64, bytes + bytes / 4 + 1), bytes + " " + size);
    }
    for (int c = 0; c < SizeClass.COUNT; c++) {
      assertEquals(c, SizeClass.of(SizeClass.bytes(c)));
    }
    assertThrows(CovectorException.class, () -> SizeClass.of(1L << 60));
  }

  @Test
  void buffersAreAlignedAndOfTheirExactSize() {
    HostMemory memory = new HostMemory(0);
    for (long bytes : new long[] {0, 1, 63, 64, 65, 1000, 4 * MB + 3}) {
      MemorySegment segment = memory.allocate(bytes).segment();
      assertEquals(bytes, segment.byteSize());
      assertEquals(0, segment.address() % 64);
    }
  }

  @Test
  void aClosedBufferIsReusedAndIsAnErrorToUse() {
    HostMemory memory = new HostMemory(0);
    HostBuffer first = memory.allocate(10_000);
    long address = first.segment().address();
    first.close();
    first.close();
    assertEquals(address, memory.allocate(10_010).segment().address());
    StateException e = assertThrows(StateException.class, first::segment);
    assertTrue(e.getMessage().contains("is closed"), e.getMessage());
  }

  @Test
  void unreachableBuffersAreReclaimedBeforeTheLimit() {
    HostMemory memory = new HostMemory(64 * MB);
    for (int i = 0; i < 500; i++) {
      memory.allocate(MB).segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    }
    assertTrue(memory.totalBytes() <= 64 * MB);
  }

  @Test
  void whatIsDroppedIsAtMostTheMark() {
    HostMemory memory = new HostMemory(1L << 40);
    HostBuffer kept = memory.allocate(32 * MB);
    long most = 0;
    long heap = 0;
    for (int i = 0; i < 200; i++) { // 3 GB that nobody touches: the system gives addresses only
      memory.allocate(16 * MB);
      most = Math.max(most, memory.totalBytes());
      heap = Math.max(heap, Runtime.getRuntime().totalMemory());
    }
    assertTrue(most <= Math.max(512 * MB, heap), "as HostMemory says: " + most);
    assertEquals(32 * MB, kept.byteSize());
    memory.trim();
  }

  @Test
  void smallBuffersShareSlabsAndDoNotOverlap() {
    HostMemory memory = new HostMemory(MB);
    List<HostBuffer> held = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      HostBuffer buffer = memory.allocate(1 + i);
      buffer.segment().fill((byte) i);
      held.add(buffer);
    }
    for (int i = 0; i < 500; i++) {
      for (long at = 0; at <= i; at++) {
        assertEquals((byte) i, held.get(i).segment().get(ValueLayout.JAVA_BYTE, at));
      }
    }
    for (int i = 0; i < 20_000; i++) {
      memory.allocate(1000);
    }
    assertTrue(memory.totalBytes() <= MB);
  }

  @Test
  void idleMemoryOfOtherSizesMakesRoom() {
    HostMemory memory = new HostMemory(64 * MB);
    for (int i = 0; i < 48; i++) {
      memory.allocate(MB).close();
    }
    List<HostBuffer> small = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      small.add(memory.allocate(MB));
    }
    small.forEach(HostBuffer::close);
    assertEquals(48 * MB, memory.allocate(48 * MB).byteSize());
    memory.trim();
    assertTrue(memory.totalBytes() <= 64 * MB);
  }

  @Test
  void runningOutSaysWhoHoldsWhat() {
    HostMemory memory = new HostMemory(8 * MB);
    List<HostBuffer> held = new ArrayList<>();
    OutOfDeviceMemoryException e =
        assertThrows(
            OutOfDeviceMemoryException.class,
            () -> {
              while (true) {
                held.add(memory.allocate(MB));
              }
            });
    assertEquals(8, held.size());
    assertTrue(e.getMessage().contains("no room for 1.0 MB; the limit is 8.0 MB"), e.getMessage());
    assertTrue(e.getMessage().contains("8.0 MB in 8 buffers of up to 1.0 MB"), e.getMessage());
    assertTrue(e.getMessage().contains("covector.memoryLimit"), e.getMessage());
  }

  @Test
  void limitsAreParsedAndLeaveRoomForTheHeap() {
    assertEquals(512 * MB, MemoryLimit.parse("512m"));
    assertEquals(4096 * MB, MemoryLimit.parse("4G"));
    assertEquals(1000, MemoryLimit.parse("1000"));
    for (String bad : List.of("", "4t", "-1", "0", "9999999999g")) {
      assertThrows(CovectorException.class, () -> MemoryLimit.parse(bad));
    }
    assertEquals(11 * 1024 * MB, MemoryLimit.ofMachine(16 * 1024 * MB, 4 * 1024 * MB));
    assertEquals(MB, MemoryLimit.ofMachine(4 * MB, 4 * MB));
  }

  @Test
  void wrappedMemoryIsReadOnlyAndOfTheOneKind() {
    try (Arena arena = Arena.ofShared();
        Arena confined = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(16);
      HostBuffer wrapped = HostBuffer.wrap(memory);
      assertEquals(memory.address(), wrapped.segment().address());
      assertThrows(
          IllegalArgumentException.class,
          () -> wrapped.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
      MemorySegment mine = confined.allocate(16);
      assertThrows(CovectorException.class, () -> HostBuffer.wrap(mine));
      assertThrows(
          CovectorException.class, () -> HostBuffer.wrap(MemorySegment.ofArray(new int[1])));
    }
  }

  @Test
  void threadsNeverShareABuffer() throws InterruptedException {
    HostMemory memory = new HostMemory(256 * MB);
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int mark = t;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 2000; i++) {
                      HostBuffer buffer = memory.allocate(64 + i % 5 * 100);
                      buffer.segment().set(ValueLayout.JAVA_INT, 0, mark);
                      Thread.onSpinWait();
                      if (buffer.segment().get(ValueLayout.JAVA_INT, 0) != mark) {
                        wrong.incrementAndGet();
                      }
                      if (i % 2 == 0) {
                        buffer.close();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, wrong.get());
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"-XX:-DisableExplicitGC", "-XX:+DisableExplicitGC"})
  void tenThousandLargeResultsKeepASmallFootprint(String flag) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx4g",
                flag,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                place(Footprint.class) + File.pathSeparator + place(HostMemory.class),
                Footprint.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), output);
    long peak = Long.parseLong(output.replaceAll("(?s).*VmHWM:\\s*(\\d+) kB.*", "$1"));
    assertNotEquals(0, peak);
    assertTrue(peak < 1 << 20, output);
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Writes to 10,000 buffers of 16 MB, keeping the last two, as an eager loop does. */
  static final class Footprint {
    public static void main(String[] args) throws IOException {
      HostBuffer last = HostMemory.shared().allocate(16 * MB);
      for (int i = 0; i < 10_000; i++) {
        HostBuffer next = HostMemory.shared().allocate(16 * MB);
        next.segment().copyFrom(last.segment());
        Reference.reachabilityFence(last);
        last = next;
      }
      try (var lines = Files.lines(Path.of("/proc/self/status"))) {
        lines.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
      }
    }
  }
}
