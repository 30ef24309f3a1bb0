package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives a booking the slot that it names: 409 conflict where the slot is taken, gone or unknown, and nothing is consumed. */
@Component
public final class BookSlot {

    private final Diary diary;
    private final Clock clock;

    BookSlot(Diary diary, Clock clock) {
        this.diary = diary;
        this.clock = clock;
    }

    /** In the transaction that is open. */
    public void book(Message message, UUID caseId) {
        String named = slotId(message.bundle());
        Fault taken = new Fault(
                FaultCode.CONFLICT,
                "Appointment.slot " + Stated.value(named) + ": the slot is not free here any more; search again");
        DiarySlot slot = diary.slot(message.tenant(), named).orElseThrow(() -> taken);
        if (!slot.start().isAfter(clock.instant())) {
            throw taken;
        }
        Optional<Instant> start =
                Tree.text(message.subject().resource(), "start").flatMap(Times::parse);
        if (start.isPresent() && !start.get().equals(slot.start())) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "Appointment.start " + start.get() + " is not that of its slot, " + slot.start());
        }
        if (!diary.book(message.tenant(), slot.id(), caseId)) {
            throw taken;
        }
    }

    /** The id under which we offered it. */
    private static String slotId(MessageBundle bundle) {
        return bundle.first("Appointment").map(Entry::resource).stream()
                .flatMap(appointment -> Tree.list(appointment, "slot").stream())
                .flatMap(reference -> Tree.text(reference, "reference").stream())
                .map(reference -> bundle.resolve(reference)
                        .map(Entry::resource)
                        .flatMap(BookSlot::id)
                        .orElse(reference.replaceFirst("^Slot/", "")))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> id(ObjectNode resource) {
        return Tree.text(resource, "id");
    }
}
