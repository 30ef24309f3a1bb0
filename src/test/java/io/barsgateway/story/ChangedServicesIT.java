package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.FileGateway;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services of the settings file are added, changed and taken away while the gateway runs; what is wrong changes nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class ChangedServicesIT {

    private static final String ONE = "3000000001";
    private static final String OTHER = "3000000002";
    private static final String ORGANISATION = """
            {"resourceType":"Organization","identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"X99"}]}""";

    private final FileGateway gateway;
    private final ProxyClient proxy;
    private final LocalClient local;

    ChangedServicesIT() throws IOException {
        gateway = FileGateway.start(service(ONE));
        proxy = gateway.proxy();
        local = gateway.local();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @BeforeEach
    void onlyOne() throws Exception {
        gateway.write(service(ONE));
        Awaitility.await().until(() -> status(OTHER) == 404 && status(ONE) == 200 && alarms().isEmpty());
    }

    private int status(String service) throws Exception {
        return proxy.to(service)
                .post(Messages.to(service, Messages.validation()))
                .status();
    }

    /** What health says of settings that are not taken. */
    private String alarms() throws Exception {
        String health = local.get("/health").body();
        return health.contains("bars.services: ") || health.contains("settings: ") ? health : "";
    }

    @Test
    void a_service_added_while_running_gets_its_messages() throws Exception {
        assertThat(status(OTHER)).isEqualTo(404);
        gateway.write(service(ONE), service(OTHER));
        Awaitility.await().until(() -> status(OTHER) == 200);

        ProxyClient request = proxy.to(OTHER);
        assertThat(request.post(Messages.to(OTHER, Messages.validation())).status())
                .isEqualTo(200);
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
        assertThat(status(ONE)).isEqualTo(200);
    }

    @Test
    void a_setting_that_needs_a_restart_is_named_until_put_back() throws Exception {
        gateway.write(service(ONE), "  delivery:\n    breaker-after: 7\n");

        Awaitility.await().until(() -> local.get("/health")
                .body()
                .contains("settings-restart: bars.yaml: bars.delivery.breaker-after has changed and is taken at"
                        + " the next start"));
        assertThat(status(ONE)).isEqualTo(200);
        gateway.write(service(ONE));
        Awaitility.await().until(() -> !local.get("/health").body().contains("settings-restart"));
    }

    @Test
    void a_service_with_a_mapping_that_is_not_there_is_not_taken() throws Exception {
        gateway.write(service(ONE), service(OTHER).replace("\" }", "\", mapping: local/none.jsonata }"));

        Awaitility.await().until(() -> alarms().contains("delivery.mapping of bars.services of " + OTHER
                + " names the file local/none.jsonata, which is not there"));
        assertThat(status(OTHER)).isEqualTo(404);
        assertThat(status(ONE)).isEqualTo(200);
    }

    @Test
    void a_changed_service_is_judged_by_what_it_says_now() throws Exception {
        gateway.write(service(ONE, "      refuses: [X99]\n"));
        Awaitility.await()
                .until(() -> proxy.to(ONE)
                                .with("NHSD-End-User-Organisation", ProxyClient.base64(ORGANISATION))
                                .post(Messages.to(ONE, Messages.validation()))
                                .status()
                        == 401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delivry: { url: x }|bars.yaml:11: bars.services[1].delivry.url is no setting; do you mean bars.services[1].delivery?",
                "confirm: { url: 'http://192.0.2.1/decide' }|plain-http: bars.services of 3000000002 confirm.url is plain http to another machine",
                "slots: diary|has slots: diary and no diary files",
                "slots: sometimes|bars.yaml:11: bars.services[1].slots is none of none, diary, generated",
                "profiles: advise|bars.profiles.definitions names nothing",
                "diary: [/not/there.csv]\\n slots: diary|/not/there.csv cannot be read"
            })
    void what_is_wrong_is_named_and_changes_nothing(String line, String said) throws Exception {
        gateway.write(service(ONE), service(OTHER, "      " + line.replace("\\n ", "\n      ") + "\n"));

        Awaitility.await().until(() -> alarms().contains(said));
        assertThat(status(ONE)).isEqualTo(200);
        assertThat(status(OTHER)).isEqualTo(404);

        gateway.write(service(ONE), service(OTHER));
        Awaitility.await().until(() -> status(OTHER) == 200 && alarms().isEmpty());
    }

    @Test
    void a_misspelt_setting_is_named_and_nothing_of_the_file_is_used() throws Exception {
        gateway.write(service(ONE), "  pki: { crl-url: [] }\n  caller: { names: [nobody.test] }\n");

        Awaitility.await().until(() -> local.get("/health")
                .body()
                .contains("bars.yaml:7: bars.pki.crl-url is no setting; do you mean bars.pki.crl-urls?"));
        assertThat(status(ONE)).as("bars.caller.names is as before").isEqualTo(200);
        gateway.write(service(ONE));
        Awaitility.await().until(() -> !local.get("/health").body().contains("crl-url is no setting"));
    }

    @Test
    void messages_for_a_removed_service_wait_until_it_is_back() throws Exception {
        gateway.write(service(ONE), service(OTHER).replace(FarSide.LOCAL.url(), "http://127.0.0.1:1/in"));
        Awaitility.await().until(() -> status(OTHER) == 200);
        ProxyClient request = proxy.to(OTHER);
        assertThat(request.post(Messages.to(OTHER, Messages.validation())).status())
                .isEqualTo(200);

        gateway.write(service(ONE));
        Awaitility.await().until(() -> status(OTHER) == 404);
        ProxyClient later = proxy.to(ONE);
        assertThat(later.post(Messages.to(ONE, Messages.validation())).status()).isEqualTo(200);
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(later))).hasSize(1);

        gateway.write(service(ONE), service(OTHER));
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request)))
                .as("not set aside, and not given to bars.delivery.url")
                .hasSize(1);
    }

    @Test
    void a_token_that_everybody_can_read_is_not_taken() throws Exception {
        Path token = Files.writeString(gateway.beside("open.token"), "a-token-of-more-than-24-characters\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        gateway.write(
                service(ONE),
                "  local:\n    credentials: [ { name: cas, token-file: " + token + ", services: [all] } ]\n");

        Awaitility.await().until(() -> local.get("/health").body().contains("open.token can be read by everybody"));
        gateway.write(service(ONE));
        Awaitility.await().until(() -> !local.get("/health").body().contains("open.token"));
    }

    @Test
    void a_service_that_is_named_twice_is_wrong() throws Exception {
        gateway.write(service(ONE), service(ONE));

        Awaitility.await().until(() -> alarms().contains("bars.services names the service " + ONE + " twice"));
        assertThat(status(ONE)).isEqualTo(200);
    }

    @Test
    void what_was_missing_and_comes_is_found_without_another_edit() throws Exception {
        Path diary = gateway.beside("late.csv");
        Files.deleteIfExists(diary);
        gateway.write(service(ONE), service(OTHER, "      slots: diary\n      diary: [" + diary + "]\n"));
        Awaitility.await().until(() -> alarms().contains("late.csv cannot be read"));

        Files.writeString(diary, "start,end,schedule,practitioner\n");
        Awaitility.await().until(() -> status(OTHER) == 200 && alarms().isEmpty());
    }

    @Test
    void an_edited_file_adds_credentials_but_cannot_remove_the_last() throws Exception {
        Path token = Files.writeString(gateway.beside("cas.token"), "a-token-of-more-than-24-characters\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        assertThat(local.get("/messages?reference=x").status()).isNotEqualTo(401);

        gateway.write(
                service(ONE),
                "  local:\n    credentials: [ { name: cas, token-file: " + token + ", services: [all] } ]\n");
        Awaitility.await().until(() -> local.get("/messages?reference=x").status() == 401);

        gateway.write(service(ONE));
        Awaitility.await().until(() -> local.get("/health")
                .body()
                .contains("bars.local.credentials is empty now, which would open the local side"));
        assertThat(local.get("/messages?reference=x").status()).isEqualTo(401);
    }

    @Test
    void a_file_that_is_no_yaml_is_one_alarm_with_its_line() throws Exception {
        gateway.write(service(ONE), "  caller: { names: [\n");

        Awaitility.await().until(() -> alarms().contains("bars.yaml is no YAML at line "));
        assertThat(local.get("/health").body().split("is no YAML", -1)).hasSize(2);
        assertThat(status(ONE)).isEqualTo(200);
    }
}
