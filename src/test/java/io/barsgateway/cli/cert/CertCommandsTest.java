package io.barsgateway.cli.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cli.reach.Failure;
import io.barsgateway.fixture.Opened;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PrivateFiles;
import io.barsgateway.trust.keys.SigningRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as an engineer types them, in the order of docs/onboarding.md. */
class CertCommandsTest {

    private static final String NAME = "BaRS-INT-X26.Example.thirdparty.nhs.uk";

    private final Path folder;

    CertCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What a command printed, after its exit code. */
    private record Printed(int exit, String text) {}

    private static synchronized Printed bars(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exit = new CommandLine(new Cert())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setErr(new PrintWriter(err))
                    .setExecutionExceptionHandler((failure, command, parsed) -> {
                        err.write(Failure.words(failure));
                        return 1;
                    })
                    .execute(arguments);
            return new Printed(exit, out.toString(StandardCharsets.UTF_8) + err);
        } finally {
            System.setOut(before);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void from_nothing_to_a_pkcs12_that_the_proxy_would_meet() throws IOException {
        Printed made = bars(
                "new",
                "--environment",
                "int",
                "--ods",
                "x26",
                "--organisation",
                "Example",
                "--bits",
                "2048",
                "--out",
                folder.toString());
        assertThat(made.exit()).isZero();
        assertThat(made.text())
                .contains("Create/renew a certificate only (No endpoint)", "Integration environment", "N/A", "'BaRS'")
                .contains("england.bookingandreferralstandard@nhs.net", "https://" + NAME, "35.197.254.55")
                .contains("Section 5")
                .contains("--chain SUB-CA-FILE --chain ROOT-FILE");
        SigningRequest request = SigningRequest.read(folder.resolve(NAME + ".csr"));
        assertThat(request.subject()).isEqualTo("CN=" + NAME);
        assertThat(PrivateFiles.isReadByOthers(folder.resolve(NAME + ".key"))).isFalse();
        assertThat(bars("show", path(NAME + ".csr")).text())
                .contains("CN=" + NAME)
                .doesNotContain("WARNING");

        assertThat(bars("local", "--home", path("home"), "--sign", path(NAME + ".csr"))
                        .exit())
                .isZero();
        Path mail = folder.resolve("mail.txt");
        Files.writeString(
                mail,
                "Dear all,\n> "
                        + Files.readString(folder.resolve(NAME + ".cer")).replace("\n", "\r\n> "));
        Printed imported = bars(
                "import",
                mail.toString(),
                "--key",
                path(NAME + ".key"),
                "--chain",
                path("home/pki/issuer.crt"),
                "--chain",
                path("home/pki/root.crt"));
        assertThat(imported.exit()).as(imported.text()).isZero();
        assertThat(imported.text()).contains("The key belongs to the certificate.", "The chain is complete.");
        String password =
                Files.readString(folder.resolve(NAME + ".pfx.password")).strip();
        KeyMaterial whole = KeyMaterial.read(folder.resolve(NAME + ".pfx"), null, password);
        assertThat(whole.chain()).hasSize(2);
        assertThat(Certificates.names(whole.chain().get(0))).containsExactly(NAME.toLowerCase(java.util.Locale.ROOT));

        Path settings = folder.resolve("bars.yaml");
        Files.writeString(
                settings,
                "bars:\n  home: " + path("home") + "\n  inbound: { certificate: " + path(NAME + ".pfx")
                        + ", password-file: " + path(NAME + ".pfx.password") + " }\n  pki: { roots: ["
                        + path("home/pki/root.crt")
                        + "], issuers: [" + path("home/pki/issuer.crt") + "] }\n  sender: { private-key: "
                        + path("home/pki/sender.key")
                        + ", key-id: k1 }\n");
        Printed checked = bars("check", "--config", settings.toString());
        assertThat(checked.exit()).as(checked.text()).isZero();
        assertThat(checked.text()).contains("ok        endpoint", "ok        root", "signs RS512");
        assertThat(bars("check", "--config", settings.toString(), "--warn-days", "9999")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void production_has_other_words_and_a_key_may_be_encrypted() throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, "correct horse\n");
        Printed made = bars(
                "new",
                "--environment",
                "prod",
                "--ods",
                "X26",
                "--organisation",
                "Trust",
                "--hosting",
                "provider",
                "--setting",
                "uec",
                "--bits",
                "4096",
                "--password-file",
                password.toString(),
                "--out",
                folder.toString());
        assertThat(made.exit()).as(made.text()).isZero();
        assertThat(made.text())
                .contains("dir@nhs.net", "Technical Conformance", "34.89.0.111", "BaRS-PROD-X26-uec.Trust.nhs.uk");
        Path key = folder.resolve("BaRS-PROD-X26-uec.Trust.nhs.uk.key");
        assertThat(Files.readString(key)).contains("ENCRYPTED");
        assertThat(KeyMaterial.readKey(key, "correct horse".toCharArray()).getAlgorithm())
                .isEqualTo("RSA");
        assertThat(bars(
                                "new",
                                "--environment",
                                "prod",
                                "--ods",
                                "X26",
                                "--organisation",
                                "Trust",
                                "--hosting",
                                "provider",
                                "--setting",
                                "uec",
                                "--out",
                                folder.toString())
                        .text())
                .contains("is there already");
    }

    @Test
    void a_wrong_name_and_a_wrong_key_are_refused() throws IOException {
        assertThat(bars(
                        "new",
                        "--environment",
                        "int",
                        "--ods",
                        "X26",
                        "--organisation",
                        "A",
                        "--fqdn",
                        "bars.example.com",
                        "--out",
                        folder.toString()))
                .satisfies(printed -> {
                    assertThat(printed.exit()).isEqualTo(1);
                    assertThat(printed.text()).contains(".nhs.uk domain");
                });
        bars("local", "--home", path("home"));
        assertThat(bars("import", path("home/pki/proxy.crt"), "--key", path("home/pki/sender.key"))
                        .text())
                .contains("does not belong to the certificate");
    }

    @Test
    void each_printed_certificate_is_shown_with_its_warnings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("certs"))) {
            List<Path> printed =
                    files.filter(file -> file.toString().endsWith(".crt")).toList();
            assertThat(printed).hasSize(5).allSatisfy(file -> assertThat(
                            bars("show", file.toString()).text())
                    .contains("sha1        ", "published   yes", "WARNING     expired"));
        }
    }

    @Test
    void roots_are_compared_with_what_is_published() {
        bars("local", "--home", path("home"));
        assertThat(bars("roots", "--environment", "int")).satisfies(printed -> assertThat(printed.text())
                .contains("18d214878954d1e0706f68f33ebf2bb45c7c8aa2", "current", "retired"));
        assertThat(bars("roots", "--environment", "int", path("home/pki/root.crt")))
                .satisfies(printed -> {
                    assertThat(printed.exit()).isEqualTo(1);
                    assertThat(printed.text()).contains("DOES NOT FIT");
                });
    }

    @Test
    void an_endpoint_under_tls_ma_shows_its_whole_chain() {
        try (Opened opened = Opened.plainly()) {
            Printed chain = bars("chain", "localhost:" + opened.listener.boundPort());
            assertThat(chain.exit()).as(chain.text()).isZero();
            assertThat(chain.text()).contains("presents 2 certificates", "CN=Test issuer", "Missing", "Test root");
        }
    }

    @Test
    void the_sender_has_its_public_keys_and_its_mail() {
        bars("local", "--home", path("home"));
        String key = path("home/pki/sender.key");
        assertThat(bars("jwks", "--key", "one=" + key, "--key", "two=" + key).text())
                .contains("\"kid\":\"one\"", "\"kid\":\"two\"", "RS512")
                .doesNotContain("\"d\"");
        assertThat(bars("jwks", "--key", "ec=" + path("home/pki/gateway.key")).text())
                .contains("no RSA key");
        assertThat(bars(
                                "sender-pack",
                                "--application",
                                "App",
                                "--app-id-int",
                                "1",
                                "--organisation",
                                "Org",
                                "--ods",
                                "X26",
                                "--product",
                                "P",
                                "--key",
                                key,
                                "--kid",
                                "one")
                        .text())
                .contains("App ID INT: 1", "KID: one", "BEGIN PUBLIC KEY")
                .doesNotContain("PRIVATE");
        assertThat(bars("token").text()).contains("not set: bars.sender");
    }

    @Test
    void renewal_keeps_the_name_and_takes_a_new_key() throws IOException {
        bars("local", "--home", path("home"));
        Printed renewed = bars("renew", path("home/pki/proxy.crt"), "--out", folder.toString());
        assertThat(renewed.exit()).as(renewed.text()).isZero();
        assertThat(renewed.text()).contains("Ask 90 days ahead", "days left", "Rehearse");
        try (Stream<Path> files = Files.list(folder)) {
            Path request = files.filter(file -> file.toString().endsWith(".csr"))
                    .findFirst()
                    .orElseThrow();
            assertThat(SigningRequest.read(request).subject()).isEqualTo("CN=bars-proxy.local");
        }
    }
}
