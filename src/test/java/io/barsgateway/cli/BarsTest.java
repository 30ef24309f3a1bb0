package io.barsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BarsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        CommandLine bars = Bars.commandLine();
        bars.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return bars.execute(words);
    }

    @Test
    void help_is_a_command_as_well_as_an_option() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).startsWith("Usage: bars ").contains("demo", "doctor", "work");
    }

    @Test
    void help_with_a_command_tells_of_that_command() {
        assertThat(run("help", "send")).isZero();
        assertThat(out.toString()).startsWith("Usage: bars send ");
    }

    @Test
    void without_a_command_it_says_what_is_missing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Name a command");
    }

    @Test
    void an_unknown_command_is_named() {
        assertThat(run("sned")).isEqualTo(2);
        assertThat(err.toString()).contains("sned");
    }

    /** As somebody has to type it next. */
    @ParameterizedTest
    @ValueSource(strings = {"routes", "cert", "audit", "caller", "service"})
    void a_group_of_commands_says_how_it_is_called(String group) {
        assertThat(run(group)).isEqualTo(2);
        assertThat(err.toString()).startsWith("Missing required subcommand").contains("Usage: bars " + group + " ");
    }
}
