package io.barsgateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakenByUrlTest {

    private static final URI URL = URI.create("http://cas.test/in");
    private static final URI OTHER = URI.create("http://other.test/in");

    private final TakenByUrl takenByUrl = new TakenByUrl();
    private final Work refused = Works.of(1, Work.DELIVER, "lane", Duration.ZERO);
    private final Work another = Works.of(2, Work.DELIVER, "lane", Duration.ZERO);

    @Test
    void what_was_taken_before_the_first_refusal_says_nothing() {
        takenByUrl.took(URL, another);
        assertThat(takenByUrl.takesOthers(URL, refused)).isFalse();
        assertThat(takenByUrl.takesOthers(URL, refused)).isFalse();
    }

    @Test
    void what_was_taken_since_does() {
        takenByUrl.takesOthers(URL, refused);
        takenByUrl.took(URL, another);
        assertThat(takenByUrl.takesOthers(URL, refused)).isTrue();
    }

    @Test
    void what_another_url_took_says_nothing() {
        takenByUrl.takesOthers(URL, refused);
        takenByUrl.took(OTHER, another);
        assertThat(takenByUrl.takesOthers(URL, refused)).isFalse();
    }
}
