package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.keys.Certificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** What a caller writes is never taken for more than that: not for headers of ours, not for addresses, not for code. */
@GatewayTest
class HardeningIT {

    private final Listener inbound;
    private final Refusals refusals;

    HardeningIT(@Qualifier("inboundListener") Listener inbound, Refusals refusals) {
        this.inbound = inbound;
        this.refusals = refusals;
    }

    private ProxyClient proxy() {
        return ProxyClient.at(inbound.boundPort()).to(FarSide.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri", "CAMELHttpUri", "cAmelExecCommandExecutable", "CamelFileName", "CamelSqlQuery",
                        "org.apache.camel.x",
                "X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "X-Client-IP", "CF-Connecting-IP",
                "X-Envoy-External-Address", "X-Forwarded-Client-Cert", "X-SSL-Client-Cert", "X-SSL-Client-S-DN",
                        "Authorization"
            })
    void a_header_of_another_meaning_means_nothing_and_does_not_come_back(String name) throws Exception {
        Reply reply = proxy().with(name, "http://127.0.0.1:9/elsewhere").post(Messages.validation());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).doesNotContainKey(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?CamelHttpUri=http://127.0.0.1:9",
                "?X-Request-Id=other",
                "?NHSD-Target-Identifier=x",
                "?bars.request=1"
            })
    void a_query_parameter_is_no_header(String query) throws Exception {
        ProxyClient request = proxy();

        Reply reply = request.call("POST", "/$process-message" + query, Messages.bytes(Messages.validation()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Request-Id")).isEqualTo(request.header("X-Request-Id"));
    }

    @Test
    void no_certificate_in_a_header_stands_in_for_one_in_the_handshake() throws Exception {
        long before = refusals.total();
        try (Wire wire = new TlsClient(
                        inbound.boundPort(),
                        Certificates.read(FarSide.PKI.root()),
                        io.barsgateway.trust.keys.CertificateAuthority.root(
                                        "stranger",
                                        java.time.Instant.parse("2026-01-01T00:00:00Z"),
                                        java.time.Duration.ofDays(900))
                                .asLeaf())
                .connect("localhost", "TLSv1.3")) {
            assertThat(wire.send(
                            "GET /metadata HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Client-Cert: By=proxy\r\n\r\n"))
                    .isZero();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
        org.awaitility.Awaitility.await().until(() -> refusals.total() > before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-java-serialized-object", "application/json", "text/xml", "multipart/form-data"})
    void other_content_is_not_read(String type) throws Exception {
        assertThat(proxy().with("Content-Type", type)
                        .post(Messages.validation())
                        .status())
                .isEqualTo(415);
    }

    @Test
    void one_layer_of_gzip_is_taken_off() throws Exception {
        byte[] body = gzip(Messages.bytes(Messages.validation()));
        assertThat(proxy().with("Content-Encoding", "gzip").post(body).status()).isEqualTo(200);
        assertThat(proxy().with("Content-Encoding", "gzip").post(gzip(body)).status())
                .as("two layers, one announced")
                .isEqualTo(400);
    }

    @Test
    void a_gzip_bomb_is_cut_at_the_limit() throws Exception {
        byte[] zeros = new byte[20_000_000];
        byte[] bomb = gzip(zeros);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(proxy().with("Content-Encoding", "gzip").post(bomb).status()).isEqualTo(413);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    static Stream<String> hostile() {
        return Stream.of(
                "[".repeat(50_000),
                "{\"a\":".repeat(20_000),
                "{\"a\":1e999999999}",
                "{\"a\":" + "1".repeat(100_000) + "}",
                "{\"a\":1,\"a\":2}",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"@class\":\"java.lang.Runtime\"}",
                "\u0000",
                "${exchange}",
                "{{bars.store.password}}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostile_json_is_refused_at_once(String body) throws Exception {
        long start = System.nanoTime();
        Reply reply = proxy().post(body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("\tat ", "com.fasterxml", "io.barsgateway", "java.");
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Bundle xmlns=\"http://hl7.org/fhir\">&e;</Bundle>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><Bundle xmlns=\"http://hl7.org/fhir\">&b;</Bundle>"
            })
    void entities_are_not_resolved(String body) throws Exception {
        Reply reply = proxy().with("Content-Type", "application/fhir+xml").post(body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain("root:");
    }

    /** Everywhere in a message that holds a URL: nothing of it is ever fetched or sent to. */
    @Test
    void no_url_in_a_message_is_connected_to() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
            String message = new String(Messages.bytes(Messages.validation()), StandardCharsets.UTF_8)
                    .replaceFirst("\"resourceType\"", "\"implicitRules\":\"" + url + "\",\"resourceType\"");
            var tree = (com.fasterxml.jackson.databind.node.ObjectNode)
                    io.barsgateway.fhir.form.FhirJson.read(message.getBytes(StandardCharsets.UTF_8));
            tree.remove("implicitRules");
            var header = Messages.resource(tree, "MessageHeader");
            header.put("definition", url);
            header.putObject("meta").putArray("profile").add(url);
            Messages.resource(tree, "Patient").putArray("photo").addObject().put("url", url);
            Messages.resource(tree, "Patient")
                    .putArray("contained")
                    .addObject()
                    .put("resourceType", "Binary")
                    .put("id", "x");

            int status = proxy().post(tree).status();

            assertThat(status).isIn(200, 400);
            trap.setSoTimeout(1_500);
            List<Object> came = new java.util.ArrayList<>();
            try {
                came.add(trap.accept());
            } catch (SocketTimeoutException nobody) {
                assertThat(came).isEmpty();
            }
            assertThat(came).as("connections to " + url).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/hawtio",
                "/h2-console",
                "/swagger-ui.html",
                "/camel/api-doc",
                "/jolokia",
                "/responses",
                "/health",
                "/operator/audit"
            })
    void nothing_else_is_behind_the_proxys_port(String path) throws Exception {
        Reply reply = proxy().call("GET", path, new byte[0]);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
    }
}
