package io.barsgateway.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.barsgateway.house.Sources.BARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The walls of the house (docs/adr/0018): chapters and rooms without cycles, steps that know no steps, SQL in its place. */
class ArchitectureTest {

    private static final String ROOT = "io.barsgateway";

    /** Every chapter; a new one is a decision, not an accident. */
    static final List<String> CHAPTERS = List.of(
            "fhir",
            "audit",
            "trust",
            "edge",
            "receive",
            "message",
            "outbox",
            "cases",
            "deliver",
            "answer",
            "local",
            "respond",
            "send",
            "operate",
            "simulator",
            "cli");

    private static final String[] BESIDE = {ROOT + ".simulator..", ROOT + ".cli.."};

    private static JavaClasses flow() {
        return BARS.that(not(resideInAnyPackage(BESIDE)));
    }

    @Test
    void every_class_but_the_application_is_in_a_chapter_or_room() {
        Pattern place = Pattern.compile("io\\.barsgateway\\.(" + String.join("|", CHAPTERS) + ")(\\.[a-z]+)?");
        assertThat(BARS.stream()
                        .filter(c -> !c.getPackageName().equals(ROOT))
                        .filter(c -> !place.matcher(c.getPackageName()).matches())
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(BARS.that(resideInAPackage(ROOT)).stream().map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("BarsApplication", "package-info");
    }

    @Test
    void no_cycle_between_chapters() {
        slices().matching("io.barsgateway.(*)..").should().beFreeOfCycles().check(BARS);
    }

    @ParameterizedTest
    @FieldSource("CHAPTERS")
    void no_cycle_between_the_rooms_of_a_chapter(String chapter) {
        slices().assignedFrom(new Rooms(chapter)).should().beFreeOfCycles().check(BARS);
    }

    /** Each room of one chapter is a slice, and so are the classes of the chapter that are in no room. */
    private record Rooms(String chapter) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            String own = ROOT + "." + chapter;
            return name.equals(own) || name.startsWith(own + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms of " + chapter;
        }
    }

    /** What comes in, what goes out, what can go wrong, where to start reading; and the place to start is there. */
    @ParameterizedTest
    @FieldSource("CHAPTERS")
    void each_chapter_answers_the_four_questions(String chapter) {
        String text = Sources.read(Path.of("src/main/java/io/barsgateway", chapter, "package-info.java"));
        assertThat(text).contains("<p>Comes in: ", "<p>Goes out: ", "<p>Can go wrong: ", "<p>Start reading: ");
        String start = text.substring(text.indexOf("Start reading: ") + 15);
        String name = start.startsWith("routes/") ? start.split(",", 2)[0] : start.split("\\W", 2)[0] + ".java";
        assertThat(Stream.concat(Sources.routes().stream(), Sources.java().stream()))
                .as(chapter + " starts with " + name)
                .anyMatch(file -> file.endsWith(name));
    }

    @Test
    void a_step_knows_no_other_step() {
        Set<String> steps = Sources.steps();
        assertThat(BARS.stream()
                        .filter(c -> steps.contains(c.getSimpleName()))
                        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                        .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(d -> steps.contains(d.getTargetClass().getSimpleName()))
                        .filter(d -> !d.getTargetClass().equals(d.getOriginClass()))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void nobody_knows_the_command_line_and_only_it_knows_the_simulator() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli..")
                .check(BARS);
        noClasses()
                .that()
                .resideOutsideOfPackages(BESIDE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".simulator..")
                .check(BARS);
    }

    /** The JVM reads them once, with its first connection. */
    @Test
    void the_command_sets_the_limits_of_tls_before_it_does_anything_else() {
        List<String> calls =
                BARS.get(ROOT + ".cli.Bars").getMethod("main", String[].class).getMethodCallsFromSelf().stream()
                        .sorted(java.util.Comparator.comparing(call -> call.getLineNumber()))
                        .map(call -> call.getTargetOwner().getSimpleName())
                        .filter(owner -> !owner.equals("System"))
                        .toList();
        assertThat(calls).startsWith("TlsLimits");
    }

    @Test
    void the_simulator_shares_fhir_certificates_and_the_tables_of_the_standard_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".simulator..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".simulator..", ROOT + ".fhir..", ROOT + ".trust..")))
                        .and(not(simpleName("Recognition"))))
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
    void sql_is_in_cases_outbox_and_audit_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cases..", ROOT + ".outbox..", ROOT + ".audit..")
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
        // Exempt: channel handlers and their counter, what holds a socket or a watcher, and picocli's commands
        fields().that()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat(not(resideInAnyPackage(ROOT + ".edge..", ROOT + ".cli..")
                        .or(simpleNameStartingWith("Watch"))
                        .or(simpleName("ReloadRoutes"))
                        .or(simpleName("Replaceable"))
                        .or(simpleName("XmlElements"))))
                .should()
                .beFinal()
                .check(flow());
    }

    @Test
    void a_component_has_one_constructor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Autowired.class)
                .check(BARS);
    }

    @Test
    void no_field_injection_no_console_no_bare_exceptions() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(flow());
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(BARS.that(not(resideInAnyPackage(ROOT + ".cli.."))));
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(flow());
    }
}
