package io.barsgateway.receive;

import io.barsgateway.edge.handshake.AddressRanges;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Who calls through trusted proxies: the right-most entry of X-Forwarded-For that is not one of them. What a
 * peer writes that is not a trusted proxy is not looked at, and an entry that is no address ends the search at the last one
 * that was.
 */
final class ForwardedFor {

    private ForwardedFor() {}

    static InetAddress caller(InetAddress peer, List<String> headers, AddressRanges proxies) {
        InetAddress caller = peer;
        List<String> entries = Arrays.asList(String.join(",", headers).split(",", -1));
        for (int i = entries.size() - 1; i >= 0 && proxies.contains(caller); i--) {
            String entry = entries.get(i).strip();
            String address =
                    entry.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^(\\d+(?:\\.\\d+){3}):\\d+$", "$1");
            if (!AddressRanges.isAddress(address)) {
                break;
            }
            try {
                caller = InetAddress.getByName(address);
            } catch (UnknownHostException e) {
                break;
            }
        }
        return caller;
    }
}
