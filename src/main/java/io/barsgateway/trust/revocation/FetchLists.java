package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fhir.Sha256;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.crl.ListUrl;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches revocation lists in the background, and keeps each good one in the home. What is asked for is named by the settings: a URL
 * out of a certificate only where a pattern of theirs covers it. A list that is of no CA of ours, not a full one, from the
 * future or older than the kept one is not kept.
 */
final class FetchLists {

    private static final Logger log = LoggerFactory.getLogger(FetchLists.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ENDING = ".crl";
    private static final int LARGEST = 20 * 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Path folder;
    private final CallerChains chains;
    private final Alarms alarms;
    private final Clock clock;

    FetchLists(Path folder, CallerChains chains, Alarms alarms, Clock clock) {
        this.folder = folder;
        this.chains = chains;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Asks for each list that is named whole, and for each partition that is kept; what is found takes effect when the folder is next
     * looked at.
     */
    void fetch(List<ListUrl> entries) {
        entries.stream().filter(entry -> !entry.isPattern()).forEach(entry -> fetch(entry.url(), hashed(entry.url())));
        for (URI url : keptPartitions()) {
            if (entries.stream().anyMatch(entry -> entry.isPattern() && entry.covers(url))) {
                fetchPartition(url);
            } else if (entries.stream().noneMatch(entry -> entry.covers(url))) {
                forget(url);
            }
        }
    }

    /** Nobody fetches it any more, and it would only grow old. */
    private void forget(URI url) {
        try {
            Files.deleteIfExists(folder.resolve(named(url) + ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(URI url) {
        return URLEncoder.encode(url.toString(), StandardCharsets.UTF_8);
    }

    /** Asks for one list of a pattern; it is named in the folder by its URL, so that it is asked for again after a restart. */
    void fetchPartition(URI url) {
        fetch(url, named(url));
    }

    /** The URLs of the partitions that the folder has. */
    List<URI> keptPartitions() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("http") && name.endsWith(ENDING))
                    .map(name -> URLDecoder.decode(
                            name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8))
                    .map(URI::create)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fetch(URI url, String name) {
        String subject = "bars.pki.crl-urls " + url;
        try {
            keep(url, name, download(url));
            alarms.end(subject);
        } catch (IOException | RuntimeException e) {
            alarms.raise(subject, "no usable revocation list came: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] download(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            // The request's own time-out ends with the headers
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> closed(body));
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            byte[] content = body.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("it is larger than 20 MB");
            }
            return content;
        }
    }

    private static void closed(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            log.debug("A download that took too long was ended");
        }
    }

    private void keep(URI url, String name, byte[] content) throws IOException {
        PrivateFiles.makeFolder(folder);
        Path arrived = folder.resolve(name + ".new");
        Path kept = folder.resolve(name + ENDING);
        PrivateFiles.write(arrived, content);
        try {
            RevocationList fresh = only(arrived);
            check(fresh, kept);
            Files.move(arrived, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            log.debug("Kept a revocation list from {}", url);
        } finally {
            Files.deleteIfExists(arrived);
        }
    }

    private void check(RevocationList fresh, Path kept) {
        Instant now = clock.instant();
        List<X509Certificate> known = Stream.concat(
                        chains.authorities().roots().stream(), chains.authorities().issuers().stream())
                .toList();
        if (known.stream().noneMatch(fresh::isOf)) {
            throw new IllegalArgumentException(
                    "it is not signed by a CA of bars.pki.roots or bars.pki.issuers that may sign lists");
        }
        if (fresh.kind() != ListKind.FULL) {
            throw new IllegalArgumentException("it is " + fresh.kind().words() + ": name the full one");
        }
        if (fresh.made().isAfter(now)) {
            throw new IllegalArgumentException("it is from the future: " + fresh.made());
        }
        if (Files.exists(kept) && fresh.made().isBefore(only(kept).made())) {
            throw new IllegalArgumentException("it is older than the one we keep: " + fresh.made());
        }
    }

    private static RevocationList only(Path file) {
        List<X509CRL> found = Certificates.readCrls(file);
        if (found.size() != 1) {
            throw new IllegalArgumentException("it holds " + found.size() + " lists, not one");
        }
        return new RevocationList(found.get(0));
    }

    private static String hashed(URI url) {
        return Sha256.hex(url.toString()).substring(0, 32);
    }
}
