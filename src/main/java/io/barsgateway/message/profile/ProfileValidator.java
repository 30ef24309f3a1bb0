package io.barsgateway.message.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.hl7.fhir.utilities.http.ManagedWebAccess.WebAccessPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HAPI's validator over R4 and the loaded definitions, with terminology in memory; it asks nobody on the network. */
final class ProfileValidator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProfileValidator.class);

    /** Messages that may wait for each worker; one more has no verdict. */
    private static final int WAITING = 8;

    private final FhirValidator validator;
    private final Set<String> known = new HashSet<>();
    private final Tolerances tolerances;
    private final Duration timeout;
    private final ThreadPoolExecutor workers;

    ProfileValidator(ProfilesProperties properties) {
        // None of the parts below asks anyone; whatever else of HL7's tools is ever reached must not either
        // (docs/advisories.md)
        ManagedWebAccess.setAccessPolicy(WebAccessPolicy.PROHIBITED);
        FhirContext context = FhirContext.forR4();
        tolerances = Tolerances.read(properties.tolerances());
        timeout = properties.timeout();
        PrePopulatedValidationSupport loaded = new PrePopulatedValidationSupport(context);
        for (IBaseResource definition : Definitions.read(properties.definitions(), context)) {
            loaded.addResource(definition);
            if (definition instanceof MetadataResource canonical) {
                known.add(canonical.getUrl());
            }
        }
        validator = context.newValidator()
                .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                        new DefaultProfileValidationSupport(context),
                        loaded,
                        new CommonCodeSystemsTerminologyService(context),
                        new InMemoryTerminologyServerValidationSupport(context),
                        new SnapshotGeneratingValidationSupport(context))));
        workers = new ThreadPoolExecutor(
                properties.concurrency(),
                properties.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.concurrency() * WAITING),
                new CamelThreadFactory("#name#", "profiles", true));
    }

    /** How many canonical definitions were loaded beside those of FHIR itself. */
    int size() {
        return known.size();
    }

    Tolerances tolerances() {
        return tolerances;
    }

    /** The findings that are not tolerated, and how often each was made; empty where there was no verdict in time. */
    Optional<Map<Finding, Integer>> judge(JsonNode message) throws InterruptedException {
        try {
            Future<Map<Finding, Integer>> verdict = workers.submit(() -> findings(message));
            try {
                return Optional.of(verdict.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // Not begun yet, it never begins; one that runs is bounded by the number of workers
                verdict.cancel(false);
                workers.purge();
                return Optional.empty();
            }
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            // Its words may quote the message
            log.error(
                    "The profile validator failed: {}",
                    e.getCause() == null ? "" : e.getCause().getClass().getName());
            return Optional.empty();
        }
    }

    /** The same without a limit of time; as the message was understood, in whatever form and encoding it came. */
    Map<Finding, Integer> findings(JsonNode message) {
        Map<Finding, Integer> all = new LinkedHashMap<>(Findings.of(
                validator
                        .validateWithResult(new String(FhirJson.write(message), StandardCharsets.UTF_8))
                        .getMessages(),
                known));
        all.keySet().removeIf(tolerances::cover);
        return all;
    }

    /** Makes the first message as fast as the later ones. */
    void warm(List<JsonNode> samples) {
        samples.forEach(this::findings);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
