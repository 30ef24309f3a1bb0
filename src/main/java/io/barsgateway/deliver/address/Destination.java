package io.barsgateway.deliver.address;

import io.barsgateway.receive.service.Authentication;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a message or a question goes. Only settings say, never a message.
 *
 * @param url of the local system; absent where a route takes it
 * @param route where a route of the user's own begins, such as {@code direct:pas}; absent where a URL takes it
 * @param setting that names it, for operators
 * @param authentication what is shown there
 */
public record Destination(@Nullable URI url, @Nullable String route, String setting, Authentication authentication) {

    public Destination {
        if ((url == null) == (route == null)) {
            throw new IllegalArgumentException("A destination is a URL or a route");
        }
    }

    /** Where it is and what setting says so, for operators; nothing that may be a secret: no user info, no query. */
    public String shown() {
        return url == null
                ? route + " (" + setting + ")"
                : url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                        + url.getRawPath() + " (" + setting + ")";
    }

    /** As it is shown, so that a trial of a route and a log line name it as an operator would. */
    @Override
    public String toString() {
        return shown();
    }
}
