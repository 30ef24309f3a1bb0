package io.barsgateway.operate.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Names of settings, as people type them. */
class SettingNamesTest {

    private final SettingNames names = new SettingNames(records());

    private static List<Class<?>> records() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("io.barsgateway").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bars.home",
                "bars.i-know[0]",
                "bars.inbound.handshake-timeout",
                "bars.inbound.handshaketimeout",
                "bars.services[12].delivery.on-undeliverable",
                "bars.services[0].reading.keeps-encounter-id",
                "bars.pki.revocation-of[NHS INT Authentication G2]",
                "bars.local.credentials[0].services[1]"
            })
    void a_name_that_binds_is_known(String name) {
        assertThat(names.objection(ConfigurationPropertyName.of(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bars.inbound.prot, do you mean bars.inbound.port?",
        "bars.inbuond.port, do you mean bars.inbound?",
        "bars.services[3].delivry.url, do you mean bars.services[3].delivery?",
        "bars.service[0].id, do you mean bars.services?",
        "bars.partners[0].focsu, do you mean bars.partners[0].focus?",
        "bars.delivery.colour, bars.delivery has ",
        "bars.home.folder, bars.home has nothing below it"
    })
    void another_name_is_told_with_the_one_that_was_meant(String name, String said) {
        assertThat(names.objection(ConfigurationPropertyName.of(name)).orElse(""))
                .startsWith(name + " is no setting; ")
                .contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BARS_HOME",
                "BARS_I_KNOW",
                "BARS_IKNOW_0",
                "BARS_INBOUND_HANDSHAKE_TIMEOUT",
                "BARS_INBOUND_HANDSHAKETIMEOUT",
                "BARS_SERVICES_12_DELIVERY_URL",
                "BARS_PKI_ROOTS_0",
                "bars_inbound_port"
            })
    void an_environment_variable_that_binds_is_known(String variable) {
        assertThat(names.objection(variable)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BARS_INBOUND_PROT, BARS_INBOUND_PORT", "BARS_SERVICES_0_DELIVRY_URL, BARS_SERVICES_DELIVERY_URL"})
    void another_variable_is_told_with_the_one_that_was_meant(String variable, String meant) {
        assertThat(names.objection(variable))
                .contains("The environment variable " + variable + " is no setting; do you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bars.mine.url", "bars.mine"})
    void a_placeholder_of_a_route_is_known(String name) {
        names.add(ConfigurationPropertyName.of("bars.mine.url"));

        assertThat(names.objection(ConfigurationPropertyName.of(name))).isEmpty();
        assertThat(List.of("bars.mine.uri")).allMatch(other -> names.objection(ConfigurationPropertyName.of(other))
                .isPresent());
    }
}
