package io.barsgateway.edge.guard;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Host of a request, without its port (RFC 9110 7.2).
 *
 * @param name a DNS name in lower case, or an IP address, an IPv6 one without its brackets
 */
record HostField(String name) {

    private static final int LONGEST_NAME = 253;
    private static final int LAST_PORT = 65_535;
    private static final Pattern HOST =
            Pattern.compile("(?:([A-Za-z0-9][A-Za-z0-9._-]*+)|\\[([0-9A-Fa-f:.]++)])(?::(\\d{0,5}))?");

    /** Empty where the value is none that a Host may have. */
    static Optional<HostField> of(String value) {
        Matcher host = HOST.matcher(value);
        if (!host.matches() || !isPort(host.group(3))) {
            return Optional.empty();
        }
        if (host.group(2) != null) {
            return NetUtil.isValidIpV6Address(host.group(2))
                    ? Optional.of(new HostField(host.group(2)))
                    : Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        // A name with its root at the end is the same name
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return plain.length() > LONGEST_NAME || plain.contains("..")
                ? Optional.empty()
                : Optional.of(new HostField(plain));
    }

    /** Whether it is an address: no name server was asked for it, so nobody else can have sent the caller here. */
    boolean isAddress() {
        return NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null || digits.isEmpty() || Integer.parseInt(digits) <= LAST_PORT;
    }
}
