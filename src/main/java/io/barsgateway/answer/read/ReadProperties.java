package io.barsgateway.answer.read;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is looked through for a search.
 *
 * @param widestSlots longest time that a slot search may span; a longer one is 422 too-costly
 */
@ConfigurationProperties("bars.read")
public record ReadProperties(@DefaultValue("14d") Duration widestSlots) {}
