package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path warehouse;

  @Test
  void aSecondHolderIsRefusedUntilTheFirstLetsGo() {
    try (RunLock first = acquire("2010Q4")) {
      assertThat(lock("2010Q4")).hasContent("run of test");
      assertThatThrownBy(() -> acquire("2010Q4"))
          .isInstanceOfSatisfying(
              UserException.class, busy -> assertThat(busy.exitStatus()).isEqualTo(4))
          .hasMessage(
              "Cannot run 2010Q4: another run holds it ("
                  + warehouse
                  + "/_locks/2010Q4). Wait until that run ends; the lock of a run that died ends"
                  + " after five minutes.");
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
    acquire("publication", Duration.ofMinutes(1)).close();
    ending.join();
    try (RunLock other = acquire("publication")) {
      assertThatThrownBy(() -> acquire("publication", Duration.ZERO))
          .hasMessageStartingWith("Cannot run publication: another run holds it");
      assertThat(other).isNotNull();
    }
  }

  private static void sleepLong() {
    try {
      Thread.sleep(700);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private RunLock acquire(String what, Duration patience) {
    return RunLock.acquire(
        new Configuration(), warehouse.toString(), what, "run of test", patience);
  }

  @Test
  void theLockOfARunThatDiedIsTakenOver() throws IOException {
    abandoned("2010Q4", Duration.ofMinutes(6));
    try (RunLock lock = acquire("2010Q4")) {
      assertThat(lock).isNotNull();
      assertThat(lock("2010Q4")).hasContent("run of test");
    }
  }

  @Test
  void aLockRenewedAMomentAgoIsNotTakenOver() throws IOException {
    abandoned("2010Q4", Duration.ofMinutes(4));
    assertThatThrownBy(() -> acquire("2010Q4")).isInstanceOf(UserException.class);
    assertThat(lock("2010Q4")).hasContent("someone else");
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

  private void abandoned(String what, Duration age) throws IOException {
    Files.createDirectories(lock(what).getParent());
    Files.writeString(lock(what), "someone else");
    Files.setLastModifiedTime(lock(what), FileTime.from(Instant.now().minus(age)));
  }

  private Path lock(String what) {
    return warehouse.resolve("_locks").resolve(what);
  }

  private RunLock acquire(String what) {
    return RunLock.acquire(new Configuration(), warehouse.toString(), what, "run of test");
  }
}
