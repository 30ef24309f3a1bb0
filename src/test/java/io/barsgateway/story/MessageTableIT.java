package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RowSample;
import io.barsgateway.message.Meaning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every kind of message, in both formats and both readings: {@code target/messages-*.md}. */
@GatewayTest
class MessageTableIT {

    private final MessageTable table;
    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    MessageTableIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.table = new MessageTable(proxy);
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + inbound.boundPort());
    }

    @AfterEach
    void behave() {
        FarSide.CATALOGUE.gatewayAt("");
    }

    @Test
    void our_own_messages_are_taken_in_both_formats_and_both_readings() throws Exception {
        for (Map.Entry<String, String> reading : MessageTable.READINGS.entrySet()) {
            for (VariedMessage message : VariedMessage.all(reading.getValue(), proxy, local, jdbc)) {
                for (Format format : Format.values()) {
                    table.send(message.name(), reading.getKey(), reading.getValue(), format, message.next());
                }
            }
        }
        table.write("own");

        table.isTaken();
    }

    @Test
    void each_new_request_is_taken_and_each_refusal_names_its_element() throws Exception {
        Set<String> opening = Stream.of(RowSample.values())
                .filter(sample -> sample.meaning().filter(Meaning::isNew).isPresent())
                .map(RowSample::file)
                .collect(Collectors.toSet());
        for (RowSample sample : RowSample.values()) {
            table.sendToEachReading(sample.file(), sample::message);
        }
        table.write("rows");

        assertThat(table.rows())
                .filteredOn(row -> opening.contains(row.message()))
                .hasSize(opening.size() * MessageTable.READINGS.size() * Format.values().length)
                .noneMatch(MessageTable.Row::isRefused);
        table.refusalsNameTheirElement();
    }

    @Test
    void each_booking_of_a_slot_that_was_offered_is_taken() throws Exception {
        List<JsonNode> slots = table.offered();
        for (RowSample sample : List.of(RowSample.NEW_BOOKING, RowSample.BOOKING_DEFINITION)) {
            table.book(sample.file(), sample::message, slots);
        }
        table.write("diary");

        table.isTaken();
    }
}
