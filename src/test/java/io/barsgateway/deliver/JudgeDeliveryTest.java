package io.barsgateway.deliver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.deliver.address.Destination;
import io.barsgateway.deliver.address.TakenBefore;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Properties;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Tenants;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer of a local system means for the message; RetryPolicy has the table. */
class JudgeDeliveryTest {

    private static final Authentication NONE = Properties.bind("none", Authentication.class, Map.of());
    private static final Destination URL =
            new Destination(URI.create("https://pas.test/in?key=secret"), null, "delivery.url", NONE);
    private static final Destination ROUTE = new Destination(null, "direct:pas", "delivery.route", NONE);

    private final JudgeDelivery judge = judge(Map.of());

    private static JudgeDelivery judge(Map<String, String> service) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bars.services[0].id", FarSide.ANY,
                "bars.services[0].use-cases", "all",
                "bars.services[0].versions", "all"));
        service.forEach((name, value) -> settings.put("bars.services[0]." + name, value));
        return new JudgeDelivery(
                new Tenants(Properties.bind("bars", ServicesProperties.class, settings)), new TakenBefore());
    }

    private static Work work(long id) {
        return Works.of(id, WorkKind.DELIVER, "lane", Duration.ZERO);
    }

    private void judged(@Nullable Integer status, Destination destination) {
        judge.judge(status, work(1), destination);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void a_success_has_taken_it(int status) {
        assertThatCode(() -> judged(status, URL)).doesNotThrowAnyException();
    }

    @Test
    void a_route_that_ends_without_a_status_has_taken_it() {
        assertThatCode(() -> judged(null, ROUTE)).doesNotThrowAnyException();
    }

    @Test
    void a_url_without_a_status_decides_nothing() {
        assertThatThrownBy(() -> judged(null, URL)).isInstanceOf(TryAgain.class);
    }

    @Test
    void only_422_refuses_the_message_itself_beyond_doubt() {
        assertThatThrownBy(() -> judged(422, URL))
                .isInstanceOf(CannotSucceed.class)
                .hasMessage("the local system answered 422");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404})
    void a_fault_of_the_set_up_names_the_place_and_no_secret(int status) {
        assertThatThrownBy(() -> judged(status, URL))
                .isInstanceOf(SetUpFault.class)
                .hasMessage("the local system answered " + status + " at https://pas.test/in (delivery.url)");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 408, 409, 429, 500, 503})
    void what_may_pass_is_tried_again(int status) {
        assertThatThrownBy(() -> judged(status, URL)).isInstanceOf(TryAgain.class);
    }

    /** One that takes others while it refuses this one speaks of this one. */
    @Test
    void a_400_refuses_once_another_message_was_taken_since() {
        assertThatThrownBy(() -> judge.judge(400, work(1), URL)).isInstanceOf(SetUpFault.class);
        assertThatThrownBy(() -> judge.judge(400, work(1), URL)).isInstanceOf(SetUpFault.class);

        judge.judge(200, work(2), URL);

        assertThatThrownBy(() -> judge.judge(400, work(1), URL)).isInstanceOf(CannotSucceed.class);
        assertThatThrownBy(() -> judge.judge(400, work(3), URL))
                .as("one that it refuses for the first time")
                .isInstanceOf(SetUpFault.class);
    }

    @Test
    void what_another_place_takes_says_nothing_of_this_one() {
        assertThatThrownBy(() -> judge.judge(400, work(1), URL)).isInstanceOf(SetUpFault.class);
        judge.judge(null, work(2), ROUTE);

        assertThatThrownBy(() -> judge.judge(400, work(1), URL)).isInstanceOf(SetUpFault.class);
    }

    @Test
    void a_409_is_a_duplicate_where_the_service_says_so() {
        JudgeDelivery duplicates = judge(Map.of("delivery.duplicate", "409"));

        assertThatCode(() -> duplicates.judge(409, work(1), URL)).doesNotThrowAnyException();
    }
}
