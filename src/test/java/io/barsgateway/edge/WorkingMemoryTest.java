package io.barsgateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.WorkingMemory.Portion;
import org.junit.jupiter.api.Test;

class WorkingMemoryTest {

    private final WorkingMemory memory = new WorkingMemory(12_800);

    @Test
    void large_ones_leave_a_quarter_to_the_small() {
        Portion large = memory.begin(0);
        assertThat(large.grow(9_600)).isTrue();
        assertThat(large.grow(1)).isFalse();
        assertThat(memory.begin(0).grow(101)).isFalse();

        for (int i = 0; i < 32; i++) {
            assertThat(memory.begin(0).grow(100)).isTrue();
        }
        assertThat(memory.begin(0).grow(1)).as("there is no more").isFalse();
    }

    @Test
    void a_body_that_announces_a_large_size_never_counts_as_small() {
        assertThat(memory.begin(0).grow(9_600)).isTrue();

        assertThat(memory.begin(101).grow(1)).isFalse();
        assertThat(memory.begin(100).grow(1)).isTrue();
    }

    @Test
    void what_was_taken_comes_back_once() {
        Portion first = memory.begin(0);
        Portion second = memory.begin(0);
        assertThat(first.grow(500)).isTrue();
        assertThat(first.grow(700)).isTrue();
        assertThat(second.grow(50)).isTrue();

        first.giveBack();
        first.giveBack();

        assertThat(memory.taken()).isEqualTo(50);
        assertThat(first.grow(1)).as("it is over").isFalse();
        assertThat(memory.taken()).isEqualTo(50);
    }

    @Test
    void what_was_refused_takes_nothing() {
        Portion portion = memory.begin(0);
        assertThat(portion.grow(14_000)).isFalse();
        assertThat(memory.taken()).isZero();
        assertThat(portion.grow(2_000)).isTrue();
    }
}
