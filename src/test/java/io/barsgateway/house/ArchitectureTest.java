package io.barsgateway.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static io.barsgateway.house.Sources.BARS;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** A stage knows the stages before it, never those after: only routes/ sends work forward. */
class ArchitectureTest {

    static final List<String> FLOW = List.of(
            "fault",
            "keys",
            "fhir",
            "audit",
            "watch",
            "pki",
            "revocation",
            "handshake",
            "listener",
            "inbound",
            "caller",
            "tenant",
            "message",
            "profile",
            "acceptance",
            "database",
            "diary",
            "decision",
            "work",
            "casefile",
            "store",
            "answer",
            "read",
            "local",
            "delivery",
            "response",
            "partner",
            "sender",
            "request",
            "operator");

    private static final String[] BESIDE = {"io.barsgateway.simulator", "io.barsgateway.cli.."};

    private static String[] packages(List<String> stages) {
        return stages.stream().map(stage -> "io.barsgateway." + stage).toArray(String[]::new);
    }

    private static JavaClasses flow() {
        return BARS.that(not(resideInAnyPackage(BESIDE)));
    }

    @ParameterizedTest
    @FieldSource("FLOW")
    void a_stage_knows_only_the_stages_before_it(String stage) {
        List<String> later = FLOW.subList(FLOW.indexOf(stage) + 1, FLOW.size());
        if (!later.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage("io.barsgateway." + stage)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(later))
                    .check(BARS);
        }
        noClasses()
                .that()
                .resideInAPackage("io.barsgateway." + stage)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BESIDE)
                .check(BARS);
    }

    @Test
    void the_simulator_knows_nothing_of_the_flow_beyond_pki_and_messages() {
        noClasses()
                .that()
                .resideInAPackage("io.barsgateway.simulator")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(List.of(
                        "listener",
                        "inbound",
                        "caller",
                        "acceptance",
                        "work",
                        "casefile",
                        "store",
                        "answer",
                        "delivery",
                        "response",
                        "sender")))
                .check(BARS);
    }

    @Test
    void every_class_but_the_application_belongs_to_a_stage() {
        classes()
                .that()
                .resideOutsideOfPackage("io.barsgateway")
                .should()
                .resideInAnyPackage(packages(
                        java.util.stream.Stream.concat(FLOW.stream(), java.util.stream.Stream.of("simulator", "cli.."))
                                .toList()))
                .check(BARS);
    }

    @Test
    void only_steps_that_read_or_write_touch_the_message_of_an_exchange() {
        noClasses()
                .that(not(simpleNameStartingWith("Read")
                        .or(simpleNameStartingWith("Write"))
                        .or(simpleNameEndingWith("Binding"))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Message.class.getName())
                .check(BARS);
    }

    @Test
    void sql_is_asked_in_the_store_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.barsgateway.store",
                        "io.barsgateway.work",
                        "io.barsgateway.diary",
                        "io.barsgateway.decision",
                        "io.barsgateway.casefile",
                        "io.barsgateway.audit",
                        "io.barsgateway.database")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql", "org.springframework.jdbc..")
                .check(BARS);
    }

    @Test
    void settings_are_records_named_properties() {
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .andShould()
                .haveSimpleNameEndingWith("Properties")
                .check(BARS);
    }

    @Test
    void names_say_what_a_class_does() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*(Utils?|Helper|Manager|Common|Constants|Service|Impl|Dto|Base|Abstract|Processor|Handler)(\\$.*)?")
                .check(BARS);
    }

    @Test
    void time_comes_from_the_clock() {
        noClasses().should().callMethod(Instant.class, "now").check(BARS);
    }

    @Test
    void nothing_changes_after_construction() {
        // Exempt: channel handlers and their counter, what holds a socket, a watcher or a token, and picocli's commands
        fields().that()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat(not(resideInAnyPackage("io.barsgateway.listener", "io.barsgateway.cli..")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("ReloadRoutes"))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("Turn"))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("Current"))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith("Watch"))
                        .or(resideInAnyPackage("io.barsgateway.handshake"))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("XmlElements"))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("Tokens"))))
                .should()
                .beFinal()
                .check(flow());
    }

    @Test
    void no_field_injection_no_console_no_bare_exceptions() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(flow());
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(BARS.that(not(resideInAnyPackage("io.barsgateway.cli.."))));
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(flow());
    }
}
