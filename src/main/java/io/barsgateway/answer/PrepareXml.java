package io.barsgateway.answer;

import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Loads the FHIR model that XML needs while the gateway starts. It takes most of a second, and the first refusal in XML may be written
 * by a thread that serves many connections.
 */
@Component
public final class PrepareXml implements SmartInitializingSingleton {

    private final Executor beside;

    PrepareXml() {
        this(ForkJoinPool.commonPool());
    }

    /** @param beside runs what the start does not wait for */
    PrepareXml(Executor beside) {
        this.beside = beside;
    }

    @Override
    public void afterSingletonsInstantiated() {
        prepare();
    }

    /** Beside the start, which does not wait for it. */
    CompletableFuture<Void> prepare() {
        return CompletableFuture.runAsync(
                () -> AnyForm.read(new OperationOutcome(FaultCode.UNAVAILABLE, "").in(Format.XML)), beside);
    }
}
