package io.barsgateway.operate.log;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is written.
 *
 * @param format text, or json: one JSON object a line. By BARS_LOG_FORMAT it holds from the first line on, by the settings file once
 *     that has been read
 */
@ConfigurationProperties("bars.log")
public record LogProperties(@DefaultValue("text") LogFormat format) {}
