package io.barsgateway.operate.routecheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The Camel components that are in the jar. */
final class Components {

    /** By the scheme of their endpoints, in the order of the alphabet. */
    static final Set<String> IN_THE_JAR = found();

    private Components() {}

    private static Set<String> found() {
        try {
            Set<String> names = new TreeSet<>();
            for (Resource one : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/services/org/apache/camel/component/*")) {
                names.add(String.valueOf(one.getFilename()));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
