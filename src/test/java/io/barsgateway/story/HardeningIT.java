package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.WorkingMemory;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** What a caller writes is never taken for more than that: not for headers of ours, not for addresses, not for code. */
@GatewayTest
class HardeningIT {

    private final Listener inbound;
    private final Refusals refusals;
    private final WorkingMemory memory;

    HardeningIT(@Qualifier("inboundListener") Listener inbound, Refusals refusals, WorkingMemory memory) {
        this.inbound = inbound;
        this.memory = memory;
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
        Awaitility.await().until(() -> refusals.total() > before);
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

    /** Too deep, or of too many elements; counted before any tree is made of it. */
    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of("json", "[".repeat(50_000)),
                Arguments.of("json", "{\"a\":".repeat(20_000)),
                Arguments.of("json", "[" + "[],".repeat(60_000) + "[]]"),
                Arguments.of("xml", "<Bundle xmlns=\"http://hl7.org/fhir\">" + "<a>".repeat(1_000)),
                Arguments.of("xml", "<Bundle xmlns=\"http://hl7.org/fhir\">" + "<a/>".repeat(50_500) + "</Bundle>"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void a_document_past_its_bound_is_413(String format, String body) throws Exception {
        ProxyClient client = proxy().with("Content-Type", "application/fhir+" + format);

        Reply reply = client.post(body.getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).as(reply.body()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("REC_BAD_REQUEST");
        assertThat(reply.issue()).isEqualTo("too-long");
        Reply packed = client.with("Content-Encoding", "gzip").post(gzip(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(packed.status()).as(packed.body()).isEqualTo(413);
    }

    @Test
    void the_memory_of_a_request_comes_back_whatever_it_came_to() throws Exception {
        assertThat(proxy().post(Messages.validation()).status()).isEqualTo(200);
        assertThat(proxy().post("{".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(proxy().with("X-Request-Id", "").post(Messages.validation()).status())
                .isEqualTo(400);
        assertThat(proxy().post(new byte[300_000]).status()).isEqualTo(413);
        assertThat(proxy().call("PUT", "/$process-message", new byte[10_000]).status())
                .isEqualTo(405);
        assertThat(proxy().with("Content-Encoding", "gzip")
                        .post(gzip(new byte[20_000_000]))
                        .status())
                .isEqualTo(413);

        Awaitility.await().untilAsserted(() -> assertThat(memory.taken()).isZero());
    }

    static Stream<String> hostile() {
        return Stream.of(
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
