package io.barsgateway.edge.handshake;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * IP addresses and CIDR ranges, IPv4 and IPv6. An empty list contains nothing; an IPv4-mapped IPv6 address is its IPv4
 * one. Host names are refused, since a name server would then decide who gets in.
 */
public final class AddressRanges {

    /** Of an IPv6 address whose end is written as an IPv4 one. */
    private static final int LONGEST = 45;

    private static final Pattern ADDRESS =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}|[0-9a-fA-F.]*+:[0-9a-fA-F:.]*+");

    private final List<IpSubnetFilterRule> ranges;

    public AddressRanges(List<String> ranges) {
        this.ranges = ranges.stream().map(AddressRanges::rule).toList();
    }

    /** Whether that text is an address as such, so that nobody need be asked for it. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(InetAddress address) {
        InetSocketAddress caller = new InetSocketAddress(address, 0);
        return ranges.stream().anyMatch(range -> range.matches(caller));
    }

    private static IpSubnetFilterRule rule(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // Only text that cannot be a host name goes to the resolver, which then asks nobody
        if (!isAddress(address)) {
            throw new IllegalArgumentException(text + " is not an IP address or CIDR range");
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            int bits = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new IpSubnetFilterRule(network, bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not an IP address or CIDR range", e);
        }
    }
}
