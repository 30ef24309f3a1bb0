package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.barsgateway.BarsApplication;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.RoutesFolder;
import io.barsgateway.operate.start.UnsafeStart;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What is configured unsafely does not open a port, and every reason is named in one go. */
@ExtendWith(OutputCaptureExtension.class)
class SecureStartIT {

    @TempDir
    Path folder;

    private Throwable start(Map<String, Object> settings) {
        List<String> arguments = new ArrayList<>();
        FarSide.settings().forEach(setting -> {
            String name = setting.substring(0, setting.indexOf('='));
            if (!settings.containsKey(name) && !name.equals("bars.home")) {
                arguments.add("--" + setting);
            }
        });
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--bars.home=" + folder.resolve("home"));
        return catchThrowable(() -> {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BarsApplication.class)
                    .registerShutdownHook(false)
                    .run(arguments.toArray(String[]::new))) {
                assertThat(context.isRunning()).isTrue();
            }
        });
    }

    @Test
    void production_with_everything_wrong_is_refused_with_every_reason() throws Exception {
        KeyMaterial expired = FarSide.TRUSTED_ISSUER.leaf(
                "bars-prod-x26.test.nhs.uk",
                List.of(),
                List.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofDays(2));
        Path certificate = folder.resolve("expired.crt");
        Path key = folder.resolve("readable.key");
        Files.writeString(certificate, PemText.of(expired.chain().get(0)));
        Files.writeString(key, KeyMaterial.pem(expired.key(), null));

        Throwable refused = start(Map.of(
                "bars.environment", "prod",
                "bars.inbound.certificate", certificate,
                "bars.inbound.private-key", key,
                "bars.inbound.client-certificate", "none",
                "bars.caller.names", "",
                "bars.caller.addresses", "",
                "bars.local.host", "0.0.0.0",
                "bars.i-know", "no-such-rule"));

        assertThat(refused)
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("client-certificate: ")
                .hasMessageContaining("caller-names: ")
                .hasMessageContaining("caller-addresses: ")
                .hasMessageContaining("embedded-store: ")
                .hasMessageContaining("simulator: ")
                .hasMessageContaining("generated-slots: ")
                .hasMessageContaining("tkw-reading: ")
                .hasMessageContaining("revocation: ")
                .hasMessageContaining("readable-key: " + key)
                .hasMessageContaining("certificate: bars.inbound.certificate expired on 2026-01-03")
                .hasMessageContaining("open-local-side: ")
                .hasMessageContaining("local-credentials: ")
                .hasMessageContaining("i-know: ");
    }

    @Test
    void without_credentials_the_local_side_opens_in_local_and_sandbox_only() {
        assertThat(start(Map.of("bars.environment", "int", "bars.i-know", "local-credentials")))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("local-credentials: bars.local.credentials is empty in INT")
                .hasMessageContaining("bars.i-know does not lift this");
        assertThat(start(Map.of("bars.environment", "sandbox", "bars.caller.names", "bars-proxy.local")))
                .isNull();
    }

    @Test
    void with_credentials_the_local_side_opens_in_int_on_loopback_without_tls() throws Exception {
        Path token = folder.resolve("cas.token");
        PrivateFiles.write(token, "a-token-that-is-long-enough-to-be-one");

        assertThat(start(Map.of(
                        "bars.environment", "int",
                        "bars.local.credentials[0].name", "cas",
                        "bars.local.credentials[0].token-file", token,
                        "bars.local.credentials[0].services", "all")))
                .isNull();
    }

    @Test
    void each_plain_http_url_off_this_machine_stops_the_start_unless_allowed() {
        Map<String, Object> plain = Map.of(
                "bars.delivery.url", "http://cas.test/in",
                "bars.services[3].delivery.url", "HTTP://192.0.2.7:8080/in",
                "bars.services[13].delivery.fallback", "http://[2001:db8::1]/in",
                "bars.services[8].confirm.url", "http://localhost.cas.test/decide",
                "bars.sender.api", "http://proxy.test/FHIR",
                "bars.sender.token-url", "http://proxy.test/oauth2/token",
                "bars.alarms.webhook", "http://alarms.test/",
                "bars.alarms.escalate-to", "http://127.0.0.1.alarms.test/");

        assertThat(start(plain))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("plain-http: bars.delivery.url is plain http to another machine, cas.test")
                .hasMessageContaining("plain-http: bars.services of 2000077777 delivery.url")
                .hasMessageContaining("plain-http: bars.services of 2000000012 delivery.fallback")
                .hasMessageContaining("plain-http: bars.services of 2000022222 confirm.url")
                .hasMessageContaining("plain-http: bars.sender.api")
                .hasMessageContaining("plain-http: bars.sender.token-url")
                .hasMessageContaining("plain-http: bars.alarms.webhook")
                .hasMessageContaining("plain-http: bars.alarms.escalate-to");
        Map<String, Object> known = new HashMap<>(plain);
        known.put("bars.i-know", "plain-http");
        assertThat(start(known)).isNull();
    }

    /** A route of one's own takes messages out as well, and its address may be a setting of any name. */
    @Test
    void a_route_that_calls_another_machine_by_plain_http_stops_the_start_unless_allowed() throws Exception {
        RoutesFolder routes = RoutesFolder.copied();
        routes.write("local/copies.yaml", """
                - route:
                    id: copies
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:copies
                      steps:
                        - to: "{{mine.warehouse}}"
                """);
        Map<String, Object> plain = new HashMap<>(Map.of("bars.routes", routes, "mine.warehouse", "http:dw.test/in"));

        assertThat(start(plain))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("plain-http: a call of a route is plain http to another machine, dw.test");
        plain.put("bars.i-know", "plain-http");
        assertThat(start(plain)).isNull();
    }

    @Test
    void some_rules_may_be_broken_by_naming_them_and_others_not() throws Exception {
        Path key = folder.resolve("readable.key");
        Files.copy(FarSide.PKI.key("gateway"), key);
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(PrivateFiles.isReadByOthers(key)).isTrue();

        assertThat(start(Map.of("bars.inbound.private-key", key))).isInstanceOf(UnsafeStart.class);
        assertThat(start(Map.of("bars.inbound.private-key", key, "bars.i-know", "readable-key")))
                .isNull();
    }

    @Test
    void without_client_certificates_it_starts_on_loopback_and_nowhere_else() {
        assertThat(start(Map.of("bars.inbound.client-certificate", "none"))).isNull();
        assertThat(start(Map.of(
                        "bars.inbound.client-certificate",
                        "none",
                        "bars.inbound.host",
                        "0.0.0.0",
                        "bars.i-know",
                        "client-certificate")))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("client-certificate: ");
    }

    @Test
    void a_wrong_root_issuer_or_name_pattern_stops_the_start() {
        assertThat(start(Map.of("bars.pki.roots", FarSide.PKI.issuer())))
                .hasStackTraceContaining("bars.pki.roots holds no self-signed root");
        assertThat(start(Map.of(
                        "bars.pki.roots",
                        FarSide.PKI.root(),
                        "bars.pki.issuers",
                        "certs/int/int.api.service.nhs.uk-caller.crt")))
                .hasStackTraceContaining("of bars.pki.issuers holds CN=int.api.service.nhs.uk")
                .hasStackTraceContaining("which is no CA: its basic constraints say so");
        assertThat(start(Map.of("bars.caller.names", "*.nhs.uk")))
                .hasStackTraceContaining("bars.caller.names takes exact names, not patterns");
    }

    @Test
    void a_broken_route_is_named_with_file_and_line(CapturedOutput log) throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.delete(routes.resolve("30-accept.yaml"));

        assertThat(start(Map.of("bars.routes", routes)))
                .hasStackTraceContaining("20-receive.yaml:")
                .hasStackTraceContaining("no route begins at direct:accept");

        String accept = Files.readString(Path.of("routes/30-accept.yaml"));
        Files.writeString(routes.resolve("30-accept.yaml"), accept.replace("bean:checkMessage", "bean:checkMesage"));
        assertThat(start(Map.of("bars.routes", routes))).isNotNull();
        assertThat(log)
                .contains(
                        "does not start: 30-accept.yaml:22: there is no bean called checkMesage; do you mean checkMessage?");
    }

    @Test
    void a_mapping_that_is_broken_or_not_there_stops_the_start() throws Exception {
        RoutesFolder routes = RoutesFolder.copied();
        assertThat(start(Map.of("bars.routes", routes, "bars.services[3].delivery.mapping", "local/psa.jsonata")))
                .hasStackTraceContaining(
                        "names the file local/psa.jsonata, which is not there;" + " do you mean local/pas.jsonata?");

        routes.write("local/pas.jsonata", "{\n  \"a\": $nhsNumbr(b)\n}");
        assertThat(start(Map.of("bars.routes", routes)))
                .hasStackTraceContaining("local/pas.jsonata:2: $nhsNumbr is no function");
    }

    @Test
    void an_unknown_setting_is_named_with_file_and_line() throws Exception {
        Path file = Files.writeString(folder.resolve("typed.yaml"), """
                bars:
                  delivery:
                    ulr: http://127.0.0.1/in
                  services:
                    - id: "1"
                      use-case: [all]
                      versions: [all]
                """);

        assertThat(start(Map.of("spring.config.additional-location", "file:" + file, "bars.inbound.prot", "1")))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("typed.yaml:3: bars.delivery.ulr is no setting; do you mean bars.delivery.url?")
                .hasMessageContaining(
                        "typed.yaml:6: bars.services[0].use-case[0] is no setting; do you mean bars.services[0].use-cases?")
                .hasMessageContaining("bars.inbound.prot is no setting; do you mean bars.inbound.port?");
    }

    @Test
    void a_name_that_a_route_has_as_a_placeholder_is_a_setting() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        assertThat(start(Map.of("bars.mine.greeting", "hello"))).isInstanceOf(UnsafeStart.class);

        Files.writeString(
                routes.resolve("99-hello.yaml"),
                RoutesFolder.HELLO.replace("expression: hello", "expression: \"{{bars.mine.greeting}}\""));
        assertThat(start(Map.of("bars.routes", routes, "bars.mine.greeting", "hello")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "50-respond.yaml, httpMethodRestrict: POST, muteException: \"false\"",
        "40-deliver.yaml, connectTimeout:, followRedirects: \"true\"",
        "75-call.yaml, connectTimeout:, transferException: \"true\""
    })
    void a_route_with_a_dangerous_option_stops_the_start(String file, String before, String option) throws Exception {
        RoutesFolder routes = RoutesFolder.copied();
        String shipped = routes.shipped(file);
        assertThat(shipped).contains(before);
        String indent = shipped.substring(0, shipped.indexOf(before)).replaceFirst("(?s).*\\n", "");
        routes.write(file, shipped.replace(before, option + "\n" + indent + before));

        assertThat(start(Map.of("bars.routes", routes)))
                .isInstanceOf(UnsafeStart.class)
                .hasMessageContaining("unsafe-option: ")
                .hasMessageContaining(option.replaceFirst(":.*", ": "));
    }
}
