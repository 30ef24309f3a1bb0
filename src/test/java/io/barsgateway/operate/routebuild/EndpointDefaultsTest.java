package io.barsgateway.operate.routebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.edge.LimitsProperties;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.fixture.Properties;
import io.barsgateway.fixture.SilentSystem;
import io.barsgateway.operate.routecheck.UnsafeOption;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.netty.NettyComponent;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What every endpoint is set to, seen on endpoints that say nothing of it themselves; the calls go to real servers. */
class EndpointDefaultsTest {

    private static final byte[] OBJECT = {(byte) 0xAC, (byte) 0xED, 0, 5, 't', 0, 1, 'x'};

    private static final DeliveryProperties DELIVERY =
            Properties.bind("bars.delivery", DeliveryProperties.class, Map.of("bars.delivery.deadline", "300ms"));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final HttpServer other = server();
    private final HttpServer asked = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        other.createContext("/", exchange -> {
            elsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        asked.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/");
            exchange.sendResponseHeaders(
                    Integer.parseInt(exchange.getRequestURI().getPath().substring("/moved/".length())), -1);
            exchange.close();
        });
        asked.createContext("/object", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-java-serialized-object");
            exchange.sendResponseHeaders(200, OBJECT.length);
            exchange.getResponseBody().write(OBJECT);
            exchange.close();
        });
        other.start();
        asked.start();
        EndpointDefaults defaults = new EndpointDefaults();
        HttpComponent calls = new HttpComponent();
        HttpClientConfigurer bounded =
                defaults.ownRetriesAndNoEndlessAnswer(new LimitsProperties(50_000, 33, DataSize.ofMegabytes(1)));
        defaults.everyCall(DELIVERY, defaults.everyDeadline(DELIVERY, bounded)).configure("http", calls);
        camel.addComponent("http", calls);
        NettyHttpComponent doors = new NettyHttpComponent();
        defaults.everyDoor(defaults.requestBinding(), DELIVERY).configure("netty-http", doors);
        camel.addComponent("netty-http", doors);
        NettyComponent sockets = new NettyComponent();
        defaults.everySocket(DELIVERY).configure("netty", sockets);
        camel.addComponent("netty", sockets);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        asked.stop(0);
        other.stop(0);
    }

    private Exchange call(String method, String path, String... token) {
        String url = "http://127.0.0.1:" + asked.getAddress().getPort() + path + "?throwExceptionOnFailure=false";
        return camel.createProducerTemplate().request(url, exchange -> {
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
            exchange.getMessage().setBody(method.equals("POST") ? "a message" : null);
            for (String value : token) {
                exchange.getMessage().setHeader("Authorization", value);
            }
        });
    }

    /** The client itself follows some of these with a token, and others without. */
    @ParameterizedTest
    @CsvSource({"301, GET", "302, GET", "303, POST", "307, GET", "307, POST", "308, GET", "308, POST"})
    void a_redirect_is_an_answer_and_takes_nothing_to_another_host(int status, String method) {
        for (Exchange answer :
                List.of(call(method, "/moved/" + status), call(method, "/moved/" + status, "Bearer secret"))) {
            assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(status);
        }
        assertThat(elsewhere).isEmpty();
    }

    /** Its time-outs begin again with each byte, and a route of somebody's own names none. */
    @Test
    void a_call_ends_though_its_answer_never_does() throws IOException {
        try (SilentSystem dripping = SilentSystem.dripping(20)) {
            Exchange answer = camel.createProducerTemplate().request(dripping.url(), exchange -> {});

            assertThat(answer.getException()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-http:http://127.0.0.1:%d/in", "netty:tcp://127.0.0.1:%d?textline=true"})
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_call_by_netty_ends_though_no_answer_comes(String url) throws IOException {
        try (SilentSystem silent = SilentSystem.start()) {
            Exchange answer = camel.createProducerTemplate()
                    .request(url.formatted(URI.create(silent.url()).getPort()), exchange -> exchange.getMessage()
                            .setBody("a message"));

            assertThat(answer.getException()).isInstanceOf(ReadTimeoutException.class);
        }
    }

    /** Spring gives a component to each customizer that is enabled for it. */
    @Test
    void what_is_set_for_netty_leaves_the_doors_as_they_are() {
        assertThat(new EndpointDefaults().everySocket(DELIVERY).isEnabled("netty-http", new NettyHttpComponent()))
                .isFalse();
        assertThat(new EndpointDefaults().everySocket(DELIVERY).isEnabled("netty", new NettyComponent()))
                .isTrue();
    }

    @Test
    void a_java_object_in_an_answer_is_not_made() {
        Exchange answer = call("GET", "/object");

        assertThat(answer.getMessage().getBody()).isNotEqualTo("x");
    }

    @Test
    void a_door_mutes_failures_and_returns_no_header_of_the_caller() {
        NettyHttpEndpoint door = camel.getEndpoint("netty-http:http://127.0.0.1:0/door", NettyHttpEndpoint.class);

        assertThat(door.getConfiguration().isMuteException()).isTrue();
        assertThat(door.getNettyHttpBinding()).isInstanceOf(RequestBinding.class);
        for (UnsafeOption unsafe : UnsafeOption.values()) {
            assertThat(unsafe.endpointsOf(camel)).as(unsafe.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TELLS_FAILURES, netty-http:http://127.0.0.1:0/door?muteException=false",
        "FOLLOWS_REDIRECTS, http://127.0.0.1:9/?followRedirects=true",
        "DESERIALISES, http://127.0.0.1:9/?transferException=true",
        "DESERIALISES, netty-http:http://127.0.0.1:0/door?transferException=true",
        "GUARDS_BY_PATH, netty-http:http://127.0.0.1:0/door?securityConfiguration.realm=bars",
        "LOGS_CONTENT, log:mine",
        "LOGS_CONTENT, log:mine?showBody=false&showHeaders=true",
        "KEEPS_IN_MEMORY, seda:later",
        "KEEPS_IN_MEMORY, mock:kept"
    })
    void an_unsafe_option_is_found_on_the_endpoint_that_has_it(UnsafeOption unsafe, String uri) {
        assertThat(camel.getEndpoint(uri)).isNotNull();

        assertThat(unsafe.endpointsOf(camel)).hasSize(1);
    }
}
