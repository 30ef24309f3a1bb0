package io.barsgateway.acceptance;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AcceptanceConfiguration {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;

    /** New ids, for resources and messages. */
    @Bean
    Supplier<UUID> newIds() {
        return UUID::randomUUID;
    }

    /** References that can be read out on the telephone: no letter that sounds or looks like a digit. */
    @Bean
    References references() {
        SecureRandom random = new SecureRandom();
        return () -> {
            StringBuilder reference = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                reference.append(i == LENGTH / 2 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return reference.toString();
        };
    }

    /** Makes human-readable case references. */
    @FunctionalInterface
    interface References extends Supplier<String> {}
}
