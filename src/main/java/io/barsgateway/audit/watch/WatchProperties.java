package io.barsgateway.audit.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are found.
 *
 * @param watch how often certificates, keys, lists and the settings file are looked at; 0 never. A change is taken at the
 *     second look that finds it, so that a half-written file is not
 */
@ConfigurationProperties("bars")
public record WatchProperties(@DefaultValue("2s") Duration watch) {}
