package io.barsgateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class PrepareXmlTest {

    private final List<Runnable> begun = Collections.synchronizedList(new ArrayList<>());

    @Test
    void an_outcome_in_xml_is_written_and_read_once() {
        assertThat(new PrepareXml(ForkJoinPool.commonPool()).prepare()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void the_start_begins_to_load_xml_and_does_not_wait() {
        assertThat(CompletableFuture.runAsync(() -> start(begun::add))).succeedsWithin(Duration.ofSeconds(30));

        assertThat(begun).as("begun, and not run yet").hasSize(1);
    }

    private static void start(Executor beside) {
        try (AnnotationConfigApplicationContext gateway = new AnnotationConfigApplicationContext()) {
            gateway.registerBean(PrepareXml.class, () -> new PrepareXml(beside));
            gateway.refresh();
        }
    }
}
