package io.barsgateway.send.partner;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Works;
import io.barsgateway.message.Recognition;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.send.partner.Target.Definition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that the target takes is sent, however either writes the canonical of its MessageDefinition. */
class CheckTargetTest {

    private static final String REFERRAL = "bars-message-servicerequest-request-referral";
    private static final String URL = "https://fhir.nhs.uk/MessageDefinition/" + REFERRAL;

    private final Recognition recognition = Recognition.load();
    private final ObjectNode message = Messages.referral();

    private void check(String taken) {
        Definition definition = new Definition(recognition.definitionName(taken), List.of());
        new CheckTarget(recognition)
                .check(Works.of("NEW_REFERRAL", message), new Target("1.0.0", List.of(definition), Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {URL, URL + "|1.0.0", REFERRAL, "http://elsewhere.test/MessageDefinition/" + REFERRAL + "|2"})
    void whatever_its_base_and_version(String url) {
        assertThatCode(() -> check(url)).doesNotThrowAnyException();

        MessageBundle.of(message).header().put("definition", url);
        assertThatCode(() -> check(URL)).doesNotThrowAnyException();
    }

    @Test
    void a_message_that_cites_none_is_for_the_target_to_judge() {
        MessageBundle.of(message).header().remove("definition");

        assertThatCode(() -> check(URL)).doesNotThrowAnyException();
    }

    @Test
    void what_the_target_does_not_take_is_not_sent() {
        assertThatThrownBy(() -> check("https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request"))
                .isInstanceOf(CannotSucceed.class)
                .hasMessageContaining(REFERRAL);
    }
}
