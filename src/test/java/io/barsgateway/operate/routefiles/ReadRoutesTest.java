package io.barsgateway.operate.routefiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What it takes to hold a route to Camel's schema. */
class ReadRoutesTest {

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void a_gateway_starts_without_building_all_of_camels_schema() {
        long before = allocated();

        assertThat(ReadRoutes.schema().getSchemaNode().has("items")).isTrue();

        assertThat(DataSize.ofBytes(allocated() - before)).isLessThan(DataSize.ofMegabytes(100));
    }
}
