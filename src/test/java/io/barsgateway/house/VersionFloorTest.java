package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Libraries with a known hole below a version do not come back by a careless edit. */
class VersionFloorTest {

    private static final Map<String, String> FLOORS = Map.of(
            "io/netty/netty-codec-http", "4.1.138",
            "org/apache/camel/camel-netty-http", "4.18.0",
            "org/bouncycastle/bcprov-jdk18on", "1.81",
            "com/fasterxml/jackson/core/jackson-core", "2.15",
            "ch/qos/logback/logback-core", "1.5.13");

    @Test
    void nothing_on_the_class_path_is_below_its_floor() {
        String path = System.getProperty("java.class.path").replace('\\', '/');
        FLOORS.forEach((artifact, floor) -> {
            Matcher found = Pattern.compile(artifact + "/([0-9.]+)[^/]*/").matcher(path);
            assertThat(found.find()).as(artifact + " is on the class path").isTrue();
            assertThat(isAtLeast(found.group(1), floor))
                    .as(artifact + " " + found.group(1))
                    .isTrue();
        });
    }

    @Test
    void the_comparison_is_by_number() {
        assertThat(isAtLeast("4.1.140", "4.1.138")).isTrue();
        assertThat(isAtLeast("4.1.99", "4.1.138")).isFalse();
        assertThat(isAtLeast("1.86", "1.81")).isTrue();
        assertThat(isAtLeast("1.9", "1.81")).isFalse();
    }

    private static boolean isAtLeast(String version, String floor) {
        String[] own = version.split("\\.", -1);
        String[] least = floor.split("\\.", -1);
        for (int i = 0; i < least.length; i++) {
            int difference =
                    (i < own.length && !own[i].isEmpty() ? Integer.parseInt(own[i]) : 0) - Integer.parseInt(least[i]);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }
}
