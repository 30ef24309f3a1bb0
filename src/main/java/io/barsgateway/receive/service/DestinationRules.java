package io.barsgateway.receive.service;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings of every destination of messages or questions must satisfy: its URL, its route and what is shown there. */
public final class DestinationRules {

    private static final Pattern ROUTE = Pattern.compile("direct:[a-z0-9-]{1,60}");

    private DestinationRules() {}

    /** @throws IllegalArgumentException names the setting and what is wrong with it */
    public static void check(String of, @Nullable URI url, @Nullable String route, Authentication auth) {
        if (url != null && route != null) {
            throw new IllegalArgumentException(of + " names a url and a route: there can be one");
        }
        if (route != null && !ROUTE.matcher(route).matches()) {
            throw new IllegalArgumentException(
                    of + ".route must be where a route of yours begins, such as direct:pas (a-z, 0-9 and -)");
        }
        if (url != null && (!List.of("http", "https").contains(scheme(url)) || url.getRawAuthority() == null)) {
            throw new IllegalArgumentException(of + ".url must begin with http:// or https:// and a host");
        }
        if (!auth.isNone() && url == null && route == null) {
            throw new IllegalArgumentException(of + ".auth needs a url or a route beside it");
        }
        if (auth.certificate() != null && (url == null || !scheme(url).equals("https"))) {
            throw new IllegalArgumentException(of + ".auth.certificate needs an https url beside it");
        }
    }

    private static String scheme(URI url) {
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    }
}
