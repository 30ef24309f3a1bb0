package io.barsgateway.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import io.barsgateway.fhir.Original;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;

/** HAPI's validator over R4 and the loaded definitions, with terminology in memory; it asks nobody on the network. */
final class ProfileValidator implements AutoCloseable {

    private final FhirValidator validator;
    private final Set<String> known = new HashSet<>();
    private final Tolerances tolerances;
    private final Duration timeout;
    private final ExecutorService workers;

    ProfileValidator(ProfilesProperties properties) {
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
        workers = Executors.newFixedThreadPool(properties.concurrency(), task -> {
            Thread thread = new Thread(task, "profiles");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many canonical definitions were loaded beside those of FHIR itself. */
    int size() {
        return known.size();
    }

    Tolerances tolerances() {
        return tolerances;
    }

    /** The findings that are not tolerated, and how often each was made; empty where there was no verdict in time. */
    Optional<Map<Finding, Integer>> judge(Original message) throws InterruptedException {
        Future<Map<Finding, Integer>> verdict = workers.submit(() -> findings(message));
        try {
            return Optional.of(verdict.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // Not begun yet, it never begins; one that runs is bounded by the number of workers
            verdict.cancel(false);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The validator failed", e.getCause());
        }
    }

    /** The same without a limit of time. */
    Map<Finding, Integer> findings(Original message) {
        Map<Finding, Integer> all = new LinkedHashMap<>(Findings.of(
                validator
                        .validateWithResult(new String(message.bytes(), StandardCharsets.UTF_8))
                        .getMessages(),
                known));
        all.keySet().removeIf(tolerances::cover);
        return all;
    }

    /** Makes the first message as fast as the later ones. */
    void warm(List<Original> samples) {
        samples.forEach(this::findings);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
