package io.barsgateway.cli.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bars cert import} writes over nothing, and takes no chain that a caller could not follow. */
class ImportTest {

    private final Path folder;
    private final LocalPki pki;
    private final Path pkcs12;

    ImportTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        pki = new LocalPki(Files.createDirectory(folder.resolve("pki"))).make(Clock.systemUTC());
        pkcs12 = folder.resolve("mine.pfx");
        // As it comes back: the certificate alone
        Files.writeString(
                folder.resolve("leaf.cer"),
                PemText.of(Certificates.read(pki.certificate("gateway")).get(0)));
    }

    private BarsCommand imported(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "cert",
                "import",
                folder.resolve("leaf.cer").toString(),
                "--key",
                pki.key("gateway").toString(),
                "--out",
                pkcs12.toString()));
        words.addAll(List.of(more));
        return BarsCommand.run(words.toArray(String[]::new));
    }

    private BarsCommand importedWhole(String... more) {
        return imported(Stream.concat(
                        Stream.of(
                                "--chain",
                                pki.issuer().toString(),
                                "--chain",
                                pki.root().toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path only(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(pattern))
                    .toList();
            assertThat(found).as(pattern).hasSize(1);
            return found.get(0);
        }
    }

    private static String password(Path pkcs12) throws IOException {
        return Files.readString(Path.of(pkcs12 + ".password")).strip();
    }

    @Test
    void what_is_there_is_never_written_over() throws IOException {
        assertThat(importedWhole().exit()).isZero();
        byte[] first = Files.readAllBytes(pkcs12);
        String password = password(pkcs12);

        BarsCommand again = importedWhole();

        assertThat(again.exit()).as(again.printed()).isZero();
        assertThat(again.printed()).contains("is there already, and stays as it is", "--replace");
        assertThat(Files.readAllBytes(pkcs12)).isEqualTo(first);
        assertThat(password(pkcs12)).isEqualTo(password);
        Path beside = only("mine-\\d{4}-\\d\\d-\\d\\d\\.pfx");
        assertThat(KeyMaterial.read(beside, null, password(beside)).chain()).hasSize(2);
    }

    @Test
    void what_is_replaced_is_kept_under_a_dated_name() throws IOException {
        importedWhole();
        byte[] first = Files.readAllBytes(pkcs12);
        String password = password(pkcs12);

        BarsCommand replaced = importedWhole("--replace");

        assertThat(replaced.exit()).as(replaced.printed()).isZero();
        assertThat(Files.readAllBytes(pkcs12)).isNotEqualTo(first);
        assertThat(KeyMaterial.read(pkcs12, null, password).chain()).hasSize(2);
        Path kept = only("mine-until-[\\d-]+\\.pfx");
        assertThat(Files.readAllBytes(kept)).isEqualTo(first);
        assertThat(KeyMaterial.read(kept, null, password(kept)).chain()).hasSize(2);
        assertThat(PrivateFiles.isReadByOthers(kept)).isFalse();
    }

    @Test
    void a_chain_that_is_not_complete_is_refused_with_what_is_missing() {
        BarsCommand without = imported();
        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.printed())
                .contains("nothing was written: the chain is not complete", "https://pki.nhs.uk", "--chain FILE")
                .contains("Missing: the certificate of \"BaRS local issuer\"");

        assertThat(imported("--chain", pki.root().toString()).printed())
                .contains("Missing: the certificate of \"BaRS local issuer\"");

        BarsCommand rootless = imported("--chain", pki.issuer().toString());
        assertThat(rootless.exit()).isEqualTo(1);
        assertThat(rootless.printed()).contains("Missing: the certificate of \"BaRS local root\"");
        assertThat(pkcs12).doesNotExist();
        assertThat(Path.of(pkcs12 + ".password")).doesNotExist();
    }
}
