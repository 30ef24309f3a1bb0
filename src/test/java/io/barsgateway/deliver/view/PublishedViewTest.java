package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing of a published message is lost in its view either: {@code target/view.md}. */
@Tag("published")
class PublishedViewTest {

    @Test
    void every_published_message_is_carried_or_listed() throws IOException {
        List<String> rows = new ArrayList<>();
        CompleteViewTest.own().forEach(one -> rows.add(CompleteViewTest.isWhole(one)));
        for (Path file : Published.messages()) {
            ObjectNode message = Published.read(file);
            CompleteViewTest.Viewed viewed = new CompleteViewTest.Viewed(
                    file.getFileName().toString(), CompleteViewTest.meaning(message), message);
            rows.add(CompleteViewTest.isWhole(viewed));
            CompleteViewTest.isHonest(viewed);
        }
        Path table = Path.of("target/view.md");
        Files.createDirectories(table.getParent());
        Files.writeString(table, """
                # Every message as the view

                | message | means | view | values | carried | listed | lost |
                |---|---|---|---|---|---|---|
                """ + String.join("\n", rows) + "\n");
    }
}
