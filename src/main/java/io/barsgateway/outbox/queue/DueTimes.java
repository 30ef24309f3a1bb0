package io.barsgateway.outbox.queue;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.message.Meaning;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** By when what is held should be done. A time that cannot be read is no time: it never keeps a message out. */
@Component
public final class DueTimes {

    private final DueProperties limits;

    public DueTimes(DueProperties limits) {
        this.limits = limits;
    }

    /**
     * The earlier of the end of its occurrencePeriod and a limit for its meaning.
     *
     * @param meaning of what is held
     * @param about the message, or the case as it stands: its ServiceRequest may have an occurrencePeriod
     */
    public Instant due(Meaning meaning, String useCase, MessageBundle about, Instant held) {
        Instant limit = held.plus(limit(meaning, useCase));
        Optional<Instant> end = about.first("ServiceRequest")
                .map(request ->
                        request.resource().path("occurrencePeriod").path("end").asText())
                .flatMap(Times::parse);
        return end.filter(limit::isAfter).orElse(limit);
    }

    /** For a notice of what became of a message. */
    Duration ofNotice() {
        return limits.response();
    }

    private Duration limit(Meaning meaning, String useCase) {
        Duration limit =
                switch (meaning) {
                    case CANCEL, CANCEL_BOOKING, RELEASED -> limits.cancel();
                    case UPDATE -> limits.update();
                    case NEW_VALIDATION -> limits.validation();
                    case NEW_REFERRAL -> limits.referral();
                    case NEW_BOOKING -> limits.booking();
                    case INTERIM_RESPONSE,
                            FULL_RESPONSE,
                            REJECTION,
                            STATUS_RESPONSE,
                            SAFEGUARDING_DNA,
                            ANSWER,
                            RESPONSE,
                            REFUSED -> limits.response();
                };
        return useCase.startsWith("a6") && limits.cad().compareTo(limit) < 0 ? limits.cad() : limit;
    }
}
