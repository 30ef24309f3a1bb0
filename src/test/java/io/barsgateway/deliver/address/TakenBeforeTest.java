package io.barsgateway.deliver.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.receive.service.Authentication;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakenBeforeTest {

    private static final Destination URL = url("http://cas.test/in");
    private static final Destination OTHER = url("http://other.test/in");

    private final TakenBefore before = new TakenBefore();
    private final Work refused = Works.of(1, WorkKind.DELIVER, "lane", Duration.ZERO);
    private final Work another = Works.of(2, WorkKind.DELIVER, "lane", Duration.ZERO);

    private static Destination url(String url) {
        return new Destination(URI.create(url), null, "delivery", Authentication.NONE);
    }

    @Test
    void what_was_taken_before_the_first_refusal_says_nothing() {
        before.took(URL, another);
        assertThat(before.takesOthers(URL, refused)).isFalse();
        assertThat(before.takesOthers(URL, refused)).isFalse();
    }

    @Test
    void what_was_taken_since_does() {
        before.takesOthers(URL, refused);
        before.took(URL, another);
        assertThat(before.takesOthers(URL, refused)).isTrue();
    }

    @Test
    void what_another_destination_took_says_nothing() {
        before.takesOthers(URL, refused);
        before.took(OTHER, another);
        assertThat(before.takesOthers(URL, refused)).isFalse();
    }
}
