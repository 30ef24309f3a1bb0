package io.barsgateway.audit.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who want to write at once: one of them writes for all. */
class WriteTogetherTest {

    private final List<List<Integer>> batches = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ExecutorService writers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        mayEnd.countDown();
        writers.shutdownNow();
    }

    /** The first batch waits until it may end, so that the others gather behind it; 13 cannot be written. */
    private void write(List<Integer> batch) {
        batches.add(List.copyOf(batch));
        if (batches.size() == 1) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (batch.contains(13)) {
            throw new IllegalArgumentException("13");
        }
    }

    private List<CompletableFuture<Void>> behindTheFirst(WriteTogether<Integer> together, List<Integer> values)
            throws InterruptedException {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        written.add(CompletableFuture.runAsync(() -> together.write(0), writers));
        begun.await();
        values.forEach(value -> written.add(CompletableFuture.runAsync(() -> together.write(value), writers)));
        Awaitility.await().until(() -> together.gathered() == values.size());
        mayEnd.countDown();
        return written;
    }

    @Test
    void those_who_come_meanwhile_are_written_in_one_batch() throws Exception {
        WriteTogether<Integer> together = new WriteTogether<>(this::write);
        List<Integer> values = IntStream.rangeClosed(1, 12).boxed().toList();

        for (CompletableFuture<Void> each : behindTheFirst(together, values)) {
            each.get();
        }

        assertThat(batches).hasSize(2);
        assertThat(batches.get(1)).containsExactlyInAnyOrderElementsOf(values);
    }

    @Test
    void what_cannot_be_written_fails_alone() throws Exception {
        WriteTogether<Integer> together = new WriteTogether<>(this::write);

        List<CompletableFuture<Void>> written = behindTheFirst(together, List.of(12, 13, 14));

        written.get(0).get();
        written.get(1).get();
        assertThatThrownBy(() -> written.get(2).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("13");
        written.get(3).get();
        assertThat(batches).contains(List.of(12), List.of(14));
    }

    @Test
    void an_error_of_the_virtual_machine_fails_its_batch_and_no_other() throws Exception {
        WriteTogether<Integer> together = new WriteTogether<>(batch -> {
            write(batch);
            if (batch.contains(99)) {
                throw new OutOfMemoryError("99");
            }
        });

        List<CompletableFuture<Void>> written = behindTheFirst(together, List.of(98, 99));

        assertThatThrownBy(() -> written.get(1).get()).hasRootCauseMessage("99");
        assertThatThrownBy(() -> written.get(2).get()).hasRootCauseMessage("99");
        together.write(100);
        assertThat(batches).contains(List.of(100));
    }

    @Test
    void one_alone_is_written_at_once() {
        mayEnd.countDown();
        new WriteTogether<>(this::write).write(5);

        assertThat(batches).containsExactly(List.of(5));
    }
}
