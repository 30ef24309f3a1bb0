package io.barsgateway.edge.handshake;

import java.net.InetAddress;
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

    private final List<Range> ranges;

    public AddressRanges(List<String> ranges) {
        this.ranges = ranges.stream().map(Range::parse).toList();
    }

    /** Whether that text is an address as such, so that nobody need be asked for it. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    private static final class Range {

        private final byte[] network;
        private final int bits;

        private Range(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        private static Range parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            // Only text that cannot be a host name goes to the resolver, which then asks nobody
            if (!isAddress(address)) {
                throw new IllegalArgumentException(text + " is not an IP address or CIDR range");
            }
            try {
                byte[] network = InetAddress.getByName(address).getAddress();
                int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > network.length * 8) {
                    throw new IllegalArgumentException(text + " has a prefix longer than its address");
                }
                return new Range(network, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw new IllegalArgumentException(text + " is not an IP address or CIDR range", e);
            }
        }

        private boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
