package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.barsgateway.BarsApplication;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.operate.start.UnsafeStart;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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
            if (!settings.containsKey(name)) {
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
                .hasMessageContaining("i-know: ");
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
    void a_root_that_is_none_and_an_issuer_that_leads_nowhere_are_named() {
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
    void routes_that_are_not_whole_or_broken_are_named_with_file_and_line(CapturedOutput log) throws Exception {
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
}
