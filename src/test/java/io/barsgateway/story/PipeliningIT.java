package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** A client that does not wait for its answers, and one that does not finish its question. */
@GatewayTest
class PipeliningIT {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private final Listener inbound;

    PipeliningIT(@Qualifier("inboundListener") Listener inbound) {
        this.inbound = inbound;
    }

    private Socket connect() throws IOException {
        Socket socket = ClientTls.context(Certificates.read(FarSide.PKI.root()), FarSide.PKI.material("proxy"))
                .getSocketFactory()
                .createSocket("localhost", inbound.boundPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] message() throws IOException {
        byte[] body = Messages.bytes(Messages.validation());
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(("POST /$process-message HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                        + "X-Request-Id: " + UUID.randomUUID() + "\r\nX-Correlation-Id: " + UUID.randomUUID() + "\r\n"
                        + "NHSD-Target-Identifier: "
                        + io.barsgateway.fixture.ProxyClient.base64(
                                "{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"" + FarSide.ANY
                                        + "\"}")
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.write(body);
        return request.toByteArray();
    }

    private static List<String> statuses(Socket socket) throws IOException {
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return STATUS.matcher(all).results().map(found -> found.group(1)).toList();
    }

    @Test
    void pipelined_answers_leave_in_the_order_of_their_requests() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream requests = new ByteArrayOutputStream();
            requests.write(message());
            requests.write(message());
            requests.write("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(requests.toByteArray());
            out.flush();

            assertThat(statuses(socket)).containsExactly("200", "200", "404");
        }
    }

    @Test
    void a_request_that_does_not_arrive_in_time_is_408_and_cut() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            byte[] whole = message();
            out.write(whole, 0, whole.length / 2);
            out.flush();

            assertThat(statuses(socket)).containsExactly("408");
        }
    }
}
