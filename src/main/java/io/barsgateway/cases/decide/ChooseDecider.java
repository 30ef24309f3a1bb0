package io.barsgateway.cases.decide;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.service.ServicesProperties.Declared;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.ServicesProperties.Way;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Who decides on a message, from the settings of its service. A booking that nobody can decide is 422: accepting it unseen could
 * send a patient to an appointment that nobody has; {@code accept.new-booking: accept-first} takes it all the same.
 */
@Component
public final class ChooseDecider {

    public Decider choose(@Variable("message") Message message) {
        Declared service = message.tenant().declared();
        Way way =
                switch (message.meaning()) {
                    case NEW_REFERRAL, NEW_VALIDATION -> service.accept().newReferral();
                    case UPDATE -> service.accept().update();
                    case CANCEL -> service.accept().cancel();
                    case NEW_BOOKING -> service.accept().newBooking();
                    case CANCEL_BOOKING -> service.accept().cancelBooking();
                    case INTERIM_RESPONSE, FULL_RESPONSE, REJECTION, STATUS_RESPONSE, SAFEGUARDING_DNA ->
                        Way.ACCEPT_FIRST;
                    case ANSWER, RESPONSE, RELEASED, REFUSED ->
                        throw new IllegalStateException("No message that comes means " + message.meaning());
                };
        if (message.meaning() == Meaning.NEW_BOOKING && !message.tenant().takesBookings()) {
            throw new Fault(
                    FaultCode.NOT_SUPPORTED,
                    "Appointment.status: This service takes no bookings, since it keeps no slots and nobody decides on them");
        }
        if (way == Way.ACCEPT_FIRST) {
            return Decider.NOBODY;
        }
        if (message.meaning().isBooking() && service.slots() != Slots.NONE) {
            return Decider.DIARY;
        }
        return service.confirm().isPossible() ? Decider.LOCAL_SYSTEM : Decider.NOBODY;
    }
}
