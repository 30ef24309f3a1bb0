package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** {@code bars routes check}: what a gateway would say of a folder, said without one. */
@ExtendWith(OutputCaptureExtension.class)
class RoutesCommandIT {

    private final Path folder;
    private final Path routes;

    RoutesCommandIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private int check(String... arguments) {
        return new CommandLine(new RoutesCommand())
                .execute(Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int checkRoutes() {
        return check("--routes", routes.toString());
    }

    @Test
    void what_is_shipped_is_good_and_nothing_is_started(CapturedOutput said) {
        assertThat(checkRoutes()).isZero();
        assertThat(said.getOut()).contains("good: a gateway would take " + routes);
    }

    @Test
    void each_mistake_has_its_line(CapturedOutput said) throws IOException {
        Path accept = routes.resolve("30-accept.yaml");
        Files.writeString(accept, Files.readString(accept).replace("bean:checkMessage", "bean:checkMesage"));

        assertThat(checkRoutes()).isEqualTo(1);
        assertThat(said.getOut())
                .contains("30-accept.yaml:22: there is no bean called checkMesage; do you mean checkMessage?")
                .contains("1 to mend: a gateway would not take " + routes);
    }

    @Test
    void names_out_of_a_settings_file_are_known(CapturedOutput said) throws IOException {
        Files.writeString(
                routes.resolve("99-mine.yaml"),
                RoutesFolder.HELLO.replace("expression: hello", "expression: \"{{bars.mine.word}}\""));
        assertThat(checkRoutes()).isEqualTo(1);
        assertThat(said.getOut()).contains("99-mine.yaml:").contains("bars.mine.word");
    }

    @Test
    void the_folder_of_a_settings_file_is_the_one_that_is_checked_and_its_home_is_left_alone(CapturedOutput said)
            throws IOException {
        Path home = folder.resolve("home");
        List<String> settings = new ArrayList<>(FarSide.settings());
        settings.removeIf(setting -> setting.startsWith("bars.routes=") || setting.startsWith("bars.home="));
        settings.add("bars.routes=" + routes);
        settings.add("bars.home=" + home);
        Path file = Files.write(folder.resolve("bars.properties"), settings);
        assertThat(check("--config", file.toString())).isZero();

        Files.delete(routes.resolve("40-deliver.yaml"));
        assertThat(check("--config", file.toString())).isEqualTo(1);
        assertThat(said.getOut()).contains("nothing would be delivered");
        assertThat(home).doesNotExist();
    }
}
