package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockTest {

  /** Renewals come so often here. */
  private static final Duration QUICK = Duration.ofMillis(200);

  @TempDir Path warehouse;

  @Test
  void aSecondHolderIsRefusedUntilTheFirstLetsGo() {
    try (RunLock first = acquire("2010Q4")) {
      assertThat(lock("2010Q4")).content().startsWith("run = run of test\n");
      assertThatThrownBy(() -> acquire("2010Q4"))
          .isInstanceOfSatisfying(
              UserException.class, busy -> assertThat(busy.exitStatus()).isEqualTo(4))
          .hasMessage(
              "Cannot run 2010Q4: another run holds it ("
                  + warehouse
                  + "/_locks/2010Q4). Wait until that run ends. The lock of a run that died on this"
                  + " machine ends with it, that of one that died elsewhere after five minutes.");
      assertThat(first).isNotNull();
    }
    assertThat(lock("2010Q4")).doesNotExist();
    acquire("2010Q4").close();
  }

  @Test
  void locksOfDifferentThingsDoNotMeet() {
    try (RunLock one = acquire("2010Q3");
        RunLock other = acquire("2010Q4")) {
      assertThat(one).isNotSameAs(other);
      assertThat(lock("2010Q3")).exists();
      assertThat(lock("2010Q4")).exists();
    }
  }

  @Test
  void nothingElseIsHeldBesideMaintenance() {
    try (RunLock run = acquire("2010Q4")) {
      assertThatThrownBy(() -> acquire(RunLock.MAINTENANCE))
          .hasMessageStartingWith("Cannot run maintenance: another run holds 2010Q4.");
      assertThat(run).isNotNull();
    }
    try (RunLock maintenance = acquire(RunLock.MAINTENANCE)) {
      assertThatThrownBy(() -> acquire("2010Q4"))
          .isInstanceOfSatisfying(
              UserException.class, busy -> assertThat(busy.exitStatus()).isEqualTo(4))
          .hasMessageStartingWith("Cannot run 2010Q4: another run holds maintenance.");
      assertThat(maintenance).isNotNull();
    }
    acquire("2010Q4").close();
  }

  @Test
  void whoIsPatientWaitsUntilTheFirstLetsGo() throws InterruptedException {
    RunLock first = acquire("publication");
    Thread ending =
        new Thread(
            () -> {
              sleepLong();
              first.close();
            });
    ending.start();
    AtomicInteger told = new AtomicInteger();
    acquire("publication", Duration.ofMinutes(1), told::incrementAndGet).close();
    ending.join();
    assertThat(told).hasValue(1);
    try (RunLock other = acquire("publication")) {
      assertThatThrownBy(() -> acquire("publication", Duration.ZERO, told::incrementAndGet))
          .hasMessageStartingWith("Cannot run publication: another run holds it");
      assertThat(other).isNotNull();
      assertThat(told).hasValue(1);
    }
  }

  private static void sleepLong() {
    try {
      Thread.sleep(700);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private RunLock acquire(String what, Duration patience, Runnable waiting) {
    return RunLock.acquire(
        new Configuration(), warehouse.toString(), what, "run of test", patience, waiting);
  }

  /** Killed, as no process can see coming; kill -9 leaves its lock as it is. */
  @Test
  void theLockOfAProcessThatIsKilledIsTakenOverAtOnce() throws Exception {
    Process other = new ProcessBuilder("sleep", "600").start();
    heldBy(LockHolder.of("other", other.pid(), 0).text(), Duration.ZERO);
    assertThatThrownBy(() -> acquire("2010Q4")).hasMessageContaining("another run holds it");
    assertThat(isHeld()).isTrue();

    other.destroyForcibly().waitFor();

    assertThat(isHeld()).isFalse();
    takeOverAtOnce();
  }

  @Test
  void aProcessThatStandsStillKeepsItsLockHoweverLongAndWhateverTheClocksSay() throws Exception {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      assertThat(new ProcessBuilder("kill", "-STOP", "" + other.pid()).start().waitFor()).isZero();
      for (Duration age : List.of(Duration.ofDays(2), Duration.ofDays(-2))) {
        heldBy(LockHolder.of("other", other.pid(), 0).text(), age);
        assertThatThrownBy(() -> acquire("2010Q4")).hasMessageContaining("another run holds it");
        assertThat(isHeld()).isTrue();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  /** A process that nobody waits for is still in the list of processes. */
  @Test
  void aProcessThatDiedAndWhoseParentDoesNotCareHoldsNothing() throws Exception {
    Process parent =
        new ProcessBuilder("bash", "-c", "sleep 600 & echo $!; exec sleep 600").start();
    try {
      long child = Long.parseLong(parent.inputReader().readLine());
      heldBy(LockHolder.of("other", child, 0).text(), Duration.ZERO);
      assertThat(isHeld()).isTrue();
      ProcessHandle.of(child).orElseThrow().destroyForcibly();
      while (!Files.readString(Path.of("/proc/" + child + "/stat")).contains(") Z ")) {
        Thread.sleep(10);
      }
      takeOverAtOnce();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aLaterProcessOfTheSameNumberIsAnother() throws IOException {
    LockHolder here = LockHolder.ofThisProcess("other", 0);
    heldBy(here.text().replace("start = ", "start = 1"), Duration.ZERO);
    takeOverAtOnce();
  }

  /** Whichever clock was set, and in whichever direction. */
  @ParameterizedTest
  @ValueSource(longs = {11, -11})
  void aLockOfAnotherMachineThatIsRenewedIsNotTakenOverWhateverTheClocksSay(long late)
      throws Exception {
    heldElsewhere(QUICK.multipliedBy(late));
    ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor();
    renewing.scheduleWithFixedDelay(this::renewElsewhere, 0, 20, TimeUnit.MILLISECONDS);
    assertThatThrownBy(this::acquireQuickly).hasMessageContaining("another run holds it");
    renewing.shutdownNow();
    assertThat(lock("2010Q4")).content().startsWith("run = elsewhere\n");
  }

  /** By a clock that is an hour late. */
  private void renewElsewhere() {
    try {
      Files.setLastModifiedTime(
          lock("2010Q4"), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, -11})
  void aLockOfAnotherMachineThatIsLateAndNotRenewedIsTakenOver(long late) throws IOException {
    heldElsewhere(QUICK.multipliedBy(late));
    long start = System.nanoTime();
    acquireQuickly().close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(QUICK.multipliedBy(3));
  }

  @Test
  void aLockOfAnotherMachineThatIsNotLateIsNotTakenOver() throws IOException {
    heldElsewhere(Duration.ofMinutes(4));
    assertThatThrownBy(() -> acquire("2010Q4")).isInstanceOf(UserException.class);
    assertThat(isHeld()).isTrue();
    heldElsewhere(Duration.ofMinutes(6));
    assertThat(isHeld()).isFalse();
  }

  @Test
  void aFileThatTellsNothingIsALockAllTheSame() throws IOException {
    heldBy("", Duration.ZERO);
    assertThatThrownBy(() -> acquire("2010Q4")).isInstanceOf(UserException.class);
  }

  @Test
  void whoseLockWasTakenOverGoesOnWithNothingAndLeavesTheOthersLockAlone() throws IOException {
    RunLock slow = acquire("2010Q4");
    slow.requireHeld();
    heldBy(LockHolder.ofThisProcess("other", 0).text(), Duration.ZERO);
    assertThatThrownBy(slow::requireHeld)
        .isInstanceOfSatisfying(
            UserException.class, lost -> assertThat(lost.exitStatus()).isEqualTo(4))
        .hasMessageStartingWith("Cannot go on with 2010Q4: its lock (");
    slow.close();
    assertThat(lock("2010Q4")).content().startsWith("run = other\n");
    Files.delete(lock("2010Q4"));
    assertThatThrownBy(slow::requireHeld).hasMessageStartingWith("Cannot go on with 2010Q4");
  }

  @Test
  void aLivingRunRenewsItsLock() throws Exception {
    try (RunLock lock = acquireQuickly()) {
      FileTime first = Files.getLastModifiedTime(lock("2010Q4"));
      Instant deadline = Instant.now().plusSeconds(30);
      while (Files.getLastModifiedTime(lock("2010Q4")).equals(first)) {
        assertThat(Instant.now()).isBefore(deadline);
        Thread.sleep(10);
      }
      lock.requireHeld();
    }
  }

  @Test
  void othersMayNotReadWhoHoldsALock() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.permissions.umask-mode", "027");
    try (RunLock lock = RunLock.acquire(hadoop, warehouse.toString(), "2010Q4", "test")) {
      lock.requireHeld();
      assertThat(Files.getPosixFilePermissions(lock("2010Q4")))
          .doesNotContain(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_WRITE);
    }
  }

  @Test
  void aWarehouseThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.writeString(warehouse.resolve("file"), "x");
    assertThatThrownBy(() -> RunLock.acquire(new Configuration(), file.toString(), "x", "test"))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessageStartingWith("Cannot write below warehouse " + file + ": ")
        .hasMessageEndingWith(". Set warehouse to a place that can be written.");
  }

  private void heldElsewhere(Duration age) throws IOException {
    LockHolder holder = LockHolder.ofThisProcess("elsewhere", 0);
    heldBy(holder.text().replace("machine = ", "machine = x"), age);
  }

  private void heldBy(String text, Duration age) throws IOException {
    Files.createDirectories(lock("2010Q4").getParent());
    Files.writeString(lock("2010Q4"), text);
    Files.setLastModifiedTime(lock("2010Q4"), FileTime.from(Instant.now().minus(age)));
  }

  private boolean isHeld() {
    return RunLock.isHeld(new Configuration(), warehouse.toString(), "2010Q4");
  }

  private void takeOverAtOnce() {
    long start = System.nanoTime();
    try (RunLock lock = acquire("2010Q4")) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      lock.requireHeld();
      assertThat(lock("2010Q4")).content().startsWith("run = run of test\n");
    }
  }

  private RunLock acquireQuickly() {
    return RunLock.acquire(
        new Configuration(),
        warehouse.toString(),
        "2010Q4",
        "quick",
        Duration.ZERO,
        () -> {},
        QUICK);
  }

  private Path lock(String what) {
    return warehouse.resolve("_locks").resolve(what);
  }

  private RunLock acquire(String what) {
    return RunLock.acquire(new Configuration(), warehouse.toString(), what, "run of test");
  }
}
