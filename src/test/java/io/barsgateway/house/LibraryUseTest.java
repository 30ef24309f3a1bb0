package io.barsgateway.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.barsgateway.house.Sources.BARS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The ways of using a library that were somebody's hole once are not gone here; docs/advisories.md says which hole each was. */
class LibraryUseTest {

    private static DescribedPredicate<JavaCall<?>> callTo(Set<String> names, Class<?>... owners) {
        List<String> classes = Arrays.stream(owners).map(Class::getName).toList();
        return new DescribedPredicate<>("call to " + names + " of " + classes) {
            @Override
            public boolean test(JavaCall<?> call) {
                return names.contains(call.getTarget().getName())
                        && classes.contains(call.getTargetOwner().getName());
            }
        };
    }

    @Test
    void no_client_follows_a_redirect() {
        // The JDK's HttpClient follows none unless it is told to; its older one follows them all
        noClasses()
                .should()
                .callMethodWhere(callTo(Set.of("followRedirects"), HttpClient.Builder.class))
                .orShould()
                .callMethodWhere(callTo(Set.of("openConnection", "openStream"), URL.class))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(HttpURLConnection.class)
                .check(BARS);
    }

    @Test
    void no_data_says_which_class_is_made_of_it() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JsonTypeInfo.class)
                .orShould()
                .callMethodWhere(callTo(
                        Set.of("enableDefaultTyping", "activateDefaultTyping", "activateDefaultTypingAsProperty"),
                        ObjectMapper.class,
                        JsonMapper.Builder.class))
                .check(BARS);
    }

    @Test
    void yaml_is_read_by_the_constructor_that_makes_plain_data_only() {
        noClasses()
                .should()
                .callConstructor(Yaml.class)
                .orShould()
                .callConstructor(Yaml.class, LoaderOptions.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.yaml.snakeyaml.constructor.Constructor")
                .check(BARS);
    }

    @Test
    void only_one_class_reads_the_xml_of_others() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.barsgateway.fhir.form")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..")
                .check(BARS);
        noClasses()
                .that()
                .doNotHaveSimpleName("FhirXml")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("makes an XML parser") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTargetOwner()
                                        .getName()
                                        .matches(
                                                "javax\\.xml\\..*(Input|Builder|Parser|Transformer|Schema|XPath)Factory")
                                && call.getTarget().getName().startsWith("new");
                    }
                })
                .check(BARS);
        // HAPI's parser of XML reads the definitions that the operator has put there, nothing else
        noClasses()
                .that()
                .doNotHaveSimpleName("Definitions")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("reads XML by HAPI") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTarget().getName().equals("newXmlParser");
                    }
                })
                .check(BARS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Expressions, scripts, templates, names that are looked up somewhere
                "org.springframework.expression..",
                "javax.script..",
                "javax.naming..",
                "org.thymeleaf..",
                // Its replacing of text ran code once; only its distances between words are used
                "org.apache.commons.text",
                "org.apache.commons.text.lookup..",
                // Old or large libraries of which one class or none is needed here
                "org.apache.http..",
                "org.apache.xml.security..",
                "com.google.common..",
                "com.google.gson..",
                "org.xmlpull..",
                // Clients that the profile validator could ask others with
                "ca.uhn.fhir.rest.client..",
                "org.hl7.fhir.utilities.npm..",
                "org.hl7.fhir.validation..",
                // HTTP/2, forms and web sockets, which no door speaks
                "io.netty.handler.codec.http2..",
                "io.netty.handler.codec.http.multipart..",
                "io.netty.handler.codec.http.websocketx..",
                "io.netty.handler.codec.compression..",
                "org.apache.hc.core5.http2..",
                "org.apache.hc.client5.http.async..",
                // Of BouncyCastle: directories, its own path reviewer, its own TLS and OpenPGP
                "org.bouncycastle.x509..",
                "org.bouncycastle.pkix..",
                "org.bouncycastle.jsse..",
                "org.bouncycastle.openpgp..",
                // PostgreSQL through its driver's own classes
                "org.postgresql..",
            })
    void what_is_not_needed_is_not_used(String packages) {
        noClasses().should().dependOnClassesThat().resideInAPackage(packages).check(BARS);
    }

    /** Elsewhere nothing could be said to it but what the closed set of TraceField has. */
    @Test
    void spans_are_written_in_one_room() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.barsgateway.audit.trace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(BARS);
    }

    @Test
    void tar_is_the_only_archive_that_is_unpacked() {
        noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are another part of commons-compress") {
                    @Override
                    public boolean test(JavaClass used) {
                        return used.getPackageName().startsWith("org.apache.commons.compress")
                                && !used.getPackageName().equals("org.apache.commons.compress.archivers.tar")
                                && !used.getPackageName().equals("org.apache.commons.compress.archivers");
                    }
                })
                .check(BARS);
    }

    @Test
    void tokens_are_signed_and_never_decrypted() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("com\\.nimbusds\\.(jose\\.crypto\\..*Decrypter|jose\\.JWE.*|jwt\\.EncryptedJWT)")
                .check(BARS);
    }

    @Test
    void the_http_decoder_is_as_strict_as_it_comes() {
        noClasses()
                .should()
                .callMethodWhere(callTo(
                        Set.of(
                                "setValidateHeaders",
                                "setHeadersFactory",
                                "setTrailersFactory",
                                "setAllowDuplicateContentLengths",
                                "setAllowPartialChunks",
                                "setChunkedSupported",
                                "setStrictLineParsing"),
                        HttpDecoderConfig.class))
                .check(BARS);
    }

    /** Those of the driver that run a class by its name, write a file, or build the text of statements from their values. */
    @Test
    void no_option_of_the_postgresql_driver_is_set_that_was_a_hole() {
        Pattern options = Pattern.compile(
                "preferQueryMode|socketFactory|sslfactory|loggerFile|authenticationPluginClassName|channelBinding");
        assertThat(Stream.concat(Sources.java().stream(), Stream.of(Path.of("src/main/resources/application.yaml")))
                        .filter(file -> file.startsWith("src/main"))
                        .filter(file -> options.matcher(Sources.read(file)).find()))
                .isEmpty();
    }

    @Test
    void the_log_is_configured_without_conditions_inclusions_and_receivers() {
        assertThat(Sources.read(Path.of("src/main/resources/logback.xml")))
                .contains("<turboFilter")
                .doesNotContainIgnoringCase(
                        "<if",
                        "<include",
                        "scan=",
                        "receiver",
                        "jndi",
                        "evaluator",
                        "<import",
                        "sift",
                        "socket",
                        "smtp");
    }
}
