package io.barsgateway.cli.operate;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Connections that a doctor tries, with a limit to its patience. */
final class Connected {

    static final Duration PATIENCE = Duration.ofSeconds(8);

    private Connected() {}

    /** @throws IllegalArgumentException in words, where it is not reached */
    static Socket to(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            String why = e instanceof UnknownHostException ? "it has no address here" : e.getMessage();
            throw new IllegalArgumentException(
                    host + ":" + port + " is not reached (" + why + "): look at DNS, firewall and routes", e);
        }
    }
}
