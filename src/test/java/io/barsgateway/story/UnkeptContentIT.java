package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** Content that the store could not keep or be asked with: never 503, which a Sender would try again for ever. */
@GatewayTest
class UnkeptContentIT {

    private final ProxyClient proxy;
    private final LocalClient local;

    UnkeptContentIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    /** No index of the store takes a text of that length, and it does not compress. */
    private static String endless() {
        return new Random(7)
                .ints(20_000, 0, 36)
                .mapToObj(i -> Integer.toString(i, 36))
                .collect(Collectors.joining());
    }

    @Test
    void a_number_and_a_date_without_end_are_kept_as_they_came() throws Exception {
        ObjectNode message = Changed.nhsNumber(endless(), Messages.referral());
        ObjectNode patient = Messages.resource(message, "Patient");
        patient.put("birthDate", endless());
        patient.withArray("address").addObject().put("postalCode", endless());

        Reply reply = proxy.to(FarSide.ANY).post(message);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("entry").toString()).contains(endless());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "ServiceRequest", "Organization"})
    void a_character_that_no_text_has_is_refused_by_its_element(String type) throws Exception {
        ObjectNode message = Messages.referral();
        Messages.resource(message, type).put("implicitRules", "NUL");
        byte[] body = message.toString().replace("NUL", "\\u0000").getBytes(StandardCharsets.UTF_8);

        Reply reply = proxy.to(FarSide.ANY).post(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.issue()).isEqualTo("invalid");
        assertThat(reply.body()).contains("implicitRules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ServiceRequest?ServiceRequest.identifier=a%00b",
                "/ServiceRequest?ServiceRequest.identifier=a%7Cb%00",
                "/ServiceRequest?patient:name=Sm%00ith&patient:birthdate=1980-01-01&patient:address-postalcode=ZZ1",
                "/Appointment?patient:name=Smith&patient:birthdate=1980-01-01&patient:address-postalcode=ZZ%001",
                "/Appointment?patient:identifier=%00"
            })
    void a_parameter_with_a_zero_byte_is_refused(String path) throws Exception {
        Reply reply = proxy.to(FarSide.ANY).call("GET", path, new byte[0]);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.issue()).isEqualTo("value");
        assertThat(reply.body()).contains("The parameter ").doesNotContain("Smith");
    }

    @Test
    void a_local_system_hears_what_to_mend_and_not_to_try_again() throws Exception {
        assertThat(local.get("/messages?reference=A%00").status()).isEqualTo(404);
        assertThat(local.get("/originals?message=A%00").status()).isEqualTo(404);
        Reply unnamed = local.sendUnder(endless().substring(0, 3000), Messages.referral());
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.body()).contains("X-Correlation-Id");
    }
}
